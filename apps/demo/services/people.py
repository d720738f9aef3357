"""The people of the demo company and what they decide; nobody can sign in as them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from apps.accounts.models import Role, User
from apps.accounts.services import deactivate, invite, set_role
from apps.core import clock
from apps.demo.errors import DemoError
from apps.findings.models import Finding
from apps.findings.services import approve_waiver, ask_waiver
from apps.inventory.models import Application, DeploymentModel
from apps.inventory.services import assign_owner, choose_target, override_model
from apps.orgs.models import Org

ACTOR = "demo"
Orgs = Mapping[str, Org]


@dataclass(frozen=True)
class Member:
    """One of the cast. The address is one that no mail reaches."""

    email: str
    role: Role
    areas: tuple[str, ...]  # first words of the labels of what they own


LEAD = Member("maya.lindqvist@meridian.example", Role.LEAD, ("Checkout", "Basket"))
ENGINEER = Member(
    "tomas.okafor@meridian.example", Role.CONTRIBUTOR, ("Loyalty", "Payroll", "Click")
)
CAST = (LEAD, ENGINEER)
OWNED_AT_MOST = 6  # applications of one person in one org


def welcome(orgs: Orgs) -> None:
    """Invite the cast and give them their roles in the demo orgs alone."""
    first, *others = orgs.values()
    for member in CAST:
        person = invite(ACTOR, member.email, member.role, first.pk)
        for org in others:
            set_role(ACTOR, person, member.role, org.pk)


def farewell() -> None:
    """Shut the cast out: they were needed for their decisions only."""
    for member in CAST:
        deactivate(ACTOR, person_of(member))


def person_of(member: Member) -> User:
    return User.objects.get(email=member.email)


def share_work(orgs: Orgs, _today: datetime) -> None:
    """Give some applications an owner."""
    lead = person_of(LEAD)
    for org in orgs.values():
        for member in CAST:
            owner = person_of(member)
            for application in _of_areas(org, member.areas):
                assign_owner(application, owner, lead)


def _of_areas(org: Org, areas: tuple[str, ...]) -> list[Application]:
    listed = Application.objects.filter(org=org, is_okta_own=False, gone_at=None)
    mine = [one for one in listed if one.label.split()[0] in areas]
    return mine[:OWNED_AT_MOST]


def name_models(orgs: Orgs, _today: datetime) -> None:
    """Decide what configuration alone cannot tell."""
    engineer = person_of(ENGINEER)
    for name, org in orgs.items():
        shop = _application(org, "Click and Collect")
        override_model(
            shop,
            DeploymentModel.EMBEDDED_WIDGET,
            f"The shop team showed its page in {name}: it bundles the sign-in widget.",
            engineer,
        )
    booking = _application(orgs["preview"], "Table Booking")
    override_model(
        booking,
        DeploymentModel.EMBEDDED_SDK,
        "The team signs people in with okta-auth-js on a form of its own.",
        engineer,
    )


def find_old_caller(orgs: Orgs, _today: datetime) -> None:
    """Name the application of production that still calls the old API."""
    lead = person_of(LEAD)
    caller = _application(orgs["production"], "Payroll Portal")
    override_model(
        caller,
        DeploymentModel.AUTHN_API,
        "Its server posts passwords to /api/v1/authn, says its log.",
        lead,
    )
    choose_target(
        caller,
        DeploymentModel.REDIRECT,
        "The least work: there is nothing of its own on the sign-in page.",
        lead,
    )


def ask_for_cards(orgs: Orgs, today: datetime) -> None:
    """Ask to accept a finding for a while; the lead approves a day later."""
    finding = _finding(orgs["production"], "no_smart_card_identity_provider_is_active")
    ask_waiver(
        finding,
        "The cards of the head office are replaced by security keys this month.",
        today + timedelta(days=10),
        person_of(ENGINEER),
        clock.now(),
    )


def approve_cards(orgs: Orgs, _today: datetime) -> None:
    finding = _finding(orgs["production"], "no_smart_card_identity_provider_is_active")
    approve_waiver(finding.waivers.get(), person_of(LEAD), clock.now())


def ask_for_desk(orgs: Orgs, today: datetime) -> None:
    """Leave one request that nobody has answered yet."""
    finding = _finding(orgs["sandbox"], "enrollment_rules_do_not_forbid_enrollment")
    ask_waiver(
        finding,
        "The service desk enrols testers by hand; nobody enrols at sign-in here.",
        today + timedelta(days=60),
        person_of(ENGINEER),
        clock.now(),
    )


Act = Callable[[Orgs, datetime], None]
ACTS: Mapping[int, tuple[Act, ...]] = {
    5: (share_work,),
    8: (name_models,),
    13: (find_old_caller,),
    33: (ask_for_cards,),
    35: (approve_cards,),
    57: (ask_for_desk,),
}


def _application(org: Org, label: str) -> Application:
    found = Application.objects.filter(org=org, label=label).first()
    if found is None:
        raise DemoError(f"{org.name} has no application named {label}.")
    return found


def _finding(org: Org, probe: str) -> Finding:
    found = Finding.objects.filter(org=org, probe=probe).order_by("pk").first()
    if found is None:
        raise DemoError(f"{org.name} has no finding of {probe}.")
    return found
