"""An installation in use, for the browser: orgs that were read and judged over HTTP."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.test import Client
from django.utils import timezone

from apps.accounts.models import Role, User
from apps.checklists.places import place_in
from apps.checklists.services import ask_waiver as ask_step_waiver
from apps.checklists.services import attest, recompute_application
from apps.checklists.surveying import subject_of
from apps.findings.models import Finding
from apps.findings.services import ask_waiver
from apps.inventory import services as inventory
from apps.inventory.models import Application
from apps.orgs.models import Environment, Org
from apps.plans.models import Wave
from apps.simulator.server import Running, running
from apps.simulator.simulation import Simulation
from apps.simulator.world import World
from apps.snapshots.models import Snapshot
from apps.syncs.judging import judge
from tests.factories import make_member, make_org, make_team
from tests.syncs.worlds import connect, sync


@dataclass(frozen=True)
class Installation:
    """Three real orgs, one of them never synced, and one of the demo company."""

    administrator: User
    production: Org
    preview: Org
    snapshot: Snapshot
    decided: Application

    def pages(self) -> list[str]:
        """Return an address of every page that a signed-in person can open."""
        org = f"/orgs/{self.production.name}"
        applications = Application.objects.filter(org=self.production)
        shown = {
            applications.filter(model=model).values_list("pk", flat=True).first()
            for model in ("redirect", "unsure", "not_affected")
        } | {applications.exclude(model_override="").values_list("pk", flat=True)[0]}
        finding = Finding.objects.filter(org=self.production).order_by("-pk")[0]
        server = self.production.authorization_servers.all()[0]
        raw = f"authorization_servers/{server.okta_id}/?pointer=/status"
        return [
            "/",
            "/orgs/",
            f"{org}/",
            f"/orgs/{self.preview.name}/",
            "/orgs/acme-sandbox/",
            f"{org}/settings/",
            f"{org}/credential/",
            f"{org}/credential/replace/",
            f"{org}/syncs/",
            f"{org}/syncs/{self.snapshot.pk}/",
            f"{org}/compare/",
            f"{org}/limitations/",
            f"{org}/snapshots/{self.snapshot.pk}/raw/{raw}",
            "/orgs/connect/",
            "/applications/",
            "/applications/?grade=unsure&owner=nobody&q=a",
            "/applications/?q=nothing-has-this-name",
            *(f"/applications/{pk}/" for pk in shown if pk),
            f"/applications/{self.decided.pk}/counterparts/",
            self.step("redirect_retest"),
            self.step("redirect_confirm_model"),
            f"{org}/steps/org/org_inventory/",
            "/glossary/",
            "/findings/",
            f"/findings/{finding.pk}/",
            "/roadmap/",
            "/roadmap/new-wave/",
            "/roadmap/waves/stores/",
            f"{org}/upgrade/",
            "/symptoms/",
            "/audit/",
            "/demo/",
            "/settings/people/",
            "/settings/people/invite/",
            f"/settings/people/{self.administrator.pk}/",
            "/settings/teams/",
            "/settings/teams/stores/",
            "/accounts/email/",
            "/accounts/password/change/",
            "/accounts/sessions/",
            "/accounts/2fa/",
            "/no-such-page/",
        ]

    def step(self, stage: str) -> str:
        """Return the address of a step of the application with decisions."""
        subject = subject_of(self.decided)
        return f"/orgs/{self.production.name}/steps/{subject}/{stage}/"

    def session(self, base: str) -> dict[str, str]:
        """Return the cookie of a signed-in administrator, as a browser takes it."""
        client = Client()
        client.force_login(self.administrator)
        name = settings.SESSION_COOKIE_NAME
        return {"name": name, "value": client.cookies[name].value, "url": base}


@contextmanager
def installed() -> Iterator[Installation]:
    """Make the installation; the simulated orgs answer until the end."""
    classic, upgraded = served("classic", 7), served("identity_engine", 8)
    with classic as production, upgraded as preview:
        yield _installation(production, preview)


@contextmanager
def served(engine: str, seed: int) -> Iterator[Running]:
    world = World(seed=seed, applications=24, engine=engine, plants=("all",))
    with running(Simulation(world, plan="off")) as okta:
        settings.TRUSTED_ORG_ORIGINS |= {okta.origin}
        try:
            yield okta
        finally:
            settings.TRUSTED_ORG_ORIGINS -= {okta.origin}


def _installation(production: Running, preview: Running) -> Installation:
    administrator = make_member("ada@acme.example", Role.ADMINISTRATOR)
    make_member("vic@acme.example", Role.VIEWER)
    org = connect(production, "acme-production", environment=Environment.PRODUCTION)
    sync(org, judge=judge)
    production.faults.add("forbidden", path="/api/v1/idps")
    production.world.uproot("iwa_routing_rule")
    snapshot = sync(org, judge=judge)
    upgraded = connect(
        preview,
        "acme-preview",
        environment=Environment.PREVIEW,
        upgraded_seen_at=timezone.now() - timedelta(days=2),
    )
    sync(upgraded, judge=judge)
    make_org("acme-sandbox", environment=Environment.SANDBOX, engine="")
    make_org("demo-preview", environment=Environment.PREVIEW, is_demo=True)
    _decide(org, administrator)
    decided = _work(org, administrator)
    return Installation(administrator, org, upgraded, snapshot, decided)


def _decide(org: Org, person: User) -> None:
    """Take the decisions that pages show: a model, an owner, a waiver that waits."""
    application = Application.objects.filter(org=org, model="redirect")[0]
    inventory.override_model(application, "authn_api", "It posts to /authn.", person)
    inventory.assign_owner(application, person, person)
    recompute_application(application)
    finding = Finding.objects.filter(org=org).order_by("-pk")[0]
    now = timezone.now()
    why = "The receiver is replaced in May."
    ask_waiver(finding, why, now + timedelta(days=10), person, now)


def _work(org: Org, person: User) -> Application:
    """Give an application to a team and a wave, attest a step and ask for a waiver."""
    application = Application.objects.filter(org=org, model="redirect")[1]
    inventory.assign_team(application, make_team("Stores"), person)
    wave = Wave.objects.create(name="stores", title="Stores", org=org)
    Application.objects.filter(pk=application.pk).update(wave=wave)
    application.refresh_from_db()
    now = timezone.now()
    why = "Its owner showed me the hosted page."
    attest(place_in(application, "redirect_confirm_model"), why, person, now)
    step = place_in(application, "redirect_retest")
    ask_step_waiver(step, why, now + timedelta(days=10), person, now)
    recompute_application(application)
    return application
