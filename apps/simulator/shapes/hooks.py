"""Event hooks and inline hooks."""

from apps.simulator.org import Org
from apps.simulator.store import Json

REGISTRATION = "com.okta.user.pre-registration"
ENRICHMENT = "com.okta.oauth2.tokens.transform"


def event_hook(org: Org, name: str, *events: str) -> Json:
    object_id = org.new_id("who")
    base = f"/api/v1/eventHooks/{object_id}"
    value: Json = {
        "id": object_id,
        "status": "ACTIVE",
        "verificationStatus": "VERIFIED",
        "name": name,
        "description": None,
        **org.dates("hook", object_id),
        "createdBy": org.administrator,
        "events": {"type": "EVENT_TYPE", "items": list(events), "filter": None},
        "channel": _channel(org, name),
        "_links": {
            "self": org.link(base),
            "verify": org.link(f"{base}/lifecycle/verify", "POST"),
            "deactivate": org.link(f"{base}/lifecycle/deactivate", "POST"),
        },
    }
    return org.put("event_hooks", value)


def inline_hook(org: Org, name: str, kind: str) -> Json:
    object_id = org.new_id("cal")
    base = f"/api/v1/inlineHooks/{object_id}"
    value: Json = {
        "id": object_id,
        "status": "ACTIVE",
        "name": name,
        "type": kind,
        "version": "1.0.1" if kind == ENRICHMENT else "1.0.2",
        "channel": _channel(org, name),
        **org.dates("inline hook", object_id),
        "_links": {
            "self": org.link(base),
            "execute": org.link(f"{base}/execute", "POST"),
            "deactivate": org.link(f"{base}/lifecycle/deactivate", "POST"),
        },
    }
    return org.put("inline_hooks", value)


def _channel(org: Org, name: str) -> Json:
    path = name.lower().replace(" ", "-")
    return {
        "type": "HTTP",
        "version": "1.0.0",
        "config": {
            "uri": f"https://hooks.{org.recipe.domain}/{path}",
            "headers": [],
            "method": "POST",
            "authScheme": {"type": "HEADER", "key": "Authorization"},
        },
    }
