"""A browser application cannot talk to Okta from an origin that is not registered."""

from collections.abc import Iterator

from apps.facts.sources import guide
from apps.okta.shapes.applications import INTERACTION_CODE
from apps.probes.answers import (
    active,
    application_reading,
    failed,
    not_applicable,
    passed,
    subject_of,
)
from apps.probes.origins import cors_origins, origins_of
from apps.probes.probe import ApplicationView, Kind, Probe, Severity, Subject, Verdict


def evaluate(view: ApplicationView) -> Iterator[Verdict]:
    application = view.application
    subject = subject_of(application)
    if application.application_type != "browser" or not active(application):
        yield not_applicable(subject, "It is no active single-page application.")
        return
    if INTERACTION_CODE not in application.grant_types:
        yield not_applicable(subject, "It has no interaction code grant.")
        return
    own = origins_of(application)
    registered = own & cors_origins(view.org)
    reading = application_reading(
        application, "/settings/oauthClient/redirect_uris", sorted(own)
    )
    if registered:
        names = ", ".join(sorted(registered))
        yield passed(subject, f"Registered with CORS: {names}.", reading)
    else:
        names = ", ".join(sorted(own)) or "it has no web origin"
        yield failed(subject, f"No origin is registered with CORS: {names}.", reading)


PROBE = Probe(
    id="interaction_code_application_has_a_cors_origin",
    title="The origin of an embedded single-page application is registered with CORS",
    kind=Kind.HAZARD,
    subject=Subject.APPLICATION,
    severity=Severity.MEDIUM,
    why="Its browser code cannot call the interact endpoint from another origin.",
    fix=("Open Security > API > Trusted Origins and add the origin with CORS.",),
    source=guide("enable-cors"),
    parts=("applications", "trusted_origins"),
    facts=("stage:cors_locate_and_register",),
    evaluate=evaluate,
)
