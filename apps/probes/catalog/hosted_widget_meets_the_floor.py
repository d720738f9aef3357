"""A pinned widget below 5.11.0 must be raised before the org is upgraded."""

from collections.abc import Iterator

from apps.facts.sources import guide
from apps.facts.widget import FLOOR
from apps.okta.snapshot import OrgSnapshot
from apps.probes.answers import excerpt, failed, named, not_applicable, passed, unknown
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
        if page is None:
            yield not_applicable(subject, f"{name} has Okta's own sign-in page.")
            continue
        version = page.widget_version
        reading = Reading("sign_in_pages", brand.id, "/widgetVersion", excerpt(version))
        if version is None:
            yield passed(subject, f"{name} pins no version.", reading)
            continue
        enough = is_at_least(version, FLOOR)
        if enough is None:
            yield unknown(subject, f"{name}: version {version!r} is unclear.", reading)
        elif enough:
            yield passed(subject, f"{name} uses {version}.", reading)
        else:
            yield failed(subject, f"{name} uses {version}: below 5.11.0.", reading)


PROBE = Probe(
    id="hosted_widget_meets_the_floor",
    title="The hosted widget is at 5.11.0 or later",
    kind=Kind.HAZARD,
    subject=Subject.BRAND,
    severity=Severity.BLOCKER,
    why="Older widgets must be upgraded before the org is.",
    fix=(
        "Open Customizations > Brands > the brand > Pages > Sign-in page > Settings.",
        "Choose the highest version, preview the draft and publish it.",
    ),
    source=guide("oie-upgrade-sign-in-widget"),
    parts=("brands", "sign_in_pages"),
    facts=("stage:redirect_set_widget_version",),
    evaluate=evaluate,
)
