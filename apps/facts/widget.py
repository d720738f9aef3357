"""Versions of the Sign-In Widget, and the engine an embedded one runs. Data only."""

from dataclasses import dataclass

from apps.facts.sources import developer, guide

__all__ = [
    "ENGINE_RULES",
    "FLOOR",
    "IDENTITY_ENGINE_BY_DEFAULT",
    "INTERACTION_CODE_SINCE",
    "THIRD_GENERATION_PIN",
    "EngineRule",
    "embedded_engine",
]

Version = tuple[int, int, int]

# Older widgets must be raised before the org is upgraded.
# Source: https://developer.okta.com/docs/guides/oie-upgrade-sign-in-widget/main/
FLOOR: Version = (5, 11, 0)
# Source: https://developer.okta.com/docs/guides/migrate-to-oie/
INTERACTION_CODE_SINCE: Version = (5, 2, 0)
# Source: https://github.com/okta/okta-signin-widget/blob/master/MIGRATING.md
IDENTITY_ENGINE_BY_DEFAULT: Version = (7, 0, 0)
# Source: https://developer.okta.com/docs/guides/custom-widget-gen3/main/
THIRD_GENERATION_PIN: Version = (7, 8, 0)


@dataclass(frozen=True)
class EngineRule:
    """One documented rule of which engine a widget runs."""

    id: str
    when: str
    engine: str  # classic | identity_engine | invalid | follows the org
    source: str


CONCEPT = developer("concepts/redirect-vs-embedded")
README = "https://github.com/okta/okta-signin-widget#readme"
MIGRATING = "https://github.com/okta/okta-signin-widget/blob/master/MIGRATING.md"

ENGINE_RULES = (
    EngineRule(
        "embedded_lt_7_default",
        "below 7.0.0 and useInteractionCodeFlow is not true",
        "classic",
        CONCEPT,
    ),
    EngineRule(
        "embedded_lt_7_icf",
        "from 5.2.0, below 7.0.0, and useInteractionCodeFlow is true",
        "identity_engine",
        CONCEPT,
    ),
    EngineRule(
        "embedded_lt_5_2_icf",
        "below 5.2.0 and useInteractionCodeFlow is true: the option is unknown",
        "invalid",
        developer("guides/migrate-to-oie"),
    ),
    EngineRule(
        "embedded_ge_7_default",
        "from 7.0.0 and useClassicEngine is not true",
        "identity_engine",
        CONCEPT,
    ),
    EngineRule(
        "embedded_ge_7_classic",
        "from 7.0.0 and useClassicEngine is true",
        "classic",
        CONCEPT,
    ),
    EngineRule(
        "embedded_ge_7_icf_leftover",
        "from 7.0.0: useInteractionCodeFlow has no effect; useClassicEngine decides",
        "identity_engine",
        MIGRATING,
    ),
    EngineRule(
        "bundle_classic", "script okta-sign-in.classic.min.js", "classic", README
    ),
    EngineRule(
        "bundle_oie", "script okta-sign-in.oie.min.js", "identity_engine", README
    ),
    EngineRule("hosted", "on the Okta-hosted page", "follows the org", CONCEPT),
    EngineRule(
        "org_not_upgraded",
        "Identity Engine configuration on a Classic org: error or empty widget",
        "invalid",
        guide("oie-upgrade-plan-embedded-upgrades"),
    ),
    EngineRule(
        "pkce",
        "interaction code flow without PKCE: configuration error",
        "invalid",
        README,
    ),
)


def embedded_engine(
    version: Version,
    *,
    use_interaction_code_flow: bool | None = None,
    use_classic_engine: bool | None = None,
) -> str:
    """Return "classic", "identity_engine" or "invalid" for a self-hosted widget.

    Source: https://developer.okta.com/docs/concepts/redirect-vs-embedded/
    """
    if version >= IDENTITY_ENGINE_BY_DEFAULT:
        return "classic" if use_classic_engine else "identity_engine"
    if not use_interaction_code_flow:
        return "classic"
    return "identity_engine" if version >= INTERACTION_CODE_SINCE else "invalid"
