"""The third generation of the hosted widget can be pinned from 7.8 on."""

from collections.abc import Iterator

from apps.facts.sources import guide
from apps.facts.widget import THIRD_GENERATION_PIN
from apps.okta.snapshot import OrgSnapshot
from apps.probes.answers import excerpt, failed, named, passed
from apps.probes.pages import brand_pages
from apps.probes.probe import Kind, Probe, Reading, Severity, Subject, Verdict
from apps.probes.widget_versions import is_at_least


def evaluate(org: OrgSnapshot) -> Iterator[Verdict]:
    """Yield one verdict per brand."""
    for brand, page, unseen in brand_pages(org):
        subject = f"brand:{brand.id}"
        name = named(brand.name, brand.id)
        if unseen:
            yield unseen
            continue
        custom = page.widget_customizations if page else None
        generation = custom.widget_generation if custom else None
        version = page.widget_version if page else None
        reading = Reading(
            "sign_in_pages", brand.id, "/widgetCustomizations", excerpt(generation)
        )
        if generation != "G3":
            yield passed(subject, f"{name} uses the second generation.", reading)
        elif version and is_at_least(version, THIRD_GENERATION_PIN) is False:
            message = f"{name} pins {version} for the third generation: below 7.8."
            yield failed(subject, message, reading)
        else:
            yield passed(subject, f"{name} uses the third generation.", reading)


PROBE = Probe(
    id="hosted_widget_generation_fits_its_version",
    title="The generation of the hosted widget fits its version",
    kind=Kind.HAZARD,
    subject=Subject.BRAND,
    severity=Severity.MEDIUM,
    why="The third generation exists from version 7.8 on.",
    fix=("Pin version 7.8 or later, or go back to the second generation.",),
    source=guide("custom-widget-gen3"),
    parts=("brands", "sign_in_pages"),
    facts=("stage:redirect_styling",),
    evaluate=evaluate,
)
