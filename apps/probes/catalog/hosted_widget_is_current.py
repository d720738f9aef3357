"""The step is done when a customised page uses version 7 or pins none."""

from collections.abc import Iterator

from apps.facts.sources import guide
from apps.facts.widget import IDENTITY_ENGINE_BY_DEFAULT
from apps.okta.snapshot import OrgSnapshot
from apps.probes.answers import excerpt, failed, named, not_applicable, passed, unknown
from apps.probes.pages import brand_pages
from apps.probes.probe import Kind, Probe, Reading, Severity, Subject, Verdict
from apps.probes.widget_versions import is_at_least


def evaluate(org: OrgSnapshot) -> Iterator[Verdict]:
    """Yield one verdict per brand; a page that was never customised follows Okta."""
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
        current = True if version is None else None
        if version is not None:
            current = is_at_least(version, IDENTITY_ENGINE_BY_DEFAULT)
        if current is None:
            yield unknown(subject, f"{name}: version {version!r} is unclear.", reading)
        elif current:
            message = f"{name} uses {version or 'the latest version: none is pinned'}."
            yield passed(subject, message, reading)
        else:
            yield failed(subject, f"{name} uses {version}: below 7.0.0.", reading)


PROBE = Probe(
    id="hosted_widget_is_current",
    title="The hosted widget is at version 7 or later",
    kind=Kind.PROOF,
    subject=Subject.BRAND,
    severity=Severity.INFO,
    why="Version 7 runs Identity Engine by itself.",
    fix=(
        "Open Customizations > Brands > the brand > Pages > Sign-in page > Settings.",
        "Choose the highest version, preview the draft and publish it.",
    ),
    source=guide("oie-upgrade-sign-in-widget"),
    parts=("brands", "sign_in_pages"),
    proves=("redirect_set_widget_version",),
    evaluate=evaluate,
)
