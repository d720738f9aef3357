"""Changes of APIs: sessions and tokens. Data only."""

from apps.facts.fact import Detection, Fact
from apps.facts.sources import developer, guide

SESSIONS_AND_TOKENS = (
    Fact(
        id="limitation:authn_device_token",
        title="Device token in /api/v1/authn",
        group="api_changes",
        what_changes=(
            (
                "Device context comes from policies; direct passing is no longer "
                "the main method"
            ),
            (
                "A deviceToken is not shared between the Authentication API and the "
                "Identity Engine APIs"
            ),
        ),
        severity="medium",
        fix=(
            "Keep the global session policy (temporary)",
            "redirect",
            "Identity Engine SDK",
        ),
        source=guide("oie-upgrade-api-changes"),
        detection=Detection.NEEDS_SCAN,
        reason="Only the source code shows it.",
        affects="code",
        url=guide("oie-upgrade-api-changes"),
    ),
    Fact(
        id="limitation:sessions_cookie_token",
        title="cookieToken / cookieTokenUrl of POST /api/v1/sessions",
        group="api_changes",
        what_changes=(
            "Not supported as additional field",
            (
                "username/password session creation with cookieToken or "
                "cookieTokenUrl stops"
            ),
            ("Old Snowflake drivers and Amazon Redshift ODBC below 1.3.6.1000 use it"),
        ),
        severity="high",
        fix=("Update drivers; use tokens or sessions/me",),
        source=guide("oie-upgrade-api-changes"),
        detection=Detection.NEEDS_TRAFFIC,
        reason=(
            "Drivers that open sessions show by their user agent in the System Log."
        ),
        affects="code, third-party driver",
        url=guide("oie-upgrade-api-changes"),
    ),
    Fact(
        id="limitation:sessions_me_idp",
        title="/api/v1/sessions/me has no IdP data",
        group="api_changes",
        what_changes=("Idp object is missing in the response",),
        severity="medium",
        fix=("Read the IdP from token claims or System Log",),
        source=guide("oie-upgrade-api-changes"),
        detection=Detection.NEEDS_SCAN,
        reason="Only the source code shows it.",
        affects="code",
        url=guide("oie-upgrade-api-changes"),
    ),
    Fact(
        id="limitation:sid_cookie",
        title="sid cookie",
        group="api_changes",
        what_changes=(
            "Idx cookie replaces sid",
            ("Sid becomes idx automatically; creating sid from idx is not supported"),
            "Use cookies in browsers only",
        ),
        severity="high",
        fix=("sessions/me; tokens",),
        source=guide("oie-upgrade-sessions-api"),
        detection=Detection.NEEDS_SCAN,
        reason="Only the source code shows it.",
        affects="code",
        url=guide("oie-upgrade-sessions-api"),
    ),
    Fact(
        id="limitation:ie_features_need_sdk",
        title="Identity Engine features need the interaction code flow",
        group="api_changes",
        what_changes=(
            (
                "Passwordless, app sign-in policies, modern device trust, advanced "
                "enrollment are not reachable through Classic APIs"
            ),
            (
                "A session opened through /authn + sessionToken ignores app sign-in "
                "policies"
            ),
        ),
        severity="high",
        fix=("Move the application to redirect or SDK",),
        source=guide("oie-upgrade-api-changes"),
        detection=Detection.PROBE,
        probes=("strict_policy_is_not_bypassed_by_classic_code",),
        reason=(
            "Whether the application signs people in by Classic code needs "
            "traffic or a scan."
        ),
        affects="application",
        url=guide("oie-upgrade-api-changes"),
    ),
    Fact(
        id="limitation:relay_state_forgot",
        title="relayState in forgot password",
        group="api_changes",
        what_changes=("relayState of the recovery call works on Classic only",),
        severity="low",
        fix=("Redirect in the application after recovery",),
        source=developer("reference/api/authn"),
        detection=Detection.NEEDS_SCAN,
        reason="Only the source code shows it.",
        affects="code",
        url=guide("oie-upgrade-sessions-api"),
    ),
    Fact(
        id="limitation:users_api_ssr",
        title=("Users API differences in orgs migrated with self-service registration"),
        group="api_changes",
        what_changes=(
            (
                "Responses differed between Classic orgs with SSR and migrated orgs "
                "(OKTA-833094, fixed in 2025)"
            ),
        ),
        severity="low",
        fix=("Test on preview",),
        source=developer("release-notes/2025-okta-identity-engine"),
        detection=Detection.MANUAL,
        look_at=(
            "Self-service registration on the preview org, with your own client "
            "of the Users API."
        ),
        reason="Only release notes tell; no field of an org shows it.",
        affects="code",
        url=developer("release-notes/2025-okta-identity-engine"),
    ),
)
