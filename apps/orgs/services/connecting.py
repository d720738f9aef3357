"""Connects an org: identity and credential are tested live before a row exists."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone

from apps.accounts.models import Role, User
from apps.accounts.queries import has_role
from apps.accounts.services import set_role
from apps.audit.services import record
from apps.core import clock
from apps.okta.shapes.org import PIPELINES
from apps.orgs.credentials import Secret
from apps.orgs.errors import AlreadyConnectedError, BadInputError
from apps.orgs.examination import Examination
from apps.orgs.models import Environment, Org
from apps.orgs.queries import org_named
from apps.orgs.rules import ProvenIdentity, name_problem, next_sync
from apps.orgs.services.credentials import Tested, audited, keep, try_out
from apps.orgs.services.doors import Door, first_visit
from apps.orgs.services.identity import prove


@dataclass(frozen=True)
class Connected:
    """The new org and what its credential can see."""

    org: Org
    examination: Examination


def connect_org(  # noqa: PLR0913  # what the form asks, and who asks
    *,
    name: str,
    url: str,
    environment: str,
    secret: Secret,
    actor: str,
    person: User | None = None,
    is_demo: bool = False,
    sync_soon: bool = False,
    door: Door | None = None,
) -> Connected:
    """Return the connected org; nothing is kept where anything fails.

    `actor` stands in the audit trail; `person`, where there is one, can see the new org
    afterwards. `sync_soon` leaves the first sync to the schedule, at its next look;
    without it somebody asks for it. Raises OrgError and OktaError, whose sentences are
    for people.
    """
    check_input(name, environment)
    visit = first_visit(door)
    identity = prove(with_scheme(url), visit)
    refuse_known(identity.okta_id)
    tested = try_out(secret, identity.url, identity.pipeline, visit)
    org = new_org(name, environment, identity)
    org.is_demo = org.is_replayed = is_demo
    if sync_soon:
        org.next_sync_at = timezone.now()
    keep_all(org, tested, actor, person)
    return Connected(org, tested.examination)


def keep_all(org: Org, tested: Tested, actor: str, person: User | None) -> None:
    """Store the org, its credential and the audit line, all or nothing."""
    try:
        with transaction.atomic():
            org.save()
            credential = keep(org, tested, person)
            let_see(person, org, actor)
            record(
                actor,
                "org.connected",
                f"org:{org.name}",
                org_id=org.pk,
                after={
                    "url": org.url,
                    "okta_id": org.okta_id,
                    "environment": org.environment,
                    "engine": org.engine,
                    "credential": audited(credential),
                },
            )
    except IntegrityError as error:  # somebody else connected it this moment
        raise AlreadyConnectedError(
            f"{org.name}, or the org behind it, was connected by somebody else just "
            "now.",
            field="name",
        ) from error


def check_input(name: str, environment: str) -> None:
    """Raise BadInputError or AlreadyConnectedError before any call is made."""
    if problem := name_problem(name):
        raise BadInputError(problem, field="name")
    if environment not in Environment.values:
        known = ", ".join(Environment.values)
        raise BadInputError(f"The environment is one of {known}.", field="environment")
    if org_named(name):
        raise AlreadyConnectedError(
            f"There is an org with the name {name} already.",
            field="name",
            next_step="Choose another name.",
        )


def with_scheme(url: str) -> str:
    """Return the address with https:// where people left it out."""
    return url if "://" in url else f"https://{url}"


def refuse_known(okta_id: str) -> None:
    known = Org.objects.filter(okta_id=okta_id).first()
    if known:
        raise AlreadyConnectedError(
            f"This org is connected already, under the name {known.name}.",
            field="url",
            next_step="Its credential can be replaced on its credential page.",
        )


def new_org(name: str, environment: str, identity: ProvenIdentity) -> Org:
    engine = PIPELINES.get(identity.pipeline)
    org = Org(
        name=name,
        okta_id=identity.okta_id,
        url=identity.url,
        stated_url=identity.stated_url,
        alternate_url=identity.alternate_url,
        environment=environment,
        engine=engine.value if engine else "",
        engine_seen_at=clock.now(),
    )
    org.next_sync_at = next_sync(org.sync_every_hours, timezone.now())
    return org


def let_see(person: User | None, org: Org, actor: str) -> None:
    """Make a person who leads single orgs the lead of the one they connected."""
    if person and not has_role(person, org.pk, Role.LEAD):
        set_role(actor, person, Role.LEAD, org.pk)
