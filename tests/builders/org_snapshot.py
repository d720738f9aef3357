"""Small orgs in Okta's own JSON, turned into snapshots; and what probes say of them."""

from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from apps.okta.parts import PARTS
from apps.okta.seen import Part, Seen, Unseen
from apps.okta.shapes import (
    Application,
    AuthorizationServerPolicy,
    AuthorizationServerRule,
    OrgIdentity,
    PolicyRule,
    SignInPage,
)
from apps.okta.shapes.org import Engine
from apps.okta.snapshot import OrgSnapshot
from apps.probes.engine import judge_application, judge_org
from apps.probes.probe import ApplicationView, Verdict
from apps.probes.registry import PROBES

CLASSIC, IDX = Engine.CLASSIC, Engine.IDENTITY_ENGINE
TAKEN_AT = datetime(2026, 9, 1, 12, tzinfo=UTC)
HIDDEN = Unseen("The scope is missing.")
PIPELINES = {CLASSIC: "v1", IDX: "idx"}

Json = dict[str, Any]
Listed = list[Json] | Unseen


def shapes(shape: type[Any], objects: Listed) -> Part[tuple[Any, ...]]:
    if isinstance(objects, Unseen):
        return objects
    return Seen(tuple(msgspec.convert(each, shape) for each in objects))


def org_of(engine: Engine | None = CLASSIC, **parts: Listed) -> OrgSnapshot:
    """Return a snapshot of the given parts; what is not named was never asked for.

    A policy holds its `rules`, a server its `policies`, a brand its `page`; each may be
    Unseen. Without them they were seen and are empty.
    """
    found: Json = {"taken_at": TAKEN_AT}
    if engine is not None:
        found["engine"] = Seen(OrgIdentity(id="00o1", pipeline=PIPELINES[engine]))
    nested: Json = {}
    for part, objects in parts.items():
        found[part] = shapes(PARTS[part].shape, objects)
        for each in objects if isinstance(objects, list) else ():
            nest(part, each, nested)
    return OrgSnapshot(**found, **nested)


def nest(part: str, each: Json, nested: Json) -> None:
    if part == "authorization_servers":
        nest_server(each, nested)
    elif part == "brands":
        page = each.get("page")
        pages: Listed = page if isinstance(page, Unseen) else [page] if page else []
        found = shapes(SignInPage, pages)
        nested.setdefault("sign_in_pages", {})[each["id"]] = found
    elif part.endswith("_policies"):
        rules = shapes(PolicyRule, each.get("rules", []))
        nested.setdefault("policy_rules", {})[each["id"]] = rules


def nest_server(server: Json, nested: Json) -> None:
    policies = server.get("policies", [])
    listed = shapes(AuthorizationServerPolicy, policies)
    nested.setdefault("authorization_server_policies", {})[server["id"]] = listed
    for policy in policies if isinstance(policies, list) else ():
        rules = shapes(AuthorizationServerRule, policy.get("rules", []))
        key = f"{server['id']}/{policy['id']}"
        nested.setdefault("authorization_server_rules", {})[key] = rules


def listed(okta_id: str, status: str = "ACTIVE", **fields: Any) -> Json:
    """Return an object with id, name and status: a policy, a server, a hook, ..."""
    return {"id": okta_id, "name": okta_id.title(), "status": status} | fields


def server(okta_id: str, *policies: Json, status: str = "ACTIVE") -> Json:
    return listed(okta_id, status, policies=list(policies))


def server_policy(
    okta_id: str, *grants: str, clients: Any = ("ALL_CLIENTS",), status: str = "ACTIVE"
) -> Json:
    """Return a server's policy with one active rule of these grants."""
    rule = listed("r" + okta_id, conditions={"grantTypes": {"include": list(grants)}})
    conditions = {"clients": {"include": list(clients)}}
    return listed(okta_id, status, conditions=conditions, rules=[rule])


def event_hook(okta_id: str, *events: str, status: str = "ACTIVE") -> Json:
    return listed(okta_id, status, events={"type": "EVENT_TYPE", "items": list(events)})


def registration_hook(okta_id: str, status: str = "ACTIVE") -> Json:
    return listed(okta_id, status, type="com.okta.user.pre-registration")


def profile_policy(
    okta_id: str, action: str = "REGISTER", *hooks: str, **fields: Any
) -> Json:
    """Return a user profile policy with one rule."""
    profile = {
        "unknownUserAction": action,
        "preRegistrationInlineHooks": [{"inlineHookId": hook} for hook in hooks],
        **fields,
    }
    rule = listed("r" + okta_id, actions={"profileEnrollment": profile})
    return listed(okta_id, rules=[rule])


def factors(okta_id: str, status: str = "ACTIVE", **enroll: str) -> Json:
    """Return an enrollment policy on factors: `okta_sms="OPTIONAL"`."""
    chosen = {key: {"enroll": {"self": self}} for key, self in enroll.items()}
    return listed(okta_id, status, settings={"factors": chosen})


def authenticators(okta_id: str, **enroll: str) -> Json:
    """Return an enrollment policy on authenticators."""
    chosen = [{"key": key, "enroll": {"self": self}} for key, self in enroll.items()]
    settings = {"type": "AUTHENTICATORS", "authenticators": chosen}
    return listed(okta_id, settings=settings)


def brand(okta_id: str, page: Json | Unseen | None = None, **fields: Any) -> Json:
    return {"id": okta_id, "name": okta_id.title(), "page": page, **fields}


def page(content: str | None = None, version: str | None = None, **custom: Any) -> Json:
    """Return a customised page; `custom` are widgetCustomizations."""
    return {
        "pageContent": content,
        "widgetVersion": version,
        "widgetCustomizations": custom,
    }


def view_of(
    org: OrgSnapshot | None = None, engine: Engine | None = None, **fields: Any
) -> ApplicationView:
    """Return a view of an active application with these fields of Okta's JSON."""
    org = org or org_of(engine)
    seen = org.engine.value.engine if isinstance(org.engine, Seen) else None
    raw = {"id": "app1", "label": "Payroll", "status": "ACTIVE", **fields}
    return ApplicationView(msgspec.convert(raw, Application), org, seen)


def client(
    *grants: str, kind: str = "web", uris: tuple[str, ...] = (), **fields: Any
) -> Json:
    """Return the fields of an OpenID Connect client."""
    oauth = {
        "application_type": kind,
        "grant_types": list(grants),
        "redirect_uris": list(uris),
    }
    return {
        "signOnMode": "OPENID_CONNECT",
        "settings": {"oauthClient": oauth},
        **fields,
    }


def assigned(policy_id: str) -> Json:
    """Return the link of an application to its app sign-in policy."""
    href = f"https://acme.okta.com/api/v1/policies/{policy_id}"
    return {"accessPolicy": {"href": href}}


def verdicts_of(probe_id: str, about: OrgSnapshot | ApplicationView) -> list[Verdict]:
    probes = {probe_id: PROBES[probe_id]}
    if isinstance(about, ApplicationView):
        return judge_application(probes, about)[probe_id]
    return judge_org(probes, about)[probe_id]


def answers(probe_id: str, about: OrgSnapshot | ApplicationView) -> dict[str, str]:
    """Return {"<subject> <key>": "<outcome> <severity where it differs>"}."""
    return {
        f"{verdict.subject} {verdict.key}".strip(): (
            f"{verdict.outcome} {verdict.severity or ''}".strip()
        )
        for verdict in verdicts_of(probe_id, about)
    }


def cases(table: dict[str, tuple[Any, dict[str, str] | str]]) -> pytest.MarkDecorator:
    """Parametrize `about` and `expected`, one row a case; a word: its one subject."""
    rows = [
        (
            about,
            {only_subject(about): expected} if isinstance(expected, str) else expected,
        )
        for about, expected in table.values()
    ]
    return pytest.mark.parametrize(("about", "expected"), rows, ids=list(table))


def only_subject(about: OrgSnapshot | ApplicationView) -> str:
    return "application:app1" if isinstance(about, ApplicationView) else "org"
