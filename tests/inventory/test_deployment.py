"""The vote table: what configuration alone says about an application."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.facts.fact import Witness
from apps.inventory.deployment import (
    EMBEDDED,
    Judgement,
    Model,
    Vote,
    decide,
    is_okta_own,
    origin_of,
    unreadable,
    vote,
)
from apps.inventory.models import DeploymentModel
from apps.okta.seen import Seen, Unseen
from apps.okta.shapes import Application, TrustedOrigin
from apps.okta.shapes.org import OriginScope
from apps.okta.snapshot import OrgSnapshot

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


@dataclass(frozen=True)
class View:
    application: Application
    org: OrgSnapshot = field(
        default_factory=lambda: OrgSnapshot(taken_at=NOW, trusted_origins=Seen(()))
    )


def application(mode: str | None, name: str = "some_app", **client: object) -> View:
    body: dict[str, object] = {"id": "0oa1", "name": name, "signOnMode": mode}
    if client:
        body["settings"] = {"oauthClient": client}
    return View(msgspec.convert(body, Application))


def spa(*grants: str, redirect: str = "https://shop.example.com/callback") -> View:
    return application(
        "OPENID_CONNECT",
        "oidc_client",
        application_type="browser",
        grant_types=list(grants),
        redirect_uris=[redirect],
    )


def with_origin(view: View, origin: str, *scopes: str, status: str = "ACTIVE") -> View:
    trusted = TrustedOrigin(
        id="tos1",
        origin=origin,
        status=status,
        scopes=tuple(OriginScope(type=scope) for scope in scopes),
    )
    return View(
        view.application, OrgSnapshot(taken_at=NOW, trusted_origins=Seen((trusted,)))
    )


@pytest.mark.parametrize(
    ("mode", "name", "expected"),
    [
        ("SAML_2_0", "amazon_aws", Model.REDIRECT),
        ("SAML_1_1", "old_saml", Model.REDIRECT),
        ("SAML_2_0", "okta_org2org", Model.REDIRECT),
        ("WS_FEDERATION", "office365", Model.REDIRECT),
        ("BROWSER_PLUGIN", "template_swa", Model.NOT_AFFECTED),
        ("AUTO_LOGIN", "auto", Model.NOT_AFFECTED),
        ("SECURE_PASSWORD_STORE", "store", Model.NOT_AFFECTED),
        ("BASIC_AUTH", "template_basic_auth", Model.NOT_AFFECTED),
        ("BOOKMARK", "bookmark", Model.NOT_AFFECTED),
        (None, "active_directory", Model.NOT_AFFECTED),
        ("OPENID_CONNECT", "saasure", Model.NOT_AFFECTED),
        ("OPENID_CONNECT", "facebook_at_work", Model.NOT_AFFECTED),
        ("MFA_AS_SERVICE", "something_new", Model.UNSURE),
    ],
)
def test_the_sign_on_mode_decides(mode: str | None, name: str, expected: Model) -> None:
    assert vote(application(mode, name)).model is expected


def test_a_service_signs_nobody_in() -> None:
    service = application(
        "OPENID_CONNECT", application_type="service", grant_types=["client_credentials"]
    )
    assert vote(service).model is Model.NOT_AFFECTED


def test_the_interaction_code_grant_is_embedded_but_not_which() -> None:
    judgement = vote(spa("authorization_code", "interaction_code"))
    assert judgement.model is Model.UNSURE
    assert set(judgement.candidates) == set(EMBEDDED)
    assert judgement.confidence < 50


def test_an_origin_trusted_for_cors_is_embedded_but_not_which() -> None:
    view = with_origin(
        spa("authorization_code"), "https://SHOP.example.com:443", "CORS"
    )
    judgement = vote(view)
    assert judgement.model is Model.UNSURE
    assert set(judgement.candidates) == set(EMBEDDED)
    assert "https://shop.example.com" in judgement.reasons[0]


@pytest.mark.parametrize(
    ("origin", "scopes", "status"),
    [
        ("https://shop.example.com", ["REDIRECT"], "ACTIVE"),
        ("https://shop.example.com", ["CORS"], "INACTIVE"),
        ("https://other.example.com", ["CORS"], "ACTIVE"),
        ("https://shop.example.com:8443", ["CORS"], "ACTIVE"),
    ],
)
def test_other_trusted_origins_say_nothing(
    origin: str, scopes: list[str], status: str
) -> None:
    view = with_origin(spa("authorization_code"), origin, *scopes, status=status)
    assert vote(view).model is Model.REDIRECT


def test_other_openid_connect_is_a_redirect_with_low_confidence() -> None:
    judgement = vote(spa("authorization_code"))
    assert judgement.model is Model.REDIRECT
    assert judgement.confidence < vote(application("SAML_2_0")).confidence / 2 + 1


def test_unseen_trusted_origins_are_said_and_lower_the_confidence() -> None:
    view = spa("authorization_code")
    unseen = View(
        view.application,
        OrgSnapshot(taken_at=NOW, trusted_origins=Unseen("The scope is missing.")),
    )
    judgement = vote(unseen)
    assert judgement.confidence < vote(view).confidence
    assert any("The scope is missing." in reason for reason in judgement.reasons)


def test_a_shape_that_is_not_known_is_unsure() -> None:
    judgement = unreadable("expected `str`")
    assert judgement.model is Model.UNSURE
    assert judgement.confidence == 0
    assert "expected `str`" in judgement.reasons[0]


@pytest.mark.parametrize(
    "name", ["saasure", "okta_iga_reviewer", "okta_access_requests_resource_catalog"]
)
def test_okta_s_own_are_known_by_name(name: str) -> None:
    view = application("SAML_2_0", name)
    assert is_okta_own(view.application)
    assert vote(view).model is Model.NOT_AFFECTED


def test_a_later_witness_settles_what_configuration_leaves_open() -> None:
    view = spa("interaction_code")
    traffic = Vote(
        Witness.TRAFFIC, (Model.EMBEDDED_WIDGET,), 70, "Its sign-ins name the widget."
    )
    judgement = vote(view, further=[traffic])
    assert judgement.model is Model.EMBEDDED_WIDGET
    assert judgement.candidates == ()


def test_contradiction_costs_confidence() -> None:
    saml = Vote(Witness.CONFIGURATION, (Model.REDIRECT,), 90, "SAML")
    authn = Vote(Witness.TRAFFIC, (Model.AUTHN_API,), 40, "calls /api/v1/authn")
    assert decide([saml, authn]).confidence < decide([saml]).confidence


votes = st.builds(
    Vote,
    st.sampled_from(Witness),
    st.lists(st.sampled_from(Model), min_size=1, max_size=3, unique=True).map(tuple),
    st.integers(-20, 99),
    st.text(min_size=1, max_size=8),
)


@given(st.lists(votes, min_size=1, max_size=6, unique_by=lambda one: one.reason))
def test_removing_a_vote_changes_the_reasons_shown(table: list[Vote]) -> None:
    whole = decide(table)
    for position in range(len(table)):
        rest: Judgement = decide(table[:position] + table[position + 1 :])
        assert rest.reasons != whole.reasons


@given(st.lists(votes, max_size=6))
def test_the_answer_is_always_one_of_the_models_with_a_percentage(
    table: list[Vote],
) -> None:
    judgement = decide(table)
    assert 0 <= judgement.confidence <= 99
    assert (judgement.model is Model.UNSURE) or judgement.candidates == ()


@pytest.mark.parametrize(
    ("uri", "origin"),
    [
        ("https://A.example.com/x?y", "https://a.example.com"),
        ("http://localhost:3000/cb", "http://localhost:3000"),
        ("com.example.app:/callback", ""),
        ("https://[broken", ""),
        ("https://a:99999/", ""),
        ("", ""),
    ],
)
def test_origins_have_one_spelling(uri: str, origin: str) -> None:
    assert origin_of(uri) == origin


def test_rows_use_the_same_models() -> None:
    assert {model.value for model in Model} == set(DeploymentModel.values)
