"""Styles can be proven only where the page has none; else someone compares by eye."""

import re
from collections.abc import Iterator

from apps.facts.page_scan import PAGE_SCAN
from apps.facts.sources import guide
from apps.okta.snapshot import OrgSnapshot
from apps.probes.answers import named, not_applicable, passed, unknown
from apps.probes.pages import PAGE_LIMIT, brand_pages, content_reading, scan_page
from apps.probes.probe import Kind, Probe, Severity, Subject, Verdict

STYLES = re.compile(r"(?i)<style\b|\brel\s{0,9}=\s{0,9}[\"']?stylesheet")
SELECTORS = (PAGE_SCAN["page_scan:css_o_form"],)


def evaluate(org: OrgSnapshot) -> Iterator[Verdict]:
    """Yield one verdict per brand; never FAILED."""
    for brand, page, unseen in brand_pages(org):
        subject = f"brand:{brand.id}"
        name = named(brand.name, brand.id)
        if unseen:
            yield unseen
            continue
        content = (page.page_content or "") if page else ""
        hit = next(scan_page(content, SELECTORS), None)
        style = STYLES.search(content[:PAGE_LIMIT])
        if not content:
            yield not_applicable(subject, f"{name} has no page code of its own.")
        elif hit or style:
            text = hit.text if hit else (style.group() if style else "")
            message = f"{name} has styles of its own: compare before and after."
            yield unknown(subject, message, content_reading(brand, text))
        else:
            yield passed(subject, f"{name} brings no styles of its own.")


PROBE = Probe(
    id="custom_page_styles_are_its_own",
    title="The customised sign-in page brings no styles that could break",
    kind=Kind.PROOF,
    subject=Subject.BRAND,
    severity=Severity.INFO,
    why="Only the documented styles of the widget are guaranteed.",
    fix=("Compare desktop and mobile before and after; keep to documented styles.",),
    source=guide("oie-upgrade-sign-in-widget-styling"),
    parts=("brands", "sign_in_pages"),
    proves=("redirect_styling",),
    evaluate=evaluate,
)
