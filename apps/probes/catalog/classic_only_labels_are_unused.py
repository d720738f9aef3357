"""Two texts of the sign-in page exist on Classic alone."""

from collections.abc import Iterator

from apps.facts.sources import guide
from apps.okta.shapes import SignInPage
from apps.okta.snapshot import OrgSnapshot
from apps.probes.answers import excerpt, failed, named, passed
from apps.probes.pages import brand_pages
from apps.probes.probe import Kind, Probe, Reading, Severity, Subject, Verdict


def labels_of(page: SignInPage | None) -> dict[str, str]:
    custom = page.widget_customizations if page else None
    if custom is None:
        return {}
    labels = {
        "classicFooterHelpTitle": custom.classic_footer_help_title,
        "classicRecoveryFlowEmailOrUsernameLabel": (
            custom.classic_recovery_flow_email_or_username_label
        ),
    }
    return {name: label for name, label in labels.items() if label}


def evaluate(org: OrgSnapshot) -> Iterator[Verdict]:
    """Yield one FAILED per brand and label that is set."""
    for brand, page, unseen in brand_pages(org):
        if unseen:
            yield unseen
            continue
        labels = labels_of(page)
        for label, text in labels.items():
            pointer = f"/widgetCustomizations/{label}"
            yield failed(
                f"brand:{brand.id}",
                f"{named(brand.name, brand.id)} sets {label}: Classic shows it alone.",
                Reading("sign_in_pages", brand.id, pointer, excerpt(text)),
                key=label,
            )
        if not labels:
            yield passed(f"brand:{brand.id}", "No text of Classic alone is set.")


PROBE = Probe(
    id="classic_only_labels_are_unused",
    title="The sign-in page sets no text of Classic alone",
    kind=Kind.HAZARD,
    subject=Subject.BRAND,
    severity=Severity.LOW,
    why="The texts are no longer shown after the upgrade.",
    fix=("Move what they say to another help link.",),
    source=guide("oie-upgrade-sign-in-widget"),
    parts=("brands", "sign_in_pages"),
    facts=("limitation:widget_config",),
    evaluate=evaluate,
)
