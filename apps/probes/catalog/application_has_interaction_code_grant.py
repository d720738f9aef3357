"""An embedded application needs the grant itself; a redirecting one does not."""

from collections.abc import Iterator

from apps.facts.sources import guide
from apps.okta.shapes.applications import INTERACTION_CODE
from apps.probes.answers import (
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
    if not application.is_openid_connect:
        yield not_applicable(subject, "Only OpenID Connect clients can have the grant.")
        return
    if application.application_type == "service":
        yield not_applicable(subject, "Service applications never need the grant.")
        return
    grants = sorted(application.grant_types)
    reading = application_reading(
        application, "/settings/oauthClient/grant_types", grants
    )
    if INTERACTION_CODE in grants:
        yield passed(subject, "The application has the grant.", reading)
    else:
        has = ", ".join(grants) or "no grant at all"
        yield failed(subject, f"interaction_code is missing; it has {has}.", reading)


PROBE = Probe(
    id="application_has_interaction_code_grant",
    title="The application has the Interaction Code grant",
    kind=Kind.PROOF,
    subject=Subject.APPLICATION,
    severity=Severity.INFO,
    why=(
        "Embedded sign-in with Identity Engine needs the grant on the application. "
        "Adding it changes no behaviour until the code uses it."
    ),
    fix=(
        "Open Applications > the application > General > Grant type > Advanced.",
        "Tick Interaction Code and keep the grants that are there.",
    ),
    source=guide("implement-grant-type/interactioncode"),
    parts=("applications",),
    proves=("app_interaction_code_grant",),
    evaluate=evaluate,
)
