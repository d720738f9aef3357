"""The exact grant or switch that a stage is about, as the API and the code spell it."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from apps.facts.sources import developer, guide, repository


@dataclass(frozen=True, kw_only=True)
class Switch:
    """A setting and its value. `patterns`: only for SDKs of these code groups."""

    where: str
    name: str
    value: str
    source: str
    patterns: tuple[str, ...] = ()


PLAN = guide("oie-upgrade-plan-embedded-upgrades")
OPTION = "Option of the widget"
LEGACY_MODE = Switch(
    where="Option of OktaAuth, okta-auth-js 8.x",
    name="idx.enableLegacyMode",
    value="true keeps idx.authenticate and flow; without it use idx.proceed with step",
    source=repository("okta-auth-js/blob/master/docs/idx.md"),
    patterns=("javascript",),
)

SWITCHES: Mapping[str, tuple[Switch, ...]] = MappingProxyType(
    {
        "app_interaction_code_grant": (
            Switch(
                where="Grant of the application",
                name="settings.oauthClient.grant_types",
                value="interaction_code, beside the grants that are there",
                source=PLAN,
            ),
        ),
        "as_interaction_code_grant": (
            Switch(
                where="Grant in the rule of the access policy",
                name="conditions.grantTypes.include",
                value="interaction_code, in every rule that serves the application",
                source=PLAN,
            ),
        ),
        "authn_direct_auth_grants": (
            Switch(
                where="Grants of the application",
                name="settings.oauthClient.grant_types",
                value=(
                    "urn:okta:params:oauth:grant-type:otp, "
                    "urn:okta:params:oauth:grant-type:oob, "
                    "http://auth0.com/oauth/grant-type/mfa-otp, "
                    "http://auth0.com/oauth/grant-type/mfa-oob"
                ),
                source=developer("guides/configure-direct-auth-grants"),
            ),
        ),
        "widget_update_version": (
            Switch(
                where=f"{OPTION}, 7.x, until the application moves",
                name="useClassicEngine",
                value="true",
                source=guide("oie-upgrade-sign-in-widget"),
            ),
        ),
        "widget_switch_interaction_code": (
            Switch(
                where=f"{OPTION}, below 7.0",
                name="useInteractionCodeFlow",
                value="true",
                source=PLAN,
            ),
            Switch(
                where=f"{OPTION}, 7.0 and later",
                name="useClassicEngine",
                value="removed, or false",
                source=PLAN,
            ),
        ),
        "replace_password_recovery": (LEGACY_MODE,),
        "replace_registration": (LEGACY_MODE,),
        "replace_sign_in": (LEGACY_MODE,),
    }
)
