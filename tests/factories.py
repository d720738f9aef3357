"""Makes rows for tests: plain functions, each with what a test rarely cares about."""

from datetime import UTC, datetime
from itertools import count
from typing import Any

from apps.accounts.models import Membership, Role, Team, User
from apps.inventory.models import Application
from apps.orgs.models import EngineName, Environment, Org
from apps.snapshots.models import Snapshot

PASSWORD = "correct horse battery staple"
NOW = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)

_numbers = count(1)


def make_user(email: str, **fields: Any) -> User:
    return User.objects.create_user(email=email, password=PASSWORD, **fields)


def make_team(title: str = "") -> Team:
    title = title or f"Team {next(_numbers)}"
    return Team.objects.create(name=title.lower().replace(" ", "-"), title=title)


def make_member(
    email: str, role: Role, org: Org | None = None, team: Team | None = None
) -> User:
    """Make a person with `role`: of `org`, `team` or both; without them everywhere."""
    user = make_user(email)
    Membership.objects.create(user=user, role=role, org=org, team=team)
    return user


def make_org(name: str = "", **fields: Any) -> Org:
    number = next(_numbers)
    name = name or f"org-{number}"
    return Org.objects.create(
        **{
            "name": name,
            "okta_id": f"00o{number:017d}",
            "url": f"https://{name}.okta.com",
            "stated_url": f"https://{name}.okta.com",
            "environment": Environment.PRODUCTION,
            "engine": EngineName.CLASSIC,
            **fields,
        }
    )


def make_snapshot(org: Org, **fields: Any) -> Snapshot:
    """Make a complete snapshot of `org`, and make it the latest one."""
    snapshot = Snapshot.objects.create(
        org=org,
        **{
            "state": Snapshot.State.COMPLETE,
            "engine": org.engine,
            "started_at": NOW,
            "seen_at": NOW,
            "finished_at": NOW,
            **fields,
        },
    )
    if not snapshot.is_open:
        org.latest_snapshot = snapshot
        org.save(update_fields=["latest_snapshot"])
    return snapshot


def make_application(org: Org, label: str = "", **fields: Any) -> Application:
    number = next(_numbers)
    return Application.objects.create(
        org=org,
        **{
            "okta_id": f"0oa{number:017d}",
            "label": label or f"Application {number}",
            **fields,
        },
    )
