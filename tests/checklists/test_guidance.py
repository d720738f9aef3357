"""Guidance by SDK, what the upgrade unlocks, and the words explained."""

import pytest
from django.test import Client

from apps.accounts.models import User
from apps.audit.models import AuditLine
from apps.checklists.guidance import guidance_for, sdk_choices
from apps.checklists.pages.unlocks import org_unlocks
from apps.checklists.rules import State
from apps.checklists.services import RefusedError
from apps.checklists.services.choosing import choose_sdk
from apps.checklists.terms import FirstUses
from apps.checklists.unlocking import Unlocked, unlockings
from apps.facts.concepts import CAPABILITIES, TERMS
from apps.orgs.models import Org
from tests.checklists.steps import application_of, make_step, tell
from tests.factories import make_application

OIE = "identity_engine"


def test_a_step_speaks_the_language_of_the_application() -> None:
    java = guidance_for("replace_sign_in", "java")
    assert java is not None
    assert java.sdk is not None
    assert java.sdk.engine[0].name == "com.okta.idx.sdk:okta-idx-java-api"
    calls = {one.id for one in java.patterns}
    assert {"java_authenticate", "rest_authn_primary"} <= calls
    assert "cs_authenticate" not in calls
    assert java.statuses is not None
    assert "AWAITING_PASSWORD_RESET" in java.statuses.new
    assert not any(one.patterns for one in java.switches)


def test_a_switch_of_one_library_is_shown_to_its_users() -> None:
    script = guidance_for("replace_sign_in", "auth_js_node")
    assert script is not None
    assert [one.name for one in script.switches] == ["idx.enableLegacyMode"]


def test_a_grant_is_named_whatever_the_sdk() -> None:
    grant = guidance_for("app_interaction_code_grant", "")
    assert grant is not None
    assert grant.switches[0].name == "settings.oauthClient.grant_types"
    assert not grant.asks_sdk
    unsaid = guidance_for("sdk_update_dependency", "")
    assert unsaid is not None
    assert unsaid.asks_sdk
    assert guidance_for("org_inventory", "java") is None


def test_the_sdk_is_chosen_from_what_is_known(org: Org, contributor: User) -> None:
    application = make_application(org)
    with pytest.raises(RefusedError):
        choose_sdk(application, "cobol", contributor)
    choose_sdk(application, "java", contributor)
    choose_sdk(application, "java", contributor)
    application.refresh_from_db()
    assert application.sdk == "java"
    assert AuditLine.objects.filter(verb="application.sdk_chosen").count() == 1
    assert len(sdk_choices()) == 18


def test_the_page_shows_packages_and_calls_of_the_chosen_sdk(
    client: Client, contributor: User, org: Org
) -> None:
    application = application_of(make_step(org))
    home = f"/applications/{application.pk}/"
    client.force_login(contributor)
    assert "Choose the language and SDK" in client.get(home).content.decode()
    client.post(f"{home}sdk/", {"sdk": "dotnet"})
    text = client.get(home).content.decode()
    assert "Okta.Idx.Sdk" in text
    assert "RecoverPasswordAsync" in text
    assert client.post(f"{home}sdk/", {"sdk": "cobol"}).status_code == 422


def test_who_may_choose_an_sdk(
    client: Client, viewer: User, outsider: User, org: Org
) -> None:
    address = f"/applications/{make_application(org).pk}/sdk/"
    client.force_login(viewer)
    assert client.post(address, {"sdk": "java"}).status_code == 403
    client.force_login(outsider)
    assert client.post(address, {"sdk": "java"}).status_code == 404


def unlocked(model: str, engine: str = OIE, target: str = "", **states: State) -> str:
    found = unlockings(model, target, engine, states)
    return next(one.state for one in found if one.capability.id == "flexible_recovery")


@pytest.mark.parametrize(
    ("expected", "model", "engine", "state"),
    [
        (Unlocked.YES, "embedded_sdk", OIE, State.PROVEN),
        (Unlocked.YES, "embedded_sdk", OIE, State.ATTESTED),
        (Unlocked.NO, "embedded_sdk", OIE, State.NOT_STARTED),
        (Unlocked.NO, "embedded_sdk", OIE, State.WAIVED),
        (Unlocked.NO, "embedded_sdk", OIE, State.REOPENED),
        (Unlocked.UNKNOWN, "embedded_sdk", OIE, State.STALE),
        (Unlocked.UNKNOWN, "embedded_sdk", OIE, State.UNKNOWN),
        (Unlocked.NO, "embedded_sdk", "classic", State.PROVEN),
        (Unlocked.UNKNOWN, "embedded_sdk", "", State.PROVEN),
        (Unlocked.NO, "embedded_sdk", "", State.NOT_STARTED),
        (Unlocked.YES, "redirect", OIE, State.NOT_STARTED),
        (Unlocked.UNKNOWN, "unsure", OIE, State.PROVEN),
        (Unlocked.UNKNOWN, "authn_api", OIE, State.PROVEN),
        (Unlocked.OUT_OF_REACH, "direct_auth", OIE, State.PROVEN),
    ],
)
def test_unknown_is_never_unlocked(
    expected: Unlocked, model: str, engine: str, state: State
) -> None:
    assert unlocked(model, engine, replace_password_recovery=state) == expected


def test_a_caller_of_the_old_api_reaches_what_its_target_reaches() -> None:
    proven = State.PROVEN
    state = unlocked(
        "authn_api", target="embedded_sdk", replace_password_recovery=proven
    )
    assert state == Unlocked.YES


def test_an_org_counts_what_a_person_may_see(
    org: Org, viewer: User, outsider: User
) -> None:
    place = make_step(org, "redirect_policies", model="redirect")
    tell(place)
    make_application(org, model="not_affected")
    counted = {one.capability.id: one for one in org_unlocks(viewer, org, [])}
    assert counted["flexible_recovery"].unlocked == 1
    assert counted["passwordless"].unlocked == 0
    assert counted["passwordless"].total == 1
    assert counted["interaction_code"].total == 0
    assert all(one.total == 0 for one in org_unlocks(outsider, org, []))


def test_a_term_is_explained_once_and_text_stays_harmless() -> None:
    uses = FirstUses()
    first = uses.explain("Assurance <script> of an authenticator, authenticators")
    assert first.count("<abbr") == 2
    assert "&lt;script&gt;" in first
    assert "glossary/#assurance" in first
    assert "<abbr" not in uses.explain("assurance and authenticator")
    assert uses.explain("a & b") == "a &amp; b"
    assert "<abbr" not in uses.explain("refactor the remediationless interaction-codes")


def test_the_glossary_explains_every_term(client: Client, viewer: User) -> None:
    assert client.get("/glossary/").status_code == 302
    client.force_login(viewer)
    text = client.get("/glossary/").content.decode()
    assert all(f'id="{term.id}"' in text for term in TERMS.values())
    assert all(f'id="{one.id}"' in text for one in CAPABILITIES)
