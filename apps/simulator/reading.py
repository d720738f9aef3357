"""Answers to every reading call."""

import base64
from collections.abc import Callable

from apps.simulator.contract import Call
from apps.simulator.messages import Answer, OktaError, Request, invalid, not_found
from apps.simulator.org import Org
from apps.simulator.shapes.sign_in import WIDGET_VERSIONS
from apps.simulator.store import Json, Row, encode

Handler = Callable[[Org, Request, Call], Answer]

# kind, default page size; 200 is the largest page of all of them
PAGED = {
    "listApplications": ("applications", 20),
    "listAuthorizationServers": ("authorization_servers", 200),
    "listBrands": ("brands", 20),
    "listIdentityProviders": ("identity_providers", 20),
    "listTrustedOrigins": ("trusted_origins", 20),
    "listNetworkZones": ("zones", 20),
}
WHOLE = {
    "listAuthenticators": "authenticators",
    "listFactors": "factors",
    "listEventHooks": "event_hooks",
    "listFeatures": "features",
    "getOrgContactTypes": "contacts",
    "listApiTokens": "api_tokens",
}
# kind of the store, what Okta calls it in a 404, the last path value is the id
SINGLE = {
    "getApplication": ("applications", "AppInstance"),
    "getAuthorizationServer": ("authorization_servers", "AuthorizationServer"),
    "getAuthorizationServerPolicy": ("authorization_server_policies", "Policy"),
    "getAuthorizationServerPolicyRule": ("authorization_server_rules", "PolicyRule"),
    "getPolicy": ("policies", "Policy"),
    "getPolicyRule": ("policy_rules", "PolicyRule"),
    "getAuthenticator": ("authenticators", "Authenticator"),
    "getEventHook": ("event_hooks", "Webhook"),
    "getInlineHook": ("inline_hooks", "Webhook"),
    "getFeature": ("features", "Feature"),
}
IDENTITY_ENGINE_TYPES = frozenset(
    {
        "ACCESS_POLICY",
        "PROFILE_ENROLLMENT",
        "POST_AUTH_SESSION",
        "SESSION_VIOLATION_DETECTION",
    }
)
CLASSIC_TYPES = frozenset({"OKTA_SIGN_ON", "PASSWORD", "MFA_ENROLL", "IDP_DISCOVERY"})


def joined(rows: tuple[Row, ...]) -> bytes:
    return b"[" + b",".join(row.body for row in rows) + b"]"


def required(org: Org, kind: str, object_id: str, name: str) -> Row:
    """Return a row; raises OktaError (404) where there is none."""
    row = org.store.row(kind, object_id)
    if row is None:
        raise not_found(object_id, name)
    return row


def single(org: Org, _request: Request, call: Call) -> Answer:
    kind, name = SINGLE[call.operation.id]
    object_id = list(call.values.values())[-1]
    row = required(org, kind, object_id, name)
    parent = "/".join(list(call.values.values())[:-1])
    if parent and row.parent != parent:
        raise not_found(object_id, name)
    return Answer(body=row.body)


def whole(org: Org, _request: Request, call: Call) -> Answer:
    """Answer a list that comes in one piece and without a Link header."""
    engine_only = {"listAuthenticators": True, "listFactors": False}
    if engine_only.get(call.operation.id, org.is_identity_engine) != (
        org.is_identity_engine
    ):
        raise OktaError(401, "E0000015")
    return Answer(body=joined(org.store.rows(WHOLE[call.operation.id])))


def paged(org: Org, request: Request, call: Call) -> Answer:
    """Answer one page with its two Link headers."""
    kind, default = PAGED[call.operation.id]
    query = request.query
    limit = int(query.get("limit", default))
    after = query.get("after", "")
    rows, more = org.store.page(kind, read_cursor(kind, after), limit)
    answer = Answer(body=joined(rows))
    here = f"after={after}&limit={limit}" if after else f"limit={limit}"
    base = f"{org.origin}{request.path}"
    answer.headers.append(("Link", f'<{base}?{here}>; rel="self"'))
    if more:
        cursor = write_cursor(kind, rows[-1].sequence)
        url = f"{base}?after={cursor}&limit={limit}"
        answer.headers.append(("Link", f'<{url}>; rel="next"'))
    return answer


def write_cursor(kind: str, sequence: int) -> str:
    text = f"{kind[:3]}.{sequence}"
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read_cursor(kind: str, cursor: str) -> int:
    """Return what a cursor remembers, 0 where there is none; raises OktaError."""
    if not cursor:
        return 0
    padded = cursor + "=" * (-len(cursor) % 4)
    try:
        prefix, _, number = base64.urlsafe_b64decode(padded).decode().partition(".")
        if prefix == kind[:3]:
            return int(number)
    except ValueError:
        pass
    raise invalid("after", "after: The cursor is not valid.")


def policies(org: Org, request: Request, _call: Call) -> Answer:
    kind = request.query["type"]
    known = CLASSIC_TYPES | (IDENTITY_ENGINE_TYPES if org.is_identity_engine else set())
    if kind not in known:
        raise OktaError(400, "E0000002", "Invalid policy type specified.")
    rows = org.store.rows("policies", kind)
    status = request.query.get("status")
    if status:
        rows = tuple(row for row in rows if row.value["status"] == status)
    link = f'<{org.origin}{request.path}?type={kind}>; rel="self"'
    return Answer(body=joined(rows), headers=[("Link", link)])


def policy_rules(org: Org, _request: Request, call: Call) -> Answer:
    policy_id = call.values["policyId"]
    required(org, "policies", policy_id, "Policy")
    return Answer(body=joined(org.store.rows("policy_rules", policy_id)))


def server_policies(org: Org, _request: Request, call: Call) -> Answer:
    server_id = call.values["authServerId"]
    required(org, "authorization_servers", server_id, "AuthorizationServer")
    return Answer(
        body=joined(org.store.rows("authorization_server_policies", server_id))
    )


def server_rules(org: Org, _request: Request, call: Call) -> Answer:
    server_id, policy_id = call.values["authServerId"], call.values["policyId"]
    row = required(org, "authorization_server_policies", policy_id, "Policy")
    if row.parent != server_id:
        raise not_found(policy_id, "Policy")
    parent = f"{server_id}/{policy_id}"
    return Answer(body=joined(org.store.rows("authorization_server_rules", parent)))


def inline_hooks(org: Org, request: Request, _call: Call) -> Answer:
    wanted = request.query.get("type")
    rows = org.store.rows("inline_hooks")
    if wanted:
        rows = tuple(row for row in rows if row.value["type"] == wanted)
    return Answer(body=joined(rows))


def brand_list(org: Org, request: Request, call: Call) -> Answer:
    answer = paged(org, request, call)
    if "domains" not in request.query.get("expand", "").split(","):
        return answer
    limit = int(request.query.get("limit", 20))
    start = read_cursor("brands", request.query.get("after", ""))
    rows, _ = org.store.page("brands", start, limit)
    answer.body = encode([with_domains(org, row.value) for row in rows])
    return answer


def with_domains(org: Org, brand: Json) -> Json:
    domains = [one for one in org.list("domains") if one["brandId"] == brand["id"]]
    return brand | {"_embedded": {"domains": domains}}


def brand(org: Org, request: Request, call: Call) -> Answer:
    row = required(org, "brands", call.values["brandId"], "Brand")
    if "domains" in request.query.get("expand", ""):
        return Answer(body=encode(with_domains(org, row.value)))
    return Answer(body=row.body)


def brand_domains(org: Org, _request: Request, call: Call) -> Answer:
    row = required(org, "brands", call.values["brandId"], "Brand")
    embedded = with_domains(org, row.value)["_embedded"]
    return Answer(body=encode(embedded))


def page_of(org: Org, kind: str, brand_id: str) -> Json:
    """Return a sign-in page; raises OktaError (404) where a brand has none."""
    required(org, "brands", brand_id, "Brand")
    value = required(org, kind, brand_id, "SignInPage").value
    del value["brandId"]
    return value


def customised_page(org: Org, _request: Request, call: Call) -> Answer:
    return Answer(body=encode(page_of(org, "sign_in_pages", call.values["brandId"])))


def default_page(org: Org, _request: Request, call: Call) -> Answer:
    page = page_of(org, "default_sign_in_pages", call.values["brandId"])
    return Answer(body=encode(page))


def page_root(org: Org, request: Request, call: Call) -> Answer:
    brand_id = call.values["brandId"]
    expand = request.query.get("expand", "").split(",")
    embedded: Json = {"default": page_of(org, "default_sign_in_pages", brand_id)}
    if org.store.row("sign_in_pages", brand_id):
        embedded["customized"] = page_of(org, "sign_in_pages", brand_id)
    base = f"/api/v1/brands/{brand_id}/pages/sign-in"
    links = {name: org.link(f"{base}/{name}", "GET") for name in embedded}
    chosen = {name: embedded[name] for name in embedded if name in expand}
    return Answer(body=encode({"_embedded": chosen, "_links": links}))


def widget_versions(org: Org, _request: Request, call: Call) -> Answer:
    required(org, "brands", call.values["brandId"], "Brand")
    return Answer(body=encode(WIDGET_VERSIONS))


def domains(org: Org, _request: Request, _call: Call) -> Answer:
    return Answer(body=encode({"domains": org.list("domains")}))


def org_settings(org: Org, _request: Request, _call: Call) -> Answer:
    return Answer(body=joined(org.store.rows("org_settings"))[1:-1])


def contact(org: Org, _request: Request, call: Call) -> Answer:
    kind = call.values["contactType"].upper()
    required(org, "contacts", kind, "OrgContact")
    link = org.link(f"/api/v1/users/{org.administrator}")
    return Answer(body=encode({"userId": org.administrator, "_links": {"user": link}}))


HANDLERS: dict[str, Handler] = {
    **dict.fromkeys(PAGED, paged),
    **dict.fromkeys(WHOLE, whole),
    **dict.fromkeys(SINGLE, single),
    "listPolicies": policies,
    "listPolicyRules": policy_rules,
    "listAuthorizationServerPolicies": server_policies,
    "listAuthorizationServerPolicyRules": server_rules,
    "listInlineHooks": inline_hooks,
    "listBrands": brand_list,
    "getBrand": brand,
    "listBrandDomains": brand_domains,
    "getCustomizedSignInPage": customised_page,
    "getDefaultSignInPage": default_page,
    "getSignInPage": page_root,
    "listAllSignInWidgetVersions": widget_versions,
    "listCustomDomains": domains,
    "getOrgSettings": org_settings,
    "getOrgContactUser": contact,
}
