"""What a plant is: one named hazard that can be put into an org."""

from collections.abc import Callable
from dataclasses import dataclass

from apps.simulator.org import Engine, Org

Make = Callable[[Org], None]
BOTH: tuple[Engine, ...] = ("classic", "identity_engine")
CLASSIC: tuple[Engine, ...] = ("classic",)
IDENTITY_ENGINE: tuple[Engine, ...] = ("identity_engine",)


@dataclass(frozen=True, kw_only=True)
class Plant:
    """`make` changes the org; the name of the function is the name of the plant."""

    title: str
    make: Make
    engines: tuple[Engine, ...] = BOTH

    @property
    def name(self) -> str:
        return self.make.__name__

    def fits(self, engine: Engine) -> bool:
        return engine in self.engines


def by_name(*plants: Plant) -> dict[str, Plant]:
    return {plant.name: plant for plant in plants}
