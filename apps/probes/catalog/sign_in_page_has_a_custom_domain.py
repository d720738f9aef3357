"""On the default domain the page changes by itself; the Hub asks for a test."""

from collections.abc import Iterator

from apps.facts.sources import support_article
from apps.okta.shapes.org import Engine
from apps.okta.snapshot import OrgSnapshot
from apps.probes.answers import excerpt, failed, passed
from apps.probes.probe import Kind, Probe, Reading, Severity, Subject, Verdict

OKTA_DOMAINS = (
    ".okta.com",
    ".oktapreview.com",
    ".okta-emea.com",
    ".okta-gov.com",
    ".okta.mil",
)


def evaluate(org: OrgSnapshot) -> Iterator[Verdict]:
    custom = [
        domain
        for domain in org.domains.value
        if not domain.domain.lower().endswith(OKTA_DOMAINS)
    ]
    if custom:
        names = ", ".join(domain.domain for domain in custom[:5])
        reading = Reading("domains", custom[0].id, "/domain", excerpt(custom[0].domain))
        yield passed("org", f"Custom domains: {names}.", reading)
    else:
        yield failed("org", "People sign in on the default Okta domain.")


PROBE = Probe(
    id="sign_in_page_has_a_custom_domain",
    title="The sign-in page has a custom domain",
    kind=Kind.HAZARD,
    subject=Subject.ORG,
    severity=Severity.INFO,
    why=(
        "The page on the default domain needs no change, but account activation and "
        "password recovery have to be tested; the secondary e-mail serves those alone."
    ),
    fix=("Test account activation and password recovery on preview.",),
    source=support_article("Deployment-Model-Default-Okta-Hosted-SIW"),
    parts=("domains", "engine"),
    facts=("hub:DEFAULT_HOSTED_SIGN_IN",),
    asked_of=frozenset({Engine.CLASSIC}),
    evaluate=evaluate,
)
