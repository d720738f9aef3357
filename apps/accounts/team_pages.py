"""What the pages of teams show, bounded by who looks; changes nothing."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from apps.accounts.access import leads_team
from apps.accounts.models import Membership, Role, Team, User
from apps.accounts.queries import is_administrator
from apps.accounts.scope import scope_of, visible_teams
from apps.accounts.team_forms import MemberForm, TitleForm


@dataclass(frozen=True)
class TeamRow:
    """One team with its people, and as many of its applications as one may see."""

    name: str
    title: str
    members: int
    applications: int


@dataclass(frozen=True)
class TeamList:
    """The teams a person may see, in three queries whatever their number."""

    rows: tuple[TeamRow, ...]
    form: TitleForm | None

    @classmethod
    def build(cls, user: User, form: TitleForm | None = None) -> "TeamList":
        """Read the page; `form` is None for who may not create a team."""
        teams = visible_teams(user)
        members = dict(
            Membership.objects.filter(team__in=teams)
            .values_list("team")
            .annotate(n=Count("user", distinct=True))
            .order_by()
        )
        applications = application_counts(user, teams)
        rows = tuple(
            TeamRow(
                team.name,
                team.title,
                members.get(team.pk, 0),
                applications.get(team.pk, 0),
            )
            for team in teams
        )
        return cls(rows, (form or TitleForm()) if is_administrator(user) else None)


@dataclass(frozen=True)
class MemberRow:
    """One role in the team and where it holds."""

    email: str
    role: Role
    org_id: int | None
    where: str


@dataclass(frozen=True)
class TeamDetail:
    """One team; the forms are None for who may not change it."""

    team: Team
    members: tuple[MemberRow, ...]
    applications: int
    member_form: MemberForm | None
    title_form: TitleForm | None

    @classmethod
    def build(
        cls,
        user: User,
        team: Team,
        *,
        member_form: MemberForm | None = None,
        title_form: TitleForm | None = None,
    ) -> "TeamDetail":
        """Read the page; the forms hold what was refused, to be shown again."""
        rows = team.memberships.select_related("user", "org")
        leads = leads_team(user, team)
        fresh = TitleForm(initial={"title": team.title})
        one = Team.objects.filter(pk=team.pk)
        return cls(
            team=team,
            members=tuple(
                MemberRow(
                    row.user.email,
                    Role(row.role),
                    row.org_id,
                    row.org.name if row.org else "every org",
                )
                for row in rows.order_by("user__email", "pk")
            ),
            applications=application_counts(user, one).get(team.pk, 0),
            member_form=(member_form or MemberForm(orgs=orgs_of(team)))
            if leads
            else None,
            title_form=(title_form or fresh) if is_administrator(user) else None,
        )


def application_counts(user: User, teams: QuerySet[Team]) -> dict[int, int]:
    """Return {team id: listed applications that `user` may see}. One query."""
    rows = Team.objects.filter(
        scope_of(user).applications("applications__"),
        pk__in=teams.values("pk"),
        applications__gone_at=None,
        applications__isnull=False,
    )
    counted = rows.order_by().values_list("pk").annotate(n=Count("applications"))
    return dict(counted)


def orgs_of(team: Team) -> list[tuple[int, str]]:
    """Return `(id, name)` of the orgs in which the team has applications or roles."""
    one = Team.objects.filter(pk=team.pk).order_by()
    names: set[tuple[int, str]] = set()
    for path in ("applications", "memberships"):
        rows = one.filter(**{f"{path}__org__isnull": False})
        names.update(rows.values_list(f"{path}__org", f"{path}__org__name").distinct())
    return sorted(names, key=lambda pair: pair[1])
