"""What can be wrong with an org a person connects or changes; never holds a secret.

OrgError
├── BadInputError         a value is not acceptable; `field` names it
├── AlreadyConnectedError the org, or its name, is taken
├── IdentityError         the address does not answer as the org it claims to be
└── NothingVisibleError   the credential is good, and may see nothing
"""

from apps.orgs.examination import Examination


class OrgError(Exception):
    """`sentence` is for people; `field` names the input it belongs to, if any."""

    def __init__(self, sentence: str, *, field: str = "", next_step: str = "") -> None:
        super().__init__(f"{sentence} {next_step}".strip())
        self.sentence = sentence
        self.field = field
        self.next_step = next_step


class BadInputError(OrgError):
    pass


class AlreadyConnectedError(OrgError):
    pass


class IdentityError(OrgError):
    pass


class NothingVisibleError(OrgError):
    """Carries the examination, so that people see what was refused."""

    def __init__(self, sentence: str, examination: Examination, next_step: str) -> None:
        super().__init__(sentence, next_step=next_step)
        self.examination = examination
