"""The walk of a new user: an org connected and synced, then broken, then mended."""

from apps.checklists.models import Step
from apps.inventory import services as inventory
from apps.inventory.models import Application
from apps.orgs.models import Org
from apps.simulator.server import Running
from tests.acceptance.commands import run
from tests.factories import make_user

NAME = "acme-preview"
TOKEN_VARIABLE = "OKTA_TOKEN"  # set by the fixture `okta`
GRANT = "interaction_code"
UNSEEN = {"okta.idps.read", "okta.features.read"}


def connect_and_sync(okta: Running) -> Org:
    """Connect and sync by the commands."""
    words = ("connect_org", NAME, okta.origin, "--token-env", TOKEN_VARIABLE)
    done = run(*words, "--environment", "preview")
    assert done.status == 0, done.err
    done = run("sync_org", NAME)
    assert done.status == 0, done.err
    return Org.objects.get(name=NAME)


def name_the_model() -> None:
    """Decide, as a lead would on the page, that one application embeds the widget."""
    why = "The team showed us the self-hosted widget."
    lead = make_user("lea@acme.example")
    inventory.override_model(with_grant(), "embedded_widget", why, lead)
    assert run("sync_org", NAME).status == 0


def with_grant() -> Application:
    rows = Application.objects.filter(grant_types__contains=GRANT, is_okta_own=False)
    return rows.order_by("okta_id")[0]


def grants(okta: Running, application: Application, *, give: bool) -> None:
    value = okta.world.get("applications", application.okta_id or "")
    held = value["settings"]["oauthClient"]["grant_types"]
    kept = [one for one in held if one != GRANT] + ([GRANT] if give else [])
    patch = {"settings": {"oauthClient": {"grant_types": kept}}}
    okta.world.edit("applications", value["id"], patch)


def break_it(okta: Running, application: Application) -> None:
    token = okta.simulation.access.tokens["default"]
    token.scopes -= UNSEEN
    okta.world.plant("iwa_routing_rule")
    grants(okta, application, give=False)


def mend_it(okta: Running, application: Application) -> None:
    token = okta.simulation.access.tokens["default"]
    token.scopes |= UNSEEN
    okta.world.uproot("iwa_routing_rule")
    grants(okta, application, give=True)


def states(application: Application) -> tuple[str, str]:
    """Return the state of the org's step about IWA and of the application's grant."""
    of_org = Step.objects.get(org=application.org_id, stage="org_delete_iwa_rules")
    of_grant = Step.objects.get(
        application=application, stage="app_interaction_code_grant"
    )
    return of_org.state, of_grant.state
