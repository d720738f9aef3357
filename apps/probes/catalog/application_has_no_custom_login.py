"""A custom login page of an application is only half supported after the upgrade."""

from collections.abc import Iterator

from apps.facts.sources import guide
from apps.probes.answers import (
    active,
    application_reading,
    failed,
    not_applicable,
    passed,
    subject_of,
)
from apps.probes.probe import ApplicationView, Kind, Probe, Severity, Subject, Verdict


def evaluate(view: ApplicationView) -> Iterator[Verdict]:
    application = view.application
    subject = subject_of(application)
    if not active(application):
        yield not_applicable(subject, "The application is not active.")
        return
    access = application.accessibility
    url = access.login_redirect_url if access else None
    reading = application_reading(application, "/accessibility/loginRedirectUrl", url)
    if url:
        message = f"Embed links of “{application.label}” open a custom login page."
        yield failed(subject, message, reading)
    else:
        yield passed(subject, "It has no custom login page.", reading)


PROBE = Probe(
    id="application_has_no_custom_login",
    title="The application has no custom login page",
    kind=Kind.HAZARD,
    subject=Subject.APPLICATION,
    severity=Severity.HIGH,
    why=(
        "Support for custom app login is limited after the upgrade: only orgs that "
        "used it before keep it, and embed links follow the global session policy."
    ),
    fix=(
        "Customise the Okta-hosted page instead,",
        "or send the application's users by an identity provider routing rule.",
    ),
    source=guide("ie-limitations"),
    parts=("applications",),
    facts=("limitation:custom_login_page_embed_links", "hub:CUSTOM_APP_LOGIN"),
    evaluate=evaluate,
)
