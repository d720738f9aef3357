"""Legacy Microsoft clients behave differently; no API shows who uses them."""

from collections.abc import Iterator

from apps.facts.sources import upgrade_help
from apps.probes.answers import (
    active,
    application_reading,
    not_applicable,
    subject_of,
    unknown,
)
from apps.probes.probe import ApplicationView, Kind, Probe, Severity, Subject, Verdict


def evaluate(view: ApplicationView) -> Iterator[Verdict]:
    """Yield UNKNOWN for every active Office 365 application: rules are not readable."""
    application = view.application
    subject = subject_of(application)
    if application.name != "office365" or not active(application):
        yield not_applicable(subject, "It is no active Office 365 application.")
        return
    message = (
        "Office 365 is in use: look for app sign-on rules with a custom user agent and "
        "for clients with legacy authentication, which get no users created at sign-in."
    )
    reading = application_reading(application, "/name", application.name)
    yield unknown(subject, message, reading)


PROBE = Probe(
    id="office_365_legacy_clients_are_known",
    title="Legacy clients of Office 365 are known",
    kind=Kind.HAZARD,
    subject=Subject.APPLICATION,
    severity=Severity.MEDIUM,
    why=(
        "Custom user agent rules and legacy authentication (Exchange ActiveSync) treat "
        "passwords, MFA and just-in-time users differently after the upgrade."
    ),
    fix=(
        "Review the app sign-on rules of Office 365 in the Admin Console.",
        "Move legacy clients to modern authentication and test them on preview.",
    ),
    source=upgrade_help("complete-action-items"),
    parts=("applications",),
    facts=(
        "limitation:o365_custom_user_agent",
        "limitation:active_endpoint_jit",
        "hub:O365_CUSTOM_USER_AGENT",
    ),
    evaluate=evaluate,
)
