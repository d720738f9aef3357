"""The options of `simulate_okta`, and what it prints and serves."""

import signal
import threading
from argparse import ArgumentParser
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from joserfc.jwk import ECKey

from apps.simulator.limits import TABLE
from apps.simulator.server import Running, start
from apps.simulator.simulation import Simulation
from apps.simulator.store import Json
from apps.simulator.world import World

FEWEST, MOST = 10, 10_000


def add_arguments(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("--port", type=int, default=8150, help="0 takes a free port")
    add("--host", default="127.0.0.1")
    add("--engine", choices=("classic", "identity_engine"), default="classic")
    add("--applications", type=int, default=120, help=f"{FEWEST} to {MOST}")
    add("--seed", type=int, default=1, help="the same seed gives the same org")
    add("--company", default="Meridian Provisions")
    add("--plant", action="append", default=[], help="a hazard by name, or all")
    add("--latency-ms", type=int, default=0)
    add("--token", default="", help="the SSWS token to accept")
    add("--rate-limits", choices=(*TABLE, "off"), default="workforce")
    add("--no-api-access-management", action="store_true")
    add(
        "--service-app",
        default="",
        metavar="FILE",
        help="register an OAuth service application and write its private key there",
    )


def simulation_of(options: Mapping[str, Any]) -> Simulation:
    """Build what the options describe; raises ValueError, LookupError."""
    if not FEWEST <= options["applications"] <= MOST:
        raise ValueError(f"An org has {FEWEST} to {MOST} applications.")
    world = World(
        seed=options["seed"],
        engine=options["engine"],
        applications=options["applications"],
        company=options["company"],
        plants=tuple(options["plant"]),
        api_access_management=not options["no_api_access_management"],
    )
    simulation = Simulation(
        world, latency_ms=options["latency_ms"], plan=options["rate_limits"]
    )
    if options["token"]:
        simulation.access.add_token("default", options["token"])
    return simulation


def add_service_app(simulation: Simulation, path: Path) -> str:
    """Register a service application; write its private key, return its client id."""
    key = ECKey.generate_key("P-256", {"alg": "ES256", "use": "sig"}, private=True)
    public: Json = dict(key.as_dict(private=False))
    path.touch(mode=0o600)
    path.write_bytes(key.as_pem(private=True))
    return simulation.access.add_client([public | {"kid": key.thumbprint()}]).id


def describe(running: Running) -> str:
    """Return what a person needs in order to connect."""
    origin, world = running.origin, running.world
    connect = f"python3 manage.py connect_org simulated {origin}"
    return "\n".join(
        (
            f"Simulated org of {world.recipe.company}",
            f"  origin   {origin}",
            f"  org id   {world.id}",
            f"  engine   {world.engine}",
            f"  token    {running.token}",
            "",
            "The planner calls a loopback address only where it was told to trust it:",
            f"  UPGRADEPLANNER_TRUSTED_ORG_ORIGINS={origin}",
            "Then connect the org on the page, or:",
            f"  OKTA_TOKEN={running.token} {connect} --token-env OKTA_TOKEN",
            f"Edits, faults and the request log: {origin}/__simulator/",
        )
    )


def serve(options: Mapping[str, Any], say: Callable[[str], object]) -> None:
    """Serve until SIGINT or SIGTERM."""
    simulation = simulation_of(options)
    client_id = ""
    if options["service_app"]:
        client_id = add_service_app(simulation, Path(options["service_app"]))
    done = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: done.set())
    running = start(simulation, options["port"], options["host"])
    say(describe(running))
    if client_id:
        say(f"Service application {client_id}, key in {options['service_app']}")
    done.wait()
    running.stop()
