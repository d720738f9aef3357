"""SAML and WS-Fed cannot embed a sign-in form; an OpenID Connect client can."""

from collections.abc import Iterator

from apps.facts.sources import developer
from apps.okta.shapes.applications import INTERACTION_CODE
from apps.probes.answers import (
    application_reading,
    failed,
    not_applicable,
    passed,
    subject_of,
    unknown,
)
from apps.probes.catalog.application_has_direct_authentication_grants import (
    DIRECT_GRANTS,
)
from apps.probes.probe import ApplicationView, Kind, Probe, Severity, Subject, Verdict

FEDERATED = frozenset({"SAML_2_0", "SAML_1_1", "WS_FEDERATION"})
EMBEDDED_GRANTS = DIRECT_GRANTS | {INTERACTION_CODE, "password"}


def evaluate(view: ApplicationView) -> Iterator[Verdict]:
    application = view.application
    subject = subject_of(application)
    mode = application.sign_on_mode
    if mode in FEDERATED:
        reading = application_reading(application, "/signOnMode", mode)
        yield passed(subject, f"{mode} always redirects to Okta.", reading)
        return
    if not application.is_openid_connect:
        yield not_applicable(subject, "Nobody signs in to it through Okta's page.")
        return
    grants = sorted(application.grant_types)
    reading = application_reading(
        application, "/settings/oauthClient/grant_types", grants
    )
    embedded = sorted(EMBEDDED_GRANTS.intersection(grants))
    if embedded:
        message = f"It may sign in without a redirect: {', '.join(embedded)}."
        yield failed(subject, message, reading)
    else:
        message = "Its grants fit a redirect; code, traffic or its owner tells."
        yield unknown(subject, message, reading)


PROBE = Probe(
    id="application_only_redirects",
    title="The application only redirects",
    kind=Kind.PROOF,
    subject=Subject.APPLICATION,
    severity=Severity.INFO,
    why="A redirecting application needs no code change; an embedded one does.",
    fix=("Ask the owner, or scan the source for embedded sign-in code.",),
    source=developer("concepts/redirect-vs-embedded"),
    parts=("applications",),
    proves=("redirect_confirm_model",),
    evaluate=evaluate,
)
