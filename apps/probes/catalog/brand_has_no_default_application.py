"""Where the widget opens a default application, the Admin Console needs a test."""

from collections.abc import Iterator

from apps.facts.sources import guide
from apps.okta.snapshot import OrgSnapshot
from apps.probes.answers import excerpt, failed, named, passed
from apps.probes.probe import Kind, Probe, Reading, Severity, Subject, Verdict

FIELDS = ("classicApplicationUri", "appInstanceId")


def evaluate(org: OrgSnapshot) -> Iterator[Verdict]:
    """Yield one verdict per brand."""
    for brand in org.brands.value:
        default = brand.default_app or {}
        field = next((name for name in FIELDS if default.get(name)), None)
        name = named(brand.name, brand.id)
        if field is None:
            yield passed(f"brand:{brand.id}", f"{name} opens no default application.")
            continue
        reading = Reading(
            "brands", brand.id, f"/defaultApp/{field}", excerpt(default[field])
        )
        message = f"{name} opens a default application after sign-in."
        yield failed(f"brand:{brand.id}", message, reading)


PROBE = Probe(
    id="brand_has_no_default_application",
    title="The brand opens no default application after sign-in",
    kind=Kind.HAZARD,
    subject=Subject.BRAND,
    severity=Severity.LOW,
    why="With a default application set, sign-in to the Admin Console can change.",
    fix=("Test sign-in to the Admin Console and to the default application.",),
    source=guide("oie-upgrade-test-widget-custom"),
    parts=("brands",),
    facts=("stage:org_immediate_checks",),
    evaluate=evaluate,
)
