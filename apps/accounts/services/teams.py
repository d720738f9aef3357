"""Changes to teams and their members; each leaves an audit line. Sees no request."""

from django.db import transaction
from django.utils.text import slugify

from apps.accounts.errors import AccountError, TeamInUseError
from apps.accounts.models import Role, Team, User
from apps.accounts.services.people import set_role
from apps.audit.services import record
from apps.core.templatetags.ui import plural

RESERVED = frozenset({"create"})  # an address of its own


@transaction.atomic
def create_team(actor: str, title: str) -> Team:
    """Add a team; its name in addresses follows from the title and stays.

    Raises AccountError where no name follows, or another team has it.
    """
    title = title.strip()
    name = slugify(title)[:60]
    if not name or name in RESERVED:
        raise AccountError("Choose a title with letters or digits in it.")
    if Team.objects.filter(name=name).exists():
        raise AccountError(f"There is a team {name} already.")
    team = Team.objects.create(name=name, title=title)
    record(actor, "team.created", subject_of_team(team), after={"title": title})
    return team


@transaction.atomic
def rename_team(actor: str, team: Team, title: str) -> None:
    """Give a team another title; its name in addresses stays."""
    before, title = team.title, title.strip()
    if before == title:
        return
    team.title = title
    team.save(update_fields=["title"])
    record(
        actor,
        "team.renamed",
        subject_of_team(team),
        before={"title": before},
        after={"title": title},
    )


@transaction.atomic
def remove_team(actor: str, team: Team, why: str = "") -> None:
    """Remove a team with the roles in it; its people stay.

    Raises TeamInUseError while it has applications that an org lists.
    """
    team = Team.objects.select_for_update().get(pk=team.pk)
    count = team.applications.filter(gone_at=None).count()
    if count:
        raise TeamInUseError(
            f"{team.title} still has {plural(count, 'application')}. Give them to "
            "another team first, or to none."
        )
    members = sorted(
        f"{each.user.email}: {each.role}"
        for each in team.memberships.select_related("user")
    )
    named = subject_of_team(team)
    before = {"title": team.title, "members": members}
    team.delete()
    record(actor, "team.removed", named, before=before, why=why)


def set_member(
    actor: str, team: Team, email: str, role: Role | None, org_id: int | None = None
) -> User:
    """Give somebody with an account a role in a team, or take it away for None.

    Raises AccountError for an address that nobody has, and for administrators: these
    are no role of a team.
    """
    person = User.objects.filter(email=email.strip().lower(), is_active=True).first()
    if person is None:
        raise AccountError(
            f"Nobody signs in as {email.strip()}. An administrator can invite them."
        )
    set_role(actor, person, role, org_id, team.pk)
    return person


def subject_of_team(team: Team) -> str:
    """Return how the audit trail names a team."""
    return f"team:{team.name}"
