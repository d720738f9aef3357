"""The step is denied by code that breaks, and left to the page's owner by the rest."""

from collections.abc import Iterator

from apps.facts.page_scan import PAGE_SCAN, Impact
from apps.facts.sources import guide
from apps.okta.snapshot import OrgSnapshot
from apps.probes.answers import failed, named, not_applicable, passed, unknown
from apps.probes.pages import brand_pages, content_reading, scan_page
from apps.probes.probe import Kind, Probe, Severity, Subject, Verdict

DENYING = frozenset({Impact.BREAKS, Impact.BEHAVIOUR})


def evaluate(org: OrgSnapshot) -> Iterator[Verdict]:
    """Yield one verdict per brand."""
    for brand, page, unseen in brand_pages(org):
        subject = f"brand:{brand.id}"
        name = named(brand.name, brand.id)
        if unseen:
            yield unseen
            continue
        if page is None or not page.page_content:
            yield not_applicable(subject, f"{name} has no page code of its own.")
            continue
        hits = list(scan_page(page.page_content, PAGE_SCAN.values()))
        worst = [hit for hit in hits if hit.pattern.impact in DENYING]
        names = ", ".join(hit.pattern.key for hit in worst or hits)
        if worst:
            reading = content_reading(brand, worst[0].text)
            yield failed(subject, f"{name} holds {names}.", reading)
        elif hits:
            reading = content_reading(brand, hits[0].text)
            yield unknown(subject, f"Its owner has to look at {names}.", reading)
        else:
            yield passed(subject, f"{name} holds none of the patterns.")


PROBE = Probe(
    id="custom_page_is_checked",
    title="The customised sign-in page is checked",
    kind=Kind.PROOF,
    subject=Subject.BRAND,
    severity=Severity.INFO,
    why="The hosted page follows the org to Identity Engine; its own code does not.",
    fix=("Remove the named code, keep OktaUtil.completeLogin as success callback.",),
    source=guide("oie-upgrade-plan-embedded-upgrades"),
    parts=("brands", "sign_in_pages"),
    proves=("redirect_check_custom_page",),
    evaluate=evaluate,
)
