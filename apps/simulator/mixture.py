"""Which applications a simulated org holds: kinds, labels and grants; no JSON."""

from collections.abc import Iterator
from dataclasses import dataclass

from apps.simulator.labels import label_of
from apps.simulator.org import Dice, Org

INTERACTION_CODE = "interaction_code"
DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code"
JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer"
MFA_OTP = "http://auth0.com/oauth/grant-type/mfa-otp"

# Okta's own applications: OPENID_CONNECT without settings.oauthClient.
OWN = (
    ("saasure", "Okta Admin Console"),
    ("okta_enduser", "Okta Dashboard"),
    ("okta_browser_plugin", "Okta Browser Plugin"),
)
MORE_OWN = (
    ("okta_flow_sso", "Okta Workflows"),
    ("flow", "Okta Workflows OAuth"),
    ("okta_account_settings", "Okta End User Settings"),
    ("okta_access_requests_resource_catalog", "Okta Identity Governance"),
    ("ldap_interface", "LDAP Interface"),
)
ROOM_FOR_MORE_OWN = 40

# Even a small org holds one of each kind, in this order.
OPENING = (
    "web",
    "browser",
    "saml",
    "native",
    "service",
    "bookmark",
    "auto_login",
    "web",
    "saml_catalogue",
    "active_directory",
    "office365",
    "browser",
    "browser_plugin",
    "password_store",
    "oidc_catalogue",
    "web_custom_client_id",
    "ws_federation",
    "basic_auth",
    "plugin_catalogue",
    "browser_legacy_grants",
    "csv_directory",
    "web_legacy_grants",
    "custom_identity_source",
    "web_custom_login",
    "office365_saml",
)
WEIGHTS = {
    "web": 210,
    "browser": 100,
    "native": 50,
    "service": 90,
    "web_custom_client_id": 20,
    "web_legacy_grants": 12,
    "browser_legacy_grants": 12,
    "web_custom_login": 6,
    "saml": 170,
    "saml_catalogue": 130,
    "ws_federation": 8,
    "auto_login": 45,
    "browser_plugin": 45,
    "plugin_catalogue": 22,
    "password_store": 15,
    "basic_auth": 8,
    "bookmark": 70,
    "oidc_catalogue": 20,
}
SAML_CATALOGUE = (
    ("docusign", "DocuSign"),
    ("zoomus", "Zoom"),
    ("facebook_at_work", "Workplace by Facebook"),
    ("okta_org2org", "Okta Org2Org"),
    ("salesforce", "Salesforce.com"),
    ("servicenow_ud", "ServiceNow UD"),
    ("slack", "Slack"),
    ("boxnet", "Box"),
)
INACTIVE_SHARE = 0.03
INTERACTION_CODE_SHARE = 0.25


@dataclass(frozen=True, kw_only=True)
class Plan:
    """One application to be made; `name` is its name in Okta's catalogue, if any."""

    number: int
    kind: str
    label: str
    name: str = ""
    active: bool = True
    grants: tuple[str, ...] = ()

    @property
    def slug(self) -> str:
        return "".join(c if c.isalnum() else "-" for c in self.label.lower())


def plans(org: Org) -> Iterator[Plan]:
    """Yield exactly as many plans as the recipe says."""
    recipe = org.recipe
    own = OWN + (MORE_OWN if recipe.applications >= ROOM_FOR_MORE_OWN else ())
    for number, (name, label) in enumerate(own[: recipe.applications]):
        yield Plan(number=number, kind="own", label=label, name=name)
    made, number = len(own), 0
    while made < recipe.applications:
        number += 1
        dice = Dice(recipe.seed, "missing", number)
        if number > len(OPENING) and dice.chance(recipe.missing_share):
            continue
        yield plan(org, number)
        made += 1


def plan(org: Org, number: int) -> Plan:
    """Return the plan of one application of the company's catalogue."""
    recipe = org.recipe
    catalogue = recipe.seed if recipe.catalogue is None else recipe.catalogue
    dice = Dice(catalogue, "application", number)
    opening = number <= len(OPENING)
    kind = OPENING[number - 1] if opening else dice.weighted(WEIGHTS)
    name, label = "", label_of(number)
    if kind in ("saml_catalogue", "office365", "office365_saml"):
        known = ("office365", "Microsoft Office 365")
        name, product = dice.pick(SAML_CATALOGUE) if kind[0] == "s" else known
        label = f"{product} {label}" if number > len(OPENING) else product
    if kind == "office365_saml":
        label = f"{label} (legacy clients)"
    active = opening or not dice.chance(INACTIVE_SHARE)
    embedded = org.is_identity_engine and dice.chance(INTERACTION_CODE_SHARE)
    grants = grants_of(kind, dice)
    if embedded and kind in ("web", "browser", "native"):
        grants = (*grants, INTERACTION_CODE)
    return Plan(
        number=number, kind=kind, label=label, name=name, active=active, grants=grants
    )


def grants_of(kind: str, dice: Dice) -> tuple[str, ...]:
    if kind == "service":
        return ("client_credentials",)
    if kind == "native":
        choices: tuple[tuple[str, ...], ...] = (
            ("authorization_code", DEVICE_CODE),
            ("authorization_code", "refresh_token", JWT_BEARER),
            ("authorization_code", "refresh_token"),
        )
        return dice.pick(choices)
    if kind == "web_legacy_grants":
        return ("implicit", "password", "authorization_code", MFA_OTP)
    if kind == "browser_legacy_grants":
        return ("implicit",)
    if kind in ("web", "browser", "web_custom_client_id", "web_custom_login"):
        choices = (
            ("authorization_code",),
            ("authorization_code", "refresh_token"),
            ("refresh_token", "authorization_code"),
        )
        return dice.pick(choices)
    return ()
