"""Any edit of a page's code, even a comment, makes an item in the Hub."""

from collections.abc import Iterator

from apps.facts.sources import support_article
from apps.okta.shapes.org import Engine
from apps.okta.snapshot import OrgSnapshot
from apps.probes.answers import failed, named, passed
from apps.probes.pages import brand_pages, content_reading
from apps.probes.probe import Kind, Probe, Severity, Subject, Verdict


def evaluate(org: OrgSnapshot) -> Iterator[Verdict]:
    """Yield one verdict per brand."""
    for brand, page, unseen in brand_pages(org):
        subject = f"brand:{brand.id}"
        name = named(brand.name, brand.id)
        if unseen:
            yield unseen
        elif page and page.page_content:
            size = f"{len(page.page_content)} characters"
            message = f"{name} has page code of its own ({size}): the Hub lists it."
            yield failed(subject, message, content_reading(brand, size))
        else:
            yield passed(subject, f"{name} has no page code of its own.")


PROBE = Probe(
    id="hosted_page_is_okta_default",
    title="The sign-in page has no code of its own",
    kind=Kind.HAZARD,
    subject=Subject.BRAND,
    severity=Severity.INFO,
    why=(
        "A page with code of its own has to be acknowledged in the Hub before the "
        "upgrade can be scheduled."
    ),
    fix=("Review the page with its owner, then tick the item in the Hub.",),
    source=support_article("Deployment-Model-Customized-Okta-Hosted-SIW"),
    parts=("brands", "sign_in_pages", "engine"),
    facts=("hub:CUSTOM_SIGN_IN_PAGE",),
    asked_of=frozenset({Engine.CLASSIC}),
    evaluate=evaluate,
)
