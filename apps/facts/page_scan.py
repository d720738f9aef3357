"""What to look for in the HTML of a customised sign-in page. Data only.

Every pattern is bounded: no nested repetition, so that a hostile page cannot make a
search slow.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from apps.facts.sources import developer, guide, support_article

__all__ = ["PAGE_SCAN", "REMOVED_CONFIG", "Impact", "PagePattern"]


class Impact(StrEnum):
    """What a hit means once the page runs on Identity Engine."""

    BREAKS = "breaks"
    BEHAVIOUR = "behaviour"
    CHECK = "check"
    INFO = "info"


@dataclass(frozen=True, kw_only=True)
class PagePattern:
    """One pattern: "page_scan:jquery" or "removed_config:piv".

    `absence` turns it round: a miss is the hit. `breaks_third_generation`:
    worse where the page uses the widget's third generation.
    """

    id: str
    regex: str
    impact: Impact
    advice: str
    source: str
    absence: bool = False
    breaks_third_generation: bool = False

    @property
    def key(self) -> str:
        """The id without its kind; splits the findings of one brand."""
        return self.id.partition(":")[2]


WIDGET = guide("oie-upgrade-sign-in-widget")
METHODS = guide("oie-upgrade-sign-in-widget-deprecated-methods")
TESTING = guide("oie-upgrade-test-widget-custom")
OLD_MIGRATION = developer("guides/migrate-to-oie")
CLASSIC_WIDGET = (
    "https://github.com/okta/okta-signin-widget/blob/master/docs/classic.md"
)
MIGRATING = "https://github.com/okta/okta-signin-widget/blob/master/MIGRATING.md"
FLAGS = (
    "rememberMe|autoPush|smsRecovery|callRecovery|webauthn|selfServiceUnlock"
    "|multiOptionalFactorEnroll|scrollOnError|skipIdpFactorVerificationBtn"
)


def scan(key: str, regex: str, impact: Impact, advice: str, source: str) -> PagePattern:
    return PagePattern(
        id=f"page_scan:{key}",
        regex=regex,
        impact=impact,
        advice=advice,
        source=source,
        absence=key == "completeLogin_missing",
        breaks_third_generation=key in {"jquery", "css_o_form", "afterRender"},
    )


def removed(key: str, regex: str, advice: str, source: str = WIDGET) -> PagePattern:
    return PagePattern(
        id=f"removed_config:{key}",
        regex=regex,
        impact=Impact.CHECK,
        advice=advice,
        source=source,
    )


PATTERNS = (
    scan(
        "setCookieAndRedirect",
        r"setCookieAndRedirect",
        Impact.BREAKS,
        "Remove it and keep OktaUtil.completeLogin as success callback.",
        WIDGET,
    ),
    scan(
        "sessionToken",
        r"\bsessionToken\b",
        Impact.BREAKS,
        "Remove session token handling; policies decide where the user goes.",
        OLD_MIGRATION,
    ),
    scan(
        "getRequestContext",
        r"getRequestContext",
        Impact.BEHAVIOUR,
        "Read app.value.id, name and label where Classic gave target.clientId.",
        support_article("Deployment-Model-Customized-Okta-Hosted-SIW"),
    ),
    scan(
        "processCreds",
        r"processCreds",
        Impact.BREAKS,
        "Remove the hook; there is no replacement.",
        METHODS,
    ),
    scan(
        "features_overwrite",
        r"config\.features\s{0,9}=\s{0,9}\{",
        Impact.BEHAVIOUR,
        "Set single keys of config.features, never the whole object.",
        CLASSIC_WIDGET,
    ),
    scan(
        "idps",
        r"config\.idps",
        Impact.CHECK,
        "Identity providers come from routing rules; see whether the list is needed.",
        guide("oie-upgrade-plan-embedded-upgrades"),
    ),
    scan(
        "registration",
        r"config\.registration|features\.registration",
        Impact.BREAKS,
        "Use the user profile policy and a registration inline hook.",
        WIDGET,
    ),
    scan(
        "idpDiscovery",
        r"idpDiscovery",
        Impact.BEHAVIOUR,
        "Use a routing rule with the application as context.",
        WIDGET,
    ),
    scan(
        "useClassicEngine",
        r"useClassicEngine",
        Impact.CHECK,
        "A hosted page follows the org; remove the option.",
        TESTING,
    ),
    scan(
        "afterRender",
        r"afterRender",
        Impact.CHECK,
        "Test the event; the third generation has afterTransform instead.",
        TESTING,
    ),
    scan(
        "jquery",
        r"\$\(|jQuery",
        Impact.CHECK,
        "Replace jQuery selectors; the third generation has no jQuery.",
        guide("custom-widget-migration-gen3"),
    ),
    scan(
        "completeLogin_missing",
        r"completeLogin",
        Impact.CHECK,
        "Pass OktaUtil.completeLogin as success callback.",
        OLD_MIGRATION,
    ),
    scan(
        "css_o_form",
        r"\.(?:o-form|auth-container|okta-form|primary-auth)[\w-]{0,60}",
        Impact.CHECK,
        "Compare visually: only the documented styles are guaranteed.",
        guide("oie-upgrade-sign-in-widget-styling"),
    ),
    scan(
        "factor_sequencing",
        r"factor-?sequenc",
        Impact.CHECK,
        "Test with your chains; the widget guide asks to remove such customisations.",
        TESTING,
    ),
    scan(
        "i18n_block",
        r"\bi18n\s{0,9}[:=]",
        Impact.CHECK,
        "Override keys that start with oie.; old keys can show up raw.",
        guide("oie-upgrade-sign-in-widget-i18n"),
    ),
    scan(
        "removed_flags",
        rf"features\.(?:{FLAGS})",
        Impact.INFO,
        "The flag has no effect any more; the org's settings replace it.",
        WIDGET,
    ),
)
PAGE_SCAN: Mapping[str, PagePattern] = MappingProxyType(
    {pattern.id: pattern for pattern in PATTERNS}
)

# The removed options that a hosted page can hold; the others need client code.
HOSTED_REMOVALS = (
    removed("recovery_token", r"\brecoveryToken\s{0,9}[:=]", "It is passed by itself."),
    removed("need_help_string", r"\bneedhelp\b", "The text is gone."),
    removed(
        "security_image", r"\bsecurityImage\b", "Security images are no longer shown."
    ),
    removed(
        "help_support_number",
        r"\bhelpSupportNumber\b",
        "Tell the help desk; a custom link on the page can take its place.",
        guide("ie-limitations"),
    ),
    removed(
        "piv",
        r"\bpiv\s{0,9}:\s{0,9}\{",
        "Plan the Smart Card IdP authenticator.",
        CLASSIC_WIDGET,
    ),
    removed(
        "use_interaction_code_flow",
        r"\buseInteractionCodeFlow\b",
        "Delete it on version 7 and later.",
        MIGRATING,
    ),
    removed(
        "scope",
        r"\bscope\s{0,9}:\s{0,9}[\"']",
        "Use the list named scopes.",
        MIGRATING,
    ),
    removed(
        "authparams_grant_type",
        r"\bauthorizationServerId\b|\bgrantType\b",
        "Use issuer; PKCE is the default.",
        MIGRATING,
    ),
)
REMOVED_CONFIG: Mapping[str, PagePattern] = MappingProxyType(
    {pattern.id: pattern for pattern in HOSTED_REMOVALS}
)
