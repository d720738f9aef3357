"""The `_links` of an application; on Identity Engine they name its policies."""

from apps.simulator.org import Org
from apps.simulator.store import Json

LOGO = "https://op3static.oktacdn.com/assets/img/logos/default.6770228fb0dab49a1695ef440a5279bb.png"
OWN_POLICIES = {"saasure": "Okta Admin Console", "okta_enduser": "Okta Dashboard"}
SECRETLESS = ("none",)


def links_of(org: Org, value: Json) -> Json:
    """Return the links of an application as it is now."""
    object_id, name = value["id"], value["name"]
    base = f"/api/v1/apps/{object_id}"
    links: Json = {}
    if value["signOnMode"] == "SAML_2_0":
        links["help"] = {
            **org.link(f"/app/{name}/{object_id}/setup/help/SAML_2_0/instructions"),
            "type": "text/html",
        }
        links["metadata"] = {
            **org.link(f"{base}/sso/saml/metadata"),
            "type": "application/xml",
        }
    links["uploadLogo"] = org.link(f"{base}/logo", "POST")
    links["appLinks"] = [
        {
            "name": link,
            **org.link(f"/home/{name}/{object_id}/aln177a159h7Zf52X0g8"),
            "type": "text/html",
        }
        for link in value["visibility"]["appLinks"]
        if value["name"] not in OWN_POLICIES
    ]
    if org.is_identity_engine:
        links["profileEnrollment"] = org.link(
            f"/api/v1/policies/{org.default_ids['profile_enrollment']}"
        )
        links["policies"] = org.link(f"{base}/policies", "PUT")
    if value["status"] != "ACTIVE":
        links["activate"] = org.link(f"{base}/lifecycle/activate")
    links["groups"] = org.link(f"{base}/groups")
    links["logo"] = [{"name": "medium", "href": LOGO, "type": "image/png"}]
    client = value["credentials"].get("oauthClient", {})
    if client.get("token_endpoint_auth_method", "none") not in SECRETLESS:
        secrets = {"name": "secrets", **org.link(f"{base}/credentials/secrets")}
        links["clientCredentials"] = [secrets]
    elif value["name"] == "okta_org2org" and value["signOnMode"] == "OPENID_CONNECT":
        keys = {"name": "jwks", **org.link(f"{base}/credentials/jwks")}
        links["clientCredentials"] = [keys]
    if org.is_identity_engine:
        links["accessPolicy"] = org.link(
            f"/api/v1/policies/{access_policy_id(org, value)}"
        )
    links["users"] = org.link(f"{base}/users")
    if value["status"] == "ACTIVE":
        links["deactivate"] = org.link(f"{base}/lifecycle/deactivate")
    return links


def access_policy_id(org: Org, value: Json) -> str:
    """Return the app sign-in policy of an application: kept where it has one."""
    current = value.get("_links", {}).get("accessPolicy")
    if current:
        return str(current["href"]).rsplit("/", 1)[-1]
    wanted = OWN_POLICIES.get(value["name"])
    if wanted is None:
        spread = sum(value["id"].encode()) % 10
        wanted = {0: "Password only", 1: "High assurance"}.get(
            spread, "Any two factors"
        )
    return org.default_ids[f"access:{wanted}"]
