"""What children of a benchmark do with the product: set it up, connect, sync."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "upgradeplanner.settings")
django.setup()

from collections.abc import Callable  # noqa: E402
from typing import Any  # noqa: E402

from django.conf import settings  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402

from apps.accounts.models import Membership, Role, User  # noqa: E402
from apps.orgs.credentials import ApiToken, fill  # noqa: E402
from apps.orgs.models import Credential, Org  # noqa: E402
from apps.orgs.services.doors import Door  # noqa: E402
from apps.snapshots import services as snapshots  # noqa: E402
from apps.snapshots.models import Snapshot  # noqa: E402
from apps.syncs import services as syncs  # noqa: E402

Keep = Callable[[], None]
EMAIL = "ada@benchmark.example"
PASSWORD = "measured horse battery staple"


def administrator() -> User:
    user = User.objects.filter(email=EMAIL).first()
    if user is None:
        user = User.objects.create_user(email=EMAIL, password=PASSWORD)
        Membership.objects.create(user=user, role=Role.ADMINISTRATOR, org=None)
    return user


def session_key(user: User) -> str:
    """Return the key of a new session in which `user` is signed in."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def connect(name: str, okta_id: str, origin: str, token: str) -> Org:
    org = Org.objects.create(
        name=name, okta_id=okta_id, url=origin, environment="production"
    )
    credential = Credential(org=org)
    fill(credential, ApiToken(token))
    credential.save()
    return org


def sync(org: Org, **options: Any) -> Snapshot:
    """Sync an org that is served on loopback, in this process."""
    snapshot = snapshots.open_snapshot(org, "benchmark")
    token = snapshots.claim(snapshot.pk)
    assert token is not None
    door = Door(trusted_origins=frozenset({org.url}))
    syncs.run_claimed(snapshot.pk, token, door=door, **options)
    snapshot.refresh_from_db()
    if not snapshot.is_judged:
        raise SystemExit(f"The sync ended as {snapshot.state}: {snapshot.reason}")
    return snapshot
