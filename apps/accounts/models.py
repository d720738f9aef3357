"""People and their roles. A role is held for one org, or for every org."""

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """A person with an account; signs in with the e-mail address."""

    email = models.EmailField(unique=True)

    class Meta:
        db_table = "accounts_user"


class Role(models.TextChoices):
    """What a person may do, growing. Administrators hold it for every org."""

    VIEWER = "viewer", "Viewer"
    CONTRIBUTOR = "contributor", "Contributor"
    LEAD = "lead", "Lead"
    ADMINISTRATOR = "administrator", "Administrator"


class Membership(models.Model):
    """A role of a person: for `org`, or for every org where `org` is null."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships"
    )
    org = models.ForeignKey(
        "orgs.Org", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    role = models.CharField(max_length=20, choices=Role)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "org"],
                name="one_role_per_org",
                nulls_distinct=False,
            )
        ]
