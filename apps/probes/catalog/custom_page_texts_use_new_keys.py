"""Texts overridden by a Classic key are lost; other keys need a look."""

import re
from collections.abc import Iterator

from apps.facts.page_scan import PAGE_SCAN
from apps.facts.sources import guide
from apps.okta.snapshot import OrgSnapshot
from apps.probes.answers import failed, named, not_applicable, passed, unknown
from apps.probes.pages import PAGE_LIMIT, brand_pages, content_reading, scan_page
from apps.probes.probe import Kind, Probe, Severity, Subject, Verdict

# Keys that the documentation names as examples of Classic alone.
# Source: https://developer.okta.com/docs/guides/oie-upgrade-sign-in-widget-i18n/main/
CLASSIC_KEYS = re.compile(
    r"password\.forgot\.emailSent\.(?:title|desc)|\bneedhelp\b"
    r"|primaryauth\.(?:title|submit|(?:username|password)\.placeholder)"
)
BLOCK = (PAGE_SCAN["page_scan:i18n_block"],)


def evaluate(org: OrgSnapshot) -> Iterator[Verdict]:
    """Yield one verdict per brand."""
    for brand, page, unseen in brand_pages(org):
        subject = f"brand:{brand.id}"
        name = named(brand.name, brand.id)
        if unseen:
            yield unseen
            continue
        content = (page.page_content or "") if page else ""
        hit = next(scan_page(content, BLOCK), None)
        old = CLASSIC_KEYS.search(content[:PAGE_LIMIT])
        if not content:
            yield not_applicable(subject, f"{name} has no page code of its own.")
        elif hit is None:
            yield passed(subject, f"{name} overrides no text.")
        elif old:
            reading = content_reading(brand, old.group())
            yield failed(subject, f"{name} overrides {old.group()}.", reading)
        else:
            message = f"{name} overrides texts: check their keys and all languages."
            yield unknown(subject, message, content_reading(brand, hit.text))


PROBE = Probe(
    id="custom_page_texts_use_new_keys",
    title="The customised sign-in page overrides texts by Identity Engine keys",
    kind=Kind.PROOF,
    subject=Subject.BRAND,
    severity=Severity.INFO,
    why="Old keys no longer apply, and raw keys can show up on the page.",
    fix=("Override the keys that start with oie., in every language.",),
    source=guide("oie-upgrade-sign-in-widget-i18n"),
    parts=("brands", "sign_in_pages"),
    proves=("redirect_i18n",),
    evaluate=evaluate,
)
