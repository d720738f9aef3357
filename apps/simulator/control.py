"""The control API under /__simulator, for this machine only: edits and faults."""

import ipaddress
from collections.abc import Callable
from datetime import datetime
from urllib.parse import urlsplit

from apps.simulator.messages import Answer, Request
from apps.simulator.plants import PLANTS
from apps.simulator.simulation import Simulation
from apps.simulator.store import ORIGIN, Json, encode

PREFIX = "/__simulator"
Action = Callable[[Simulation, Request, list[str]], object]


class UnknownError(LookupError):
    """Nothing of that name."""


def control(simulation: Simulation, request: Request) -> Answer:
    """Answer a call of the control API: JSON in, JSON out."""
    if not _is_loopback(request.client.split("%")[0]):
        return _say(403, "The control API answers this machine only.")
    if not _is_of_this_machine(request):
        return _say(403, "The control API answers no page of another site.")
    parts = [part for part in request.path[len(PREFIX) :].split("/") if part]
    action = ACTIONS.get((request.method, parts[0] if parts else ""))
    if action is None:
        return _say(404, "There is no such control call.")
    try:
        found = action(simulation, request, parts[1:])
    except (LookupError, IndexError) as error:
        return _say(404, f"Not found: {error}")
    except (ValueError, TypeError, AttributeError) as error:
        return _say(400, f"This was not understood: {error}")
    body = encode(found).replace(ORIGIN.encode(), simulation.origin.encode())
    return Answer(200, body)


def _is_of_this_machine(request: Request) -> bool:
    """Return whether no foreign web page stands behind a call.

    A page can make a browser on this machine call us: then the browser names the page,
    or a host that is not ours where the page's own name was pointed at us.
    """
    host = request.headers.get("host", "localhost")
    page = request.headers.get("origin")
    site = request.headers.get("sec-fetch-site", "none")
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return False
    is_ours = page is None or page.partition("://")[2] == host
    return is_ours and site in {"none", "same-origin"} and _is_loopback(name)


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _say(status: int, message: str) -> Answer:
    return Answer(status, encode({"error": message}))


def state(simulation: Simulation, _request: Request, _parts: list[str]) -> Json:
    world = simulation.world
    return {
        "origin": simulation.origin,
        "org_id": world.id,
        "company": world.recipe.company,
        "subdomain": world.recipe.subdomain,
        "engine": world.engine,
        "seed": world.recipe.seed,
        "token": simulation.token,
        "objects": world.store.kinds(),
        "planted": list(world.planted),
        "settings": simulation.options(),
        "clients": [
            {"id": one.id, "scopes": sorted(one.scopes), "dpop": one.dpop}
            for one in simulation.access.clients.values()
        ],
        "requests": simulation.log.count(),
        "violations": len(simulation.log.violations),
        "most_in_flight": simulation.limits.most_in_flight,
    }


def list_objects(simulation: Simulation, request: Request, parts: list[str]) -> object:
    """Answer `objects/<kind>?label=X&parent=Y`: objects with these properties."""
    if len(parts) > 1:
        return simulation.world.get(parts[0], parts[1])
    wanted = request.query
    parent = wanted.pop("parent", None)
    rows = simulation.world.store.all(parts[0])
    return [
        value
        for row in rows
        if parent in (None, row.parent)
        for value in (row.value,)
        if all(str(value.get(key)) == want for key, want in wanted.items())
    ]


def add_object(simulation: Simulation, request: Request, parts: list[str]) -> object:
    """Take `POST objects/<kind>?parent=Y`; an id is made where the object has none."""
    value: Json = request.json
    prefix = str(value.pop("idPrefix", "0oa"))
    if not any(key in value for key in ("id", "brandId", "contactType")):
        value = {"id": simulation.world.new_id(prefix)} | value
    return simulation.world.put(parts[0], value, request.query.get("parent", ""))


def edit_object(simulation: Simulation, request: Request, parts: list[str]) -> object:
    return simulation.world.edit(parts[0], parts[1], request.json)


def remove_object(simulation: Simulation, _request: Request, parts: list[str]) -> Json:
    simulation.world.remove(parts[0], parts[1])
    return {"removed": parts[1]}


def list_plants(simulation: Simulation, _request: Request, _parts: list[str]) -> object:
    planted = simulation.world.planted
    return [
        {
            "name": plant.name,
            "title": plant.title,
            "engines": list(plant.engines),
            "planted": plant.name in planted,
        }
        for plant in PLANTS.values()
    ]


def plant(simulation: Simulation, _request: Request, parts: list[str]) -> object:
    return {"touched": simulation.world.plant(parts[0])}


def uproot(simulation: Simulation, _request: Request, parts: list[str]) -> object:
    simulation.world.uproot(parts[0])
    return {"uprooted": parts[0]}


def upgrade(simulation: Simulation, _request: Request, _parts: list[str]) -> Json:
    simulation.world.upgrade()
    return {"engine": simulation.world.engine}


def list_faults(simulation: Simulation, _request: Request, _parts: list[str]) -> object:
    return simulation.faults.json


def add_fault(simulation: Simulation, request: Request, _parts: list[str]) -> Json:
    fault = simulation.faults.add(**request.json)
    return {"id": fault.id, "kind": fault.kind}


def remove_fault(simulation: Simulation, _request: Request, parts: list[str]) -> Json:
    if parts and not simulation.faults.remove(int(parts[0])):
        raise UnknownError(f"fault {parts[0]}")
    if not parts:
        simulation.faults.clear()
    return {"faults": len(simulation.faults.json)}


def settings(simulation: Simulation, request: Request, _parts: list[str]) -> Json:
    """Change switches; what is not named stays."""
    sent: Json = request.json
    unknown = sent.keys() - simulation.options().keys() - {"now"}
    if unknown:
        raise ValueError(f"unknown settings {', '.join(sorted(unknown))}")
    world, limits = simulation.world, simulation.limits
    simulation.latency_ms = int(sent.get("latency_ms", simulation.latency_ms))
    skew = sent.get("clock_skew_seconds", simulation.clock_skew)
    simulation.clock_skew = float(skew)
    for name in ("api_access_management", "interaction_code_switch"):
        setattr(world, name, bool(sent.get(name, getattr(world, name))))
    lifetime = sent.get("token_lifetime_seconds", simulation.access.token_lifetime)
    simulation.access.token_lifetime = int(lifetime)
    for name in ("plan", "percent", "overrides", "window_seconds"):
        setattr(limits, name, sent.get(f"rate_limit_{name}", getattr(limits, name)))
    if "now" in sent:
        world.now = datetime.fromisoformat(sent["now"]) if sent["now"] else None
    return simulation.options()


def read_log(simulation: Simulation, request: Request, _parts: list[str]) -> object:
    """Answer `log?path=/api/v1/apps`: the requests below a path, oldest first."""
    path = request.query.get("path", "")
    entries = simulation.log.entries
    return [entry.json for entry in entries if entry.path.startswith(path)]


def reset_log(simulation: Simulation, _request: Request, _parts: list[str]) -> Json:
    simulation.log.reset()
    return {"requests": 0}


def violations(simulation: Simulation, _request: Request, _parts: list[str]) -> object:
    return [entry.json for entry in simulation.log.violations]


def reset_limits(simulation: Simulation, _request: Request, _parts: list[str]) -> Json:
    simulation.limits.reset()
    return {"buckets": 0}


def _scopes(sent: Json, before: frozenset[str]) -> frozenset[str]:
    """Read `scopes` (all of them), or `grant` and `revoke` (some)."""
    scopes = frozenset(sent["scopes"]) if "scopes" in sent else before
    return (scopes | set(sent.get("grant", ()))) - set(sent.get("revoke", ()))


def change_token(simulation: Simulation, request: Request, parts: list[str]) -> Json:
    """Take `PATCH tokens/<name>`: {"revoked": true} or {"revoke": [scopes]}."""
    token, sent = simulation.access.tokens[parts[0]], request.json
    token.scopes = _scopes(sent, token.scopes)
    token.revoked = bool(sent.get("revoked", token.revoked))
    return {"revoked": token.revoked, "scopes": sorted(token.scopes)}


def add_token(simulation: Simulation, request: Request, _parts: list[str]) -> Json:
    """`POST tokens` with {"name", "value"?, "scopes"?}."""
    sent = request.json
    scopes = frozenset(sent["scopes"]) if "scopes" in sent else None
    token = simulation.access.add_token(sent["name"], sent.get("value", ""), scopes)
    return {"name": token.name, "token": token.value}


def add_client(simulation: Simulation, request: Request, _parts: list[str]) -> Json:
    """`POST clients` with {"keys": [public JWK], "client_id"?, "scopes"?, "dpop"?}."""
    sent = request.json
    client = simulation.access.add_client(
        sent["keys"],
        client_id=sent.get("client_id", ""),
        scopes=frozenset(sent["scopes"]) if "scopes" in sent else None,
        dpop=bool(sent.get("dpop", True)),
    )
    return {"client_id": client.id, "scopes": sorted(client.scopes)}


def change_client(simulation: Simulation, request: Request, parts: list[str]) -> Json:
    client, sent = simulation.access.clients[parts[0]], request.json
    client.scopes = _scopes(sent, client.scopes)
    client.active = bool(sent.get("active", client.active))
    client.dpop = bool(sent.get("dpop", client.dpop))
    return {"active": client.active, "scopes": sorted(client.scopes)}


def expire(simulation: Simulation, request: Request, _parts: list[str]) -> Json:
    """End every access token; {"nonce": true} also forgets the DPoP nonces."""
    simulation.access.expire_access_tokens()
    sent = request.json if request.body else {}
    if sent.get("nonce"):
        simulation.access.proofs.rotate_nonce(forget=True)
    return {"expired": True}


ACTIONS: dict[tuple[str, str], Action] = {
    ("GET", ""): state,
    ("GET", "objects"): list_objects,
    ("POST", "objects"): add_object,
    ("PATCH", "objects"): edit_object,
    ("DELETE", "objects"): remove_object,
    ("GET", "plants"): list_plants,
    ("POST", "plants"): plant,
    ("DELETE", "plants"): uproot,
    ("POST", "upgrade"): upgrade,
    ("GET", "faults"): list_faults,
    ("POST", "faults"): add_fault,
    ("DELETE", "faults"): remove_fault,
    ("PATCH", "settings"): settings,
    ("GET", "log"): read_log,
    ("DELETE", "log"): reset_log,
    ("GET", "violations"): violations,
    ("DELETE", "limits"): reset_limits,
    ("POST", "tokens"): add_token,
    ("PATCH", "tokens"): change_token,
    ("POST", "clients"): add_client,
    ("PATCH", "clients"): change_client,
    ("POST", "expire"): expire,
}
