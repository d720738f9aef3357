"""The deployment model of one application as a table of votes; knows no rows.

A witness casts votes; `decide` counts them. Configuration is the first witness;
traffic and source code add theirs to the same table later. Configuration cannot
tell an embedded widget from an embedded SDK, so where it sees an embedded
application the answer is `unsure` with both as candidates.
Source: https://developer.okta.com/docs/concepts/redirect-vs-embedded/
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol
from urllib.parse import urlsplit

from apps.facts.fact import Witness
from apps.okta.seen import Part, Seen, Unseen
from apps.okta.shapes import Application
from apps.okta.snapshot import OrgSnapshot

INTERACTION_CODE = "interaction_code"


class Model(StrEnum):
    """The same values as apps.inventory.models.DeploymentModel."""

    REDIRECT = "redirect"
    EMBEDDED_WIDGET = "embedded_widget"
    EMBEDDED_SDK = "embedded_sdk"
    AUTHN_API = "authn_api"
    DIRECT_AUTH = "direct_auth"
    NOT_AFFECTED = "not_affected"
    UNSURE = "unsure"


EMBEDDED = (Model.EMBEDDED_WIDGET, Model.EMBEDDED_SDK)
TARGETS = (
    Model.REDIRECT,
    Model.EMBEDDED_WIDGET,
    Model.EMBEDDED_SDK,
    Model.DIRECT_AUTH,
)

MOST = 99  # percent: votes never make certain
THIN = 20  # percent: below it the answer is unsure
MARGIN = 15  # percent: models closer than this to the best are not told apart

REDIRECT_MODES = {
    "SAML_2_0": "SAML 2.0",
    "SAML_1_1": "SAML 1.1",
    "WS_FEDERATION": "WS-Federation",
}
PASSWORD_MODES = {
    "BROWSER_PLUGIN": "the browser plugin fills in its password form",
    "AUTO_LOGIN": "Okta posts its password form",
    "SECURE_PASSWORD_STORE": "Okta posts its password form",
    "BASIC_AUTH": "Okta answers its basic authentication",
}
# Source: recorded answers of GET /api/v1/apps, where these carry no `oauthClient`.
OKTA_OWN_NAMES = frozenset(
    {
        "saasure",
        "flow",
        "ldap_interface",
        "okta_account_settings",
        "okta_atspoke_sso",
        "okta_browser_plugin",
        "okta_enduser",
        "okta_flow_sso",
        "okta_mobile_app",
        "okta_oidc_device",
        "okta_workflows",
    }
)
OKTA_OWN_PREFIXES = ("okta_iga", "okta_access_requests_", "okta_access_certification")


class View(Protocol):
    """What a vote looks at: one application and the bounded parts of its org."""

    @property
    def application(self) -> Application: ...

    @property
    def org(self) -> OrgSnapshot: ...


@dataclass(frozen=True, slots=True)
class Vote:
    """One reason for one model, or for candidates that share its weight (percent).

    A negative weight takes confidence away: something that could speak was not seen.
    """

    witness: Witness
    candidates: tuple[Model, ...]
    weight: int
    reason: str

    def as_json(self) -> dict[str, object]:
        return {
            "witness": self.witness.value,
            "model": " ".join(self.candidates),
            "weight": self.weight,
            "reason": self.reason,
        }


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the votes say. `candidates` are the models that `unsure` lies between."""

    model: Model
    candidates: tuple[Model, ...]
    confidence: int  # percent
    votes: tuple[Vote, ...]

    @property
    def reasons(self) -> tuple[str, ...]:
        return tuple(vote.reason for vote in self.votes)


def vote(
    view: View,
    *,
    cors: Part[frozenset[str]] | None = None,
    further: Sequence[Vote] = (),
) -> Judgement:
    """Return the judgement from configuration and the `further` votes of others.

    `cors` are the org's CORS origins, where the caller has them for many applications.
    """
    origins = cors_origins(view.org) if cors is None else cors
    return decide((*configuration_votes(view.application, origins), *further))


def unreadable(why: str) -> Judgement:
    """Return the judgement on an application whose shape is not known."""
    reason = f"Okta's answer about this application could not be read: {why}"
    return decide((Vote(Witness.CONFIGURATION, (), 0, reason),))


def decide(votes: Iterable[Vote]) -> Judgement:
    """Return the model with most weight, if that is not thin and clearly the most.

    Else `unsure`, with the models that are not told apart as candidates.
    """
    table = tuple(votes)
    scores: dict[Model, float] = {}
    for one in table:
        for model in one.candidates:
            share = one.weight / len(one.candidates)
            scores[model] = scores.get(model, 0) + share
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    if not ranked:
        return Judgement(Model.UNSURE, (), 0, table)
    best, score = ranked[0]
    close = tuple(model for model, other in ranked if score - other < MARGIN)
    against = sum(other for model, other in ranked if model not in close)
    confidence = round(max(0, min(MOST, score - max(0, against) / 2)))
    if len(close) == 1 and score >= THIN:
        return Judgement(best, (), confidence, table)
    return Judgement(Model.UNSURE, close, confidence, table)


def configuration_votes(
    application: Application, cors: Part[frozenset[str]]
) -> tuple[Vote, ...]:
    """Return what the application's own object says, plainest first."""
    if is_okta_own(application):
        return (_one(Model.NOT_AFFECTED, 99, _own_reason(application)),)
    if application.sign_on_mode == "OPENID_CONNECT":
        return tuple(_openid_connect_votes(application, cors))
    return (_mode_vote(application.sign_on_mode),)


def _mode_vote(mode: str | None) -> Vote:
    if mode is None:
        return _one(Model.NOT_AFFECTED, 95, "It is a directory: nobody signs in.")
    if mode in REDIRECT_MODES:
        reason = f"{REDIRECT_MODES[mode]}: sign-in happens on Okta's own page."
        return _one(Model.REDIRECT, 95, reason)
    if mode in PASSWORD_MODES:
        reason = f"Secure Web Authentication: {PASSWORD_MODES[mode]}."
        return _one(Model.NOT_AFFECTED, 95, reason)
    if mode == "BOOKMARK":
        return _one(Model.NOT_AFFECTED, 99, "It is a bookmark: a link only.")
    reason = f"Its sign-on mode “{mode}” is not a known one."
    return Vote(Witness.CONFIGURATION, (), 0, reason)


def is_okta_own(application: Application) -> bool:
    """Tell Okta's own applications, by name or by a client the org does not own.

    Catalogue applications on OpenID Connect carry no `oauthClient` either.
    Source: recorded answers of GET /api/v1/apps.
    """
    if application.name in OKTA_OWN_NAMES:
        return True
    if application.name.startswith(OKTA_OWN_PREFIXES):
        return True
    is_oidc = application.sign_on_mode == "OPENID_CONNECT"
    return is_oidc and application.oauth_client is None


def cors_origins(org: OrgSnapshot) -> Part[frozenset[str]]:
    """Return the origins of ACTIVE trusted origins for CORS, in one spelling."""
    if isinstance(org.trusted_origins, Unseen):
        return org.trusted_origins
    return Seen(
        frozenset(
            origin
            for trusted in org.trusted_origins.value
            if trusted.status == "ACTIVE" and trusted.allows_cors
            if (origin := origin_of(trusted.origin))
        )
    )


def origins_of(application: Application) -> tuple[str, ...]:
    """Return the web origins that an OpenID Connect application names, sorted."""
    client = application.oauth_client
    if client is None:
        return ()
    uris = (*(client.redirect_uris or ()), client.initiate_login_uri or "")
    return tuple(sorted({origin for uri in uris if (origin := origin_of(uri))}))


def origin_of(uri: str) -> str:
    """Return scheme, host and port in one spelling; empty for no web address."""
    try:
        parts = urlsplit(uri.strip())
        port = parts.port
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return ""
    usual = {"http": 80, "https": 443}[parts.scheme]
    suffix = f":{port}" if port and port != usual else ""
    return f"{parts.scheme}://{parts.hostname}{suffix}"


def _openid_connect_votes(
    application: Application, cors: Part[frozenset[str]]
) -> Iterable[Vote]:
    if application.application_type == "service":
        reason = "It is a service: it signs in as itself, no person does."
        return (_one(Model.NOT_AFFECTED, 95, reason),)
    return tuple(_embedded_votes(application, cors)) or _redirect_votes(cors)


def _embedded_votes(
    application: Application, cors: Part[frozenset[str]]
) -> Iterable[Vote]:
    """Yield what hints at a sign-in inside the application."""
    if INTERACTION_CODE in application.grant_types:
        reason = (
            "Its grant types hold interaction_code, which only an embedded widget or "
            "SDK uses; configuration cannot tell which of the two."
        )
        yield Vote(Witness.CONFIGURATION, EMBEDDED, 60, reason)
    trusted = [
        one
        for one in origins_of(application)
        if isinstance(cors, Seen) and one in cors.value
    ]
    if trusted:
        reason = (
            f"Its origin {trusted[0]} is a trusted origin for CORS, a hint of a "
            "sign-in that runs inside the application."
        )
        yield Vote(Witness.CONFIGURATION, EMBEDDED, 40, reason)


def _redirect_votes(cors: Part[frozenset[str]]) -> tuple[Vote, ...]:
    """Return what is left where nothing hints at an embedded sign-in."""
    if isinstance(cors, Seen):
        reason = (
            "OpenID Connect without the interaction code grant and without a trusted "
            "origin for CORS is usually a redirect; the code may still say otherwise."
        )
        return (_one(Model.REDIRECT, 45, reason),)
    usual = "OpenID Connect without the interaction code grant is usually a redirect."
    unseen = (
        "The trusted origins were not seen, so an embedded sign-in cannot be ruled "
        f"out: {cors.reason}"
    )
    return (_one(Model.REDIRECT, 45, usual), _one(Model.REDIRECT, -20, unseen))


def _own_reason(application: Application) -> str:
    if application.oauth_client is None and application.name not in OKTA_OWN_NAMES:
        return (
            "An OpenID Connect application whose client this org does not own "
            f"(“{application.name}”): Okta's own, or one from its catalogue."
        )
    return f"One of Okta's own applications (“{application.name}”)."


def _one(model: Model, weight: int, reason: str) -> Vote:
    return Vote(Witness.CONFIGURATION, (model,), weight, reason)
