"""What can go wrong with people, as sentences; AccountError is the root."""


class AccountError(Exception):
    """A wish about people that is refused; the text is for people."""


class DeadLinkError(AccountError):
    """The one-time link was used, replaced or has expired, or never was one."""


class LastAdministratorError(AccountError):
    """Without this administrator nobody could manage people."""

    def __init__(self) -> None:
        super().__init__(
            "This is the last administrator. Make somebody else an administrator first."
        )


class TakenAddressError(AccountError):
    """The e-mail address belongs to somebody already."""


class TeamInUseError(AccountError):
    """The team still has applications, so it cannot be removed."""


class AdministratorExistsError(AccountError):
    """There is an administrator, so no link to become the first one is made."""
