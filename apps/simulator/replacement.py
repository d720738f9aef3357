"""What becomes of an application that a PUT replaces."""

from apps.simulator.org import Org
from apps.simulator.shapes.application_links import links_of
from apps.simulator.store import Json

FIXED = ("id", "orn", "name", "status", "lastUpdated", "created", "signOnMode")
CLIENT_DEFAULTS: Json = {
    "client_uri": None,
    "logo_uri": None,
    "redirect_uris": [],
    "response_types": [],
    "grant_types": [],
    "issuer_mode": "ORG_URL",
    "idp_initiated_login": {"mode": "DISABLED", "default_scope": []},
    "wildcard_redirect": "DISABLED",
    "dpop_bound_access_tokens": False,
}


def replaced_application(org: Org, old: Json, body: Json) -> Json:
    """Return the application after the PUT.

    Left out and kept: status, dates, signing key, universal logout, VPN message, e-mail
    opt-in, application links. Left out and lost: profile, ACS endpoints, network.
    """
    value = {key: old[key] for key in FIXED} | {"label": body["label"]}
    value["accessibility"] = {
        "selfService": False,
        "errorRedirectUrl": None,
        "loginRedirectUrl": None,
    } | (body.get("accessibility") or {})
    value["visibility"] = _visibility(old, body)
    value["features"] = body.get("features", old["features"])
    if "profile" in body:
        value["profile"] = body["profile"]
    value["credentials"] = _credentials(old, body)
    if "universalLogout" in old:
        value["universalLogout"] = old["universalLogout"]
    value["settings"] = _settings(org, old, body)
    value["_links"] = old["_links"]
    value["_links"] = links_of(org, value)
    return value


def _visibility(old: Json, body: Json) -> Json:
    sent = body.get("visibility") or {}
    hide = {"iOS": False, "web": False}
    default = {"autoLaunch": False, "autoSubmitToolbar": False, "hide": hide}
    return default | {"appLinks": old["visibility"]["appLinks"]} | sent


def _credentials(old: Json, body: Json) -> Json:
    sent: Json = dict(body.get("credentials") or {})
    value: Json = {
        "userNameTemplate": {"template": "${source.login}", "type": "BUILT_IN"},
        "signing": {},
    } | sent
    value["signing"] = old["credentials"]["signing"]
    client = old["credentials"].get("oauthClient")
    if client:
        merged = client | (sent.get("oauthClient") or {})
        merged.pop("client_secret", None)
        value["oauthClient"] = merged
    return value


def _settings(org: Org, old: Json, body: Json) -> Json:
    before, sent = old["settings"], body["settings"]
    value: Json = {
        "app": sent.get("app") or {},
        "notifications": sent.get("notifications") or before["notifications"],
        "manualProvisioning": sent.get("manualProvisioning", False),
        "implicitAssignment": sent.get("implicitAssignment", False),
    }
    if "emOptInStatus" in before:
        value["emOptInStatus"] = before["emOptInStatus"]
    if "notes" in before:
        notes = {"admin": None, "enduser": None}
        value["notes"] = notes | (sent.get("notes") or {})
    if "signOn" in before:
        value["signOn"] = dict(sent.get("signOn") or {})
        if "acsEndpoints" in before["signOn"]:
            value["signOn"].setdefault("acsEndpoints", [])
    if "oauthClient" in before:
        value["oauthClient"] = _client(org, sent.get("oauthClient") or {})
    return value


def _client(org: Org, sent: Json) -> Json:
    value = CLIENT_DEFAULTS | sent
    if org.is_identity_engine:
        value = {"consent_method": "TRUSTED", "participate_slo": False} | value
    return value
