"""How large and how often a benchmark measures."""

from dataclasses import dataclass, replace
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class Options:
    """`peers` is the interpreter of the peers' environment; None leaves peers out.

    `postgresql` is the address of a server where databases may be made; "" leaves
    PostgreSQL out.
    """

    applications: int = 10_000
    fewer_applications: int = 1_000
    times: int = 5
    requests: int = 15
    latency_seconds: float = 0.05
    peers: Path | None = None
    postgresql: str = ""

    @property
    def databases(self) -> tuple[str, ...]:
        return ("sqlite", "postgresql") if self.postgresql else ("sqlite",)


def quick(options: Options) -> Options:
    return replace(
        options, applications=2_000, fewer_applications=400, times=3, requests=7
    )
