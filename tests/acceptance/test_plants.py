"""Every hazard that can be planted: seen when it comes, and gone when it goes."""

import pytest

from apps.findings.models import Finding
from apps.probes.registry import PROBES
from apps.simulator.plants import PLANTS
from apps.snapshots.queries import raw_object
from tests.acceptance.hazards import OPENS, TURNS
from tests.acceptance.looks import judged, look_at
from tests.syncs.conftest import Simulate
from tests.syncs.worlds import connect

pytestmark = pytest.mark.slow
ENGINES = ("classic", "identity_engine")
CURED = {  # what another plant mends
    "classic": frozenset[str](),
    "identity_engine": frozenset(
        {"progressive_profiling_is_decided", "self_service_registration_has_moved"}
    ),
}


@pytest.mark.parametrize("engine", ENGINES)
def test_every_plant_of_an_engine_has_its_row(engine: str) -> None:
    assert set(OPENS[engine]) == {
        name for name, plant in PLANTS.items() if engine in plant.engines
    }
    assert TURNS[engine].keys() <= OPENS[engine].keys()


@pytest.mark.parametrize("engine", ENGINES)
def test_a_plant_opens_its_findings_and_no_others(
    simulate: Simulate, engine: str
) -> None:
    okta = simulate(engine=engine, applications=10)
    org = connect(okta)
    judged(org)
    base = look_at(org)
    opened, turned = {}, {}
    for name in OPENS[engine]:
        okta.world.plant(name)
        judged(org)
        planted = look_at(org)  # and nothing is left of the plant before
        opened[name] = planted.opened_since(base)
        if turn := planted.turned_since(base):
            turned[name] = turn
        assert base.findings <= planted.findings, f"{name} hid a finding"
        okta.world.uproot(name)
    judged(org)
    clean = look_at(org)
    assert (clean.findings, clean.counts) == (base.findings, base.counts)
    assert clean.turned_since(base) == ()
    assert opened == {name: tuple(sorted(row)) for name, row in OPENS[engine].items()}
    assert turned == TURNS[engine]
    assert okta.log.violations == []


@pytest.mark.parametrize("engine", ENGINES)
def test_everything_planted_at_once_opens_with_its_reading(
    simulate: Simulate, engine: str
) -> None:
    org = connect(simulate(engine=engine, applications=10, plants=["all"]))
    snapshot = judged(org)
    found = Finding.objects.filter(org=org)
    expected = {one.split()[1] for row in OPENS[engine].values() for one in row}
    assert expected - CURED[engine] <= set(found.values_list("probe", flat=True))
    for finding in found:
        assert finding.state == "open"
        assert finding.message
        assert finding.reading is None or finding.reading["part"] in {
            *PROBES[finding.probe].parts
        }
        if finding.reading and finding.reading["okta_id"]:
            reading = finding.reading
            assert raw_object(snapshot, reading["part"], reading["okta_id"])


def test_office_365_on_a_default_policy_with_one_factor_is_found(
    simulate: Simulate,
) -> None:
    okta = simulate(engine="identity_engine", plants=["o365"])
    org = connect(okta)
    judged(org)
    base = look_at(org)
    okta.world.plant("default_policy_with_one_factor")
    judged(org)
    assert look_at(org).opened_since(base) == (
        "high office_365_rules_require_two_factors",
    )


def test_an_identity_provider_named_like_the_duo_factor_in_use_is_a_blocker(
    simulate: Simulate,
) -> None:
    okta = simulate(engine="classic", plants=["duo_factor"])
    org = connect(okta)
    judged(org)
    base = look_at(org)
    okta.world.plant("duo_idp")
    judged(org)
    planted = look_at(org)
    assert planted.opened_since(base) == (
        "blocker no_identity_provider_is_named_duo_security",
    )
    assert planted.turned_since(base) == (
        "org_rename_duo_idp reopened",
        "org_upgraded blocked",
    )
    okta.world.uproot("duo_idp")
    judged(org)
    assert look_at(org).turned_since(base) == ()
