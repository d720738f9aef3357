"""The OAuth client inside an OIDC application."""

from apps.simulator.mixture import Plan
from apps.simulator.org import Dice, Org
from apps.simulator.store import Json

RESPONSE_TYPES = {
    "authorization_code": ("code",),
    "interaction_code": ("code",),
    "implicit": ("token", "id_token"),
    "client_credentials": ("token",),
}


def application_type(kind: str) -> str:
    return kind.split("_", maxsplit=1)[0]


def response_types(grants: tuple[str, ...] | list[str]) -> list[str]:
    """Return the response types that these grants need, in Okta's order."""
    needed = {kind for grant in grants for kind in RESPONSE_TYPES.get(grant, ())}
    return [kind for kind in ("code", "token", "id_token") if kind in needed]


def oauth_credentials(plan: Plan, object_id: str) -> Json:
    """Return `credentials.oauthClient`; a custom client id is not the object's id."""
    public = application_type(plan.kind) in ("browser", "native")
    custom = plan.kind == "web_custom_client_id"
    return {
        "autoKeyRotation": True,
        "client_id": f"{plan.slug}-client" if custom else object_id,
        "token_endpoint_auth_method": "none" if public else "client_secret_basic",
        "pkce_required": public,
    }


def oauth_client(org: Org, plan: Plan) -> Json:
    """Return `settings.oauthClient`."""
    kind = application_type(plan.kind)
    site = f"https://{plan.slug}.{org.recipe.domain}"
    dice = Dice(org.recipe.seed, "oidc", plan.number)
    redirects = {
        "web": [f"{site}/authorization-code/callback"],
        "browser": [f"{site}/login/callback", "http://localhost:8080/login/callback"],
        "native": [f"com.{plan.slug.replace('-', '.')}:/callback"],
        "service": [],
    }
    value: Json = {"client_uri": None, "logo_uri": None}
    value["redirect_uris"] = redirects[kind]
    if kind != "service":
        value["post_logout_redirect_uris"] = [f"{site}/"]
    value["response_types"] = response_types(plan.grants)
    value["grant_types"] = list(plan.grants)
    if kind == "web" and dice.chance(0.2):
        value["initiate_login_uri"] = f"{site}/login"
    value["application_type"] = kind
    if org.is_identity_engine:
        value["consent_method"] = dice.pick(("REQUIRED", "TRUSTED"))
    value["issuer_mode"] = dice.pick(("ORG_URL", "DYNAMIC"))
    if "refresh_token" in plan.grants:
        value["refresh_token"] = {"rotation_type": "ROTATE", "leeway": 30}
    value["idp_initiated_login"] = {"mode": "DISABLED", "default_scope": []}
    value["wildcard_redirect"] = "DISABLED"
    value["dpop_bound_access_tokens"] = kind == "service" and dice.chance(0.3)
    if org.is_identity_engine:
        value["participate_slo"] = False
    return value
