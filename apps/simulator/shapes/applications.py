"""Application templates by kind, as `GET /api/v1/apps` lists them."""

from apps.simulator.mixture import Plan
from apps.simulator.org import Dice, Org, letters
from apps.simulator.shapes.application_links import links_of
from apps.simulator.shapes.oidc import oauth_client, oauth_credentials
from apps.simulator.shapes.saml import saml_settings
from apps.simulator.store import Json

OIDC_KINDS = frozenset(
    {
        "web",
        "browser",
        "native",
        "service",
        "web_custom_client_id",
        "web_custom_login",
        "web_legacy_grants",
        "browser_legacy_grants",
    }
)
SIGN_ON_MODES: dict[str, str | None] = {
    "own": "OPENID_CONNECT",
    "oidc_catalogue": "OPENID_CONNECT",
    "saml": "SAML_2_0",
    "saml_catalogue": "SAML_2_0",
    "office365_saml": "SAML_2_0",
    "office365": "WS_FEDERATION",
    "ws_federation": "WS_FEDERATION",
    "auto_login": "AUTO_LOGIN",
    "browser_plugin": "BROWSER_PLUGIN",
    "plugin_catalogue": "BROWSER_PLUGIN",
    "password_store": "SECURE_PASSWORD_STORE",
    "basic_auth": "BASIC_AUTH",
    "bookmark": "BOOKMARK",
    "active_directory": None,
    "csv_directory": None,
    "custom_identity_source": None,
}
NAMES = {
    "office365_saml": "office365",
    "ws_federation": "template_wsfed",
    "browser_plugin": "template_swa",
    "plugin_catalogue": "amazon_aws",
    "password_store": "template_sps",
    "basic_auth": "template_basic_auth",
    "bookmark": "bookmark",
    "oidc_catalogue": "okta_org2org",
    "active_directory": "active_directory",
    "csv_directory": "csv_directory_v2",
    "custom_identity_source": "custom_identity_source",
}
PASSWORD_KINDS = frozenset(
    {
        "auto_login",
        "browser_plugin",
        "plugin_catalogue",
        "password_store",
        "basic_auth",
    }
)
FEATURES = {
    "active_directory": [
        "IMPORT_PROFILE_UPDATES",
        "PROFILE_MASTERING",
        "OUTBOUND_DEL_AUTH",
        "IMPORT_USER_SCHEMA",
        "IMPORT_NEW_USERS",
    ],
    "custom_identity_source": [
        "IMPORT_PROFILE_UPDATES",
        "PROFILE_MASTERING",
        "IMPORT_NEW_USERS",
    ],
}
DIRECTORY_LOGIN = 'substringBefore(user.login, "@") + "@" + target_app.namingContext'
WITHOUT_NOTES = frozenset({"own", "active_directory", "auto_login"})


def application(org: Org, plan: Plan) -> Json:
    """Return a whole application."""
    object_id = org.new_id("0oa")
    is_oidc = plan.kind in OIDC_KINDS
    mode = "OPENID_CONNECT" if is_oidc else SIGN_ON_MODES[plan.kind]
    name = plan.name or NAMES.get(plan.kind) or _own_name(org, plan)
    world = "okta" if org.cell[0] == "ok14" else "oktapreview"
    dates = org.dates("application", object_id)
    value: Json = {
        "id": object_id,
        "orn": f"orn:{world}:idp:{org.id}:apps:{name}:{object_id}",
        "name": name,
        "label": plan.label,
        "status": "ACTIVE" if plan.active else "INACTIVE",
        "lastUpdated": dates["lastUpdated"],
        "created": dates["created"],
        "accessibility": _accessibility(org, plan),
        "visibility": _visibility(plan, f"{name}_link" if mode else "login"),
        "features": list(FEATURES.get(plan.kind, [])),
        "signOnMode": mode,
        "credentials": _credentials(org, plan, object_id),
        "settings": _settings(org, plan),
    }
    if plan.kind == "web_custom_login":
        value["profile"] = {"costCentre": "4711", "criticality": "gold"}
    value["_links"] = links_of(org, value)
    if org.is_identity_engine:
        modernise(value)
    return value


def modernise(value: Json) -> None:
    """Add what an application shows on Identity Engine beyond Classic Engine."""
    logs_out = value["settings"].get("oauthClient") is not None
    value["universalLogout"] = {"status": "UNSUPPORTED"}
    if logs_out:
        value["universalLogout"] = {
            "status": "DISABLED",
            "supportType": "FULL",
            "identityStack": "NOT_SHARED",
            "protocol": "GLOBAL_TOKEN_REVOCATION",
        }
        client = value["settings"]["oauthClient"]
        client.setdefault("consent_method", "REQUIRED")
        client.setdefault("participate_slo", False)
    value["settings"]["emOptInStatus"] = "NONE"


def _own_name(org: Org, plan: Plan) -> str:
    if plan.kind in OIDC_KINDS:
        return "oidc_client"
    slug = plan.slug.replace("-", "")
    return f"{org.recipe.subdomain}_{slug}_{plan.number}"


def _accessibility(org: Org, plan: Plan) -> Json:
    custom = f"https://login.{org.recipe.domain}/{plan.slug}"
    return {
        "selfService": False,
        "errorRedirectUrl": None,
        "loginRedirectUrl": custom if plan.kind == "web_custom_login" else None,
    }


def _visibility(plan: Plan, link: str) -> Json:
    hidden = plan.kind in OIDC_KINDS
    return {
        "autoLaunch": False,
        "autoSubmitToolbar": plan.kind in ("saml_catalogue", "plugin_catalogue"),
        "hide": {"iOS": hidden, "web": hidden},
        "appLinks": {link: True},
    }


def _credentials(org: Org, plan: Plan, object_id: str) -> Json:
    value: Json = {
        "userNameTemplate": {"template": "${source.login}", "type": "BUILT_IN"},
        "signing": {},
    }
    if plan.kind == "active_directory":
        value["userNameTemplate"] = {
            "template": DIRECTORY_LOGIN,
            "type": "CUSTOM",
            "pushStatus": "NOT_CONFIGURED",
        }
    if plan.kind in PASSWORD_KINDS:
        value["scheme"] = "EDIT_USERNAME_AND_PASSWORD"
        value["revealPassword"] = False
    elif plan.kind in OIDC_KINDS or plan.kind == "own":
        value["signing"] = {"kid": org.signing_key}
    elif "saml" in plan.kind or plan.kind == "office365":
        value["signing"] = {"kid": letters(43, org.recipe.seed, object_id)}
    if plan.kind in OIDC_KINDS:
        value["oauthClient"] = oauth_credentials(plan, object_id)
    return value


def _settings(org: Org, plan: Plan) -> Json:
    value: Json = {
        "app": _app_settings(org, plan),
        "notifications": {
            "vpn": {
                "network": {"connection": "DISABLED"},
                "message": None,
                "helpUrl": None,
            }
        },
        "manualProvisioning": False,
        "implicitAssignment": Dice(org.recipe.seed, plan.number).chance(0.1),
    }
    if plan.kind not in WITHOUT_NOTES:
        value["notes"] = {"admin": None, "enduser": None}
    if plan.kind in OIDC_KINDS:
        value["oauthClient"] = oauth_client(org, plan)
    elif "saml" in plan.kind:
        value["signOn"] = saml_settings(org, plan)
    elif plan.kind == "auto_login":
        login = f"https://{plan.slug}.{org.recipe.domain}/login"
        value["signOn"] = {"redirectUrl": "", "loginUrl": login}
    return value


def _app_settings(org: Org, plan: Plan) -> Json:
    site = f"https://{plan.slug}.{org.recipe.domain}"
    settings: dict[str, Json] = {
        "browser_plugin": {
            "loginUrlRegex": None,
            "usernameField": "txtbox-username",
            "redirectUrl": None,
            "buttonField": "btn-login",
            "checkbox": None,
            "passwordField": "txtbox-password",
            "url": f"{site}/login.html",
        },
        "password_store": {
            "url": f"{site}/login",
            "passwordField": "password",
            "usernameField": "username",
            "optionalField1": None,
            "optionalField1Value": None,
        },
        "basic_auth": {
            "loginUrlRegex": None,
            "authURL": f"{site}/auth.html",
            "url": f"{site}/login.html",
        },
        "bookmark": {"requestIntegration": False, "url": site},
        "plugin_catalogue": {
            "appFilter": "okta",
            "groupFilter": "aws_(?{{accountid}}\\d+)_(?{{role}}[a-zA-Z0-9+=,.@\\-_]+)",
            "sessionDuration": 3600,
            "joinAllRoles": False,
            "identityProviderArn": None,
            "awsEnvironmentType": "aws.amazon",
            "loginURL": "https://console.aws.amazon.com/ec2/home",
        },
        "active_directory": {
            "jitGroupsAcrossDomains": False,
            "password": None,
            "scanRate": None,
            "searchOrgUnit": None,
            "filterGroupsByOU": False,
            "namingContext": org.recipe.domain,
            "login": None,
            "activationEmail": None,
        },
        "ws_federation": {
            "audienceRestriction": f"urn:{plan.slug}",
            "wReplyURL": f"{site}/wsfed",
            "wReplyOverride": False,
            "siteURL": site,
            "realm": f"urn:{plan.slug}",
        },
        "oidc_catalogue": {"acsUrl": None, "baseUrl": site, "idpId": None},
    }
    if plan.kind.startswith("office365"):
        return {"domain": org.recipe.domain, "msftTenant": plan.slug, "domains": []}
    return settings.get(plan.kind, {})
