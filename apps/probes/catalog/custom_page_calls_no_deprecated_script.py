"""Deprecated calls of a page deny the step; a changed object is left to its owner."""

from collections.abc import Iterator

from apps.facts.page_scan import PAGE_SCAN, Impact
from apps.facts.sources import guide
from apps.okta.snapshot import OrgSnapshot
from apps.probes.answers import failed, named, not_applicable, passed, unknown
from apps.probes.pages import brand_pages, content_reading, scan_page
from apps.probes.probe import Kind, Probe, Severity, Subject, Verdict

DEPRECATED = tuple(
    PAGE_SCAN[f"page_scan:{key}"]
    for key in (
        "setCookieAndRedirect",
        "sessionToken",
        "processCreds",
        "getRequestContext",
    )
)


def evaluate(org: OrgSnapshot) -> Iterator[Verdict]:
    """Yield one verdict per brand."""
    for brand, page, unseen in brand_pages(org):
        subject = f"brand:{brand.id}"
        name = named(brand.name, brand.id)
        if unseen:
            yield unseen
            continue
        content = (page.page_content or "") if page else ""
        if not content:
            yield not_applicable(subject, f"{name} has no page code of its own.")
            continue
        hits = list(scan_page(content, DEPRECATED))
        broken = [hit for hit in hits if hit.pattern.impact is Impact.BREAKS]
        for hit in (broken or hits)[:1]:
            message = f"{name}: {hit.pattern.key}. {hit.pattern.advice}"
            answer = failed if broken else unknown
            yield answer(subject, message, content_reading(brand, hit.text))
        if not hits:
            yield passed(subject, f"{name} calls nothing that is deprecated.")


PROBE = Probe(
    id="custom_page_calls_no_deprecated_script",
    title="The customised sign-in page calls no deprecated JavaScript",
    kind=Kind.PROOF,
    subject=Subject.BRAND,
    severity=Severity.INFO,
    why="Deprecated calls stop a page in the middle of signing in.",
    fix=(
        "Remove setCookieAndRedirect, processCreds and session tokens.",
        "Read app.value.id, name and label from getRequestContext.",
    ),
    source=guide("oie-upgrade-sign-in-widget-deprecated-methods"),
    parts=("brands", "sign_in_pages"),
    proves=("redirect_deprecated_js",),
    evaluate=evaluate,
)
