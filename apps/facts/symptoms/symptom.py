"""What a symptom and its causes are. Holds no symptom, asks nothing of an org."""

from dataclasses import dataclass
from enum import StrEnum

from apps.facts.fact import Witness


class Decides(StrEnum):
    """How far the probes of a cause reach."""

    BOTH = "both"  # a failed one confirms it, all passed rule it out
    CONFIRMS = "confirms"  # they look at a part of it: passing leaves something open
    RULES_OUT = "rules_out"  # failing fits the cause and does not prove it


@dataclass(frozen=True, kw_only=True)
class Cause:
    """One documented cause of a symptom, and who can tell whether it is the one.

    `probes`: ids of apps.probes.catalog or of apps.troubleshooting.checks;
    "<probe>#<key>" regards the verdicts of that key alone. `engine`: the cause exists
    on this engine only, and without `probes` and `witness` that engine is the cause.
    `witness` with `left_open`: who else has to answer, and why no snapshot can.
    `stages`: the steps that mend it.
    """

    text: str
    confirms: str
    rules_out: str
    fix: str
    probes: tuple[str, ...] = ()
    engine: str = ""  # classic | identity_engine
    decides: Decides = Decides.BOTH
    witness: Witness | None = None
    left_open: str = ""
    stages: tuple[str, ...] = ()

    @property
    def probe_ids(self) -> frozenset[str]:
        """The probes without the keys."""
        return frozenset(one.partition("#")[0] for one in self.probes)


@dataclass(frozen=True, kw_only=True)
class Symptom:
    """What people see when something went wrong.

    `patterns`: regular expressions for pasted error texts, case-insensitive.
    `seed_row`: its row in the table of the upgrade guide, 0 where it has none.
    """

    id: str
    title: str
    surfaces: tuple[str, ...]
    causes: tuple[Cause, ...]
    source: str
    url: str
    patterns: tuple[str, ...] = ()
    note: str = ""
    threads: tuple[str, ...] = ()  # public discussions of it
    seed_row: int = 0

    @property
    def log_signs(self) -> tuple[str, ...]:
        """What it looks like in logs and traffic, as far as its causes name it."""
        return tuple(
            cause.confirms for cause in self.causes if cause.witness is Witness.TRAFFIC
        )

    @property
    def stages(self) -> frozenset[str]:
        return frozenset(stage for cause in self.causes for stage in cause.stages)

    @property
    def probe_ids(self) -> frozenset[str]:
        return frozenset(one for cause in self.causes for one in cause.probe_ids)
