"""A simulated org in a process of its own; its plan of calls, counted from its world.

`python3 -m tests.benchmarks.simulated PORT APPLICATIONS ANSWERS` writes what is needed
to connect, and the calls that the plan allows, to the file ANSWERS, then serves.
"""

import json
import sys
import threading
from pathlib import Path

from apps.simulator.server import start
from apps.simulator.simulation import Simulation
from apps.simulator.world import World

PAGE = 200
# Policy types that every org is asked for, and those that only Identity Engine has.
POLICY_TYPES = {"classic": 4, "identity_engine": 12}
# Engine, org settings, contacts, tokens, features, event hooks, inline hooks, domains,
# authenticators or factors.
SINGLE_CALLS = 9
PAGED = ("applications", "brands", "identity_providers", "trusted_origins", "zones")


def plan(world: World) -> int:
    """Return the calls of the plan: pages of lists, children of each parent."""
    count = world.store.kinds()
    lists = sum(max(1, -(-count.get(kind, 0) // PAGE)) for kind in PAGED)
    servers = 1 + count["authorization_servers"]
    servers += count["authorization_server_policies"]
    policies = POLICY_TYPES[world.engine] + count["policies"]
    return SINGLE_CALLS + lists + servers + policies + count["brands"]


def main(port: str, applications: str, answers: str) -> None:
    world = World(seed=7, engine="identity_engine", applications=int(applications))
    served = start(Simulation(world, plan="off"), int(port))
    known = {
        "okta_id": world.id,
        "origin": served.origin,
        "token": served.token,
        "plan": plan(world),
    }
    Path(answers).write_text(json.dumps(known))
    threading.Event().wait()


if __name__ == "__main__":
    main(*sys.argv[1:])
