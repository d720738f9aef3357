"""Code of a customised page may break, change or need a look after the upgrade."""

from collections.abc import Iterator

from apps.facts.page_scan import PAGE_SCAN, REMOVED_CONFIG, Impact
from apps.facts.sources import guide
from apps.okta.shapes import Brand, SignInPage
from apps.okta.snapshot import OrgSnapshot
from apps.probes.answers import failed, named, not_applicable, passed, unknown
from apps.probes.pages import (
    PAGE_LIMIT,
    Hit,
    brand_pages,
    content_reading,
    scan_page,
)
from apps.probes.probe import Kind, Probe, Severity, Subject, Verdict

PATTERNS = (*PAGE_SCAN.values(), *REMOVED_CONFIG.values())
SEVERITIES = {
    Impact.BREAKS: Severity.HIGH,
    Impact.BEHAVIOUR: Severity.MEDIUM,
    Impact.CHECK: Severity.LOW,
    Impact.INFO: Severity.INFO,
}


def severity_of(hit: Hit, page: SignInPage) -> Severity:
    custom = page.widget_customizations
    third = custom is not None and custom.widget_generation == "G3"
    if third and hit.pattern.breaks_third_generation:
        return Severity.HIGH
    return SEVERITIES[hit.pattern.impact]


def finding(brand: Brand, page: SignInPage, hit: Hit) -> Verdict:
    name = named(brand.name, brand.id)
    place = f"line {hit.line} has {hit.pattern.key}" if hit.line else "no completeLogin"
    return failed(
        f"brand:{brand.id}",
        f"{name}: {place}. {hit.pattern.advice}",
        content_reading(brand, hit.text),
        severity=severity_of(hit, page),
        key=hit.pattern.key,
    )


def judged(brand: Brand, page: SignInPage | None) -> Iterator[Verdict]:
    subject = f"brand:{brand.id}"
    content = page.page_content if page else None
    if page is None or not content:
        message = f"{named(brand.name, brand.id)} has no page code of its own."
        yield not_applicable(subject, message)
        return
    clean = True
    for hit in scan_page(content, PATTERNS):
        clean = False
        yield finding(brand, page, hit)
    if len(content) > PAGE_LIMIT:
        yield unknown(subject, f"Only the first {PAGE_LIMIT} characters were searched.")
    elif clean:
        yield passed(subject, "The page holds none of the patterns.")


def evaluate(org: OrgSnapshot) -> Iterator[Verdict]:
    """Yield one FAILED per brand and pattern, its key the pattern's."""
    for brand, page, unseen in brand_pages(org):
        if unseen:
            yield unseen
        else:
            yield from judged(brand, page)


PROBE = Probe(
    id="hosted_page_has_no_classic_code",
    title="The customised sign-in page holds no Classic code",
    kind=Kind.HAZARD,
    subject=Subject.BRAND,
    severity=Severity.HIGH,
    why="The hosted page follows the org to Identity Engine; its own code does not.",
    fix=(
        "Open Customizations > Brands > the brand > Sign-in page > Code editor.",
        "Change each place as its finding says; preview the draft before publishing.",
    ),
    source=guide("oie-upgrade-sign-in-widget"),
    parts=("brands", "sign_in_pages"),
    facts=(
        *PAGE_SCAN,
        "limitation:widget_config",
        "limitation:help_support_number",
        "limitation:security_image",
        "hub:CUSTOM_SIGN_IN_PAGE",
    ),
    evaluate=evaluate,
)
