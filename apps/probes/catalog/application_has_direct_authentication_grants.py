"""Direct Authentication needs its own grants on the application."""

from collections.abc import Iterator

from apps.probes.answers import (
    application_reading,
    failed,
    not_applicable,
    passed,
    subject_of,
)
from apps.probes.probe import ApplicationView, Kind, Probe, Severity, Subject, Verdict

# Source: https://developer.okta.com/docs/guides/configure-direct-auth-grants/
DIRECT_GRANTS = frozenset(
    {
        "urn:okta:params:oauth:grant-type:otp",
        "urn:okta:params:oauth:grant-type:oob",
        "http://auth0.com/oauth/grant-type/mfa-otp",
        "http://auth0.com/oauth/grant-type/mfa-oob",
    }
)


def evaluate(view: ApplicationView) -> Iterator[Verdict]:
    application = view.application
    subject = subject_of(application)
    if not application.is_openid_connect:
        yield not_applicable(subject, "Only OpenID Connect clients can have them.")
        return
    grants = sorted(application.grant_types)
    reading = application_reading(
        application, "/settings/oauthClient/grant_types", grants
    )
    found = DIRECT_GRANTS.intersection(grants)
    if found:
        message = f"It has {len(found)} of the {len(DIRECT_GRANTS)} direct grants."
        yield passed(subject, message, reading)
    else:
        yield failed(subject, "It has none of the direct grants.", reading)


PROBE = Probe(
    id="application_has_direct_authentication_grants",
    title="The application has grants of Direct Authentication",
    kind=Kind.PROOF,
    subject=Subject.APPLICATION,
    severity=Severity.INFO,
    why="Without them the application cannot leave /api/v1/authn for this target.",
    fix=("A super admin enables the direct grants on the application and the rule.",),
    source="https://developer.okta.com/docs/guides/configure-direct-auth-grants/",
    parts=("applications",),
    proves=("authn_direct_auth_grants",),
    evaluate=evaluate,
)
