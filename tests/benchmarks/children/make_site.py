"""Makes a site of simulated orgs that were really synced: `make_site ORGS EACH`."""

import json
import sys

from tests.benchmarks.children import installation as site  # isort: skip

from django.core.management import call_command
from django.db import connection

from apps.simulator.server import running
from apps.simulator.simulation import Simulation
from apps.simulator.world import World

ENGINES = ("classic", "identity_engine", "classic")


def main(orgs: int, applications: int) -> None:
    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    site.administrator()
    for number in range(orgs):
        world = World(
            seed=number + 1,
            engine=ENGINES[number % len(ENGINES)],
            applications=applications,
            plants=["all"],
        )
        with running(Simulation(world, plan="off")) as okta:
            org = site.connect(f"org-{number + 1}", world.id, okta.origin, okta.token)
            site.sync(org)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    print(json.dumps({"orgs": orgs}))  # noqa: T201


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
