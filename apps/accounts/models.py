"""People, their roles, and the one-time links that let them in; no sign-in rules."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models


class UserManager(BaseUserManager["User"]):
    """Makes people; e-mail addresses are kept in lower case, so that one is one."""

    def create_user(
        self, email: str, password: str | None = None, **fields: Any
    ) -> "User":
        """Return a new person; without a password nobody can sign in as them yet."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").strip().lower())


class User(AbstractUser):
    """A person with an account; signs in with the e-mail address.

    Life cycle: invited (no usable password) -> active -> deactivated -> active.
    """

    username = None  # type: ignore[assignment]  # the e-mail address is the name
    email = models.EmailField("e-mail address", unique=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]

    class Meta:
        db_table = "accounts_user"
        ordering = ["email"]

    @property
    def is_invited(self) -> bool:
        return self.is_active and not self.has_usable_password()


class Role(models.TextChoices):
    """What a person may do, growing. Administrators hold it for every org."""

    VIEWER = "viewer", "Viewer"
    CONTRIBUTOR = "contributor", "Contributor"
    LEAD = "lead", "Lead"
    ADMINISTRATOR = "administrator", "Administrator"

    def covers(self, other: "Role") -> bool:
        """Return whether this role may do everything that `other` may."""
        order = list(Role)
        return order.index(self) >= order.index(other)


class Team(models.Model):
    """People who work on the same applications; an application has at most one."""

    name = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=100)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title


class Membership(models.Model):
    """A role of a person, reaching as far as `org` and `team` say.

    Neither: everywhere. `org` alone: the whole org. `team` alone: that team's
    applications in every org. Both: that team's applications in that org.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships"
    )
    org = models.ForeignKey(
        "orgs.Org", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    team = models.ForeignKey(
        Team,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="memberships",
    )
    role = models.CharField(max_length=20, choices=Role)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        # One for each combination: to a database no null equals another.
        constraints = [
            models.UniqueConstraint(
                fields=["user", "org", "team"], name="one_role_per_org_and_team"
            ),
            models.UniqueConstraint(
                fields=["user", "org"],
                condition=models.Q(team=None),
                name="one_role_per_org",
            ),
            models.UniqueConstraint(
                fields=["user", "team"],
                condition=models.Q(org=None),
                name="one_role_per_team",
            ),
            models.UniqueConstraint(
                fields=["user"],
                condition=models.Q(org=None, team=None),
                name="one_role_for_every_org",
            ),
        ]

    @property
    def place(self) -> str:
        """What it reaches: "every org", an org, or a team with one of both."""
        where = self.org.name if self.org else "every org"
        return f"{self.team.title} in {where}" if self.team else where


class OneTimeLink(models.Model):
    """A link that lets one person choose a password, once, until it expires.

    Life cycle: open -> used, or open -> replaced (`used_at` set by a newer link), or
    open -> expired. Only the hash of the token is kept. `user` is null for the link
    that makes an administrator out of whoever opens it.
    """

    class Purpose(models.TextChoices):
        ADMINISTRATOR = "administrator", "Become an administrator"
        PASSWORD = "password", "Choose a password"

    purpose = models.CharField(max_length=14, choices=Purpose)
    token_hash = models.CharField(max_length=64, unique=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+"
    )
    created = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
