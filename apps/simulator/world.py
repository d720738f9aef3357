"""A simulated org ready to be served: built from its recipe, with its plants."""

from typing import Any

from apps.simulator.build import build
from apps.simulator.org import Org, Recipe
from apps.simulator.plants import PLANTS
from apps.simulator.store import Json, Row
from apps.simulator.upgrade import upgrade

ALL_PLANTS = "all"


class World(Org):
    """An org by recipe: `World(seed=3, applications=200, plants=["duo_idp"])`."""

    def __init__(self, **recipe: Any) -> None:
        super().__init__(Recipe(**recipe))
        self._planted: dict[str, dict[tuple[str, str], Row | None]] = {}
        self._settled: set[str] = set()
        build(self)
        names = self.recipe.plants
        if ALL_PLANTS in names:
            names = [name for name in PLANTS if PLANTS[name].fits(self.engine)]
        for name in names:
            self.plant(name)

    @property
    def planted(self) -> tuple[str, ...]:
        return tuple(self._planted)

    def plant(self, name: str) -> list[Json]:
        """Plant a hazard; return what it touched. Raises LookupError, ValueError."""
        plant = PLANTS.get(name)
        if plant is None:
            raise LookupError(f"There is no plant named {name}.")
        if not plant.fits(self.engine):
            raise ValueError(f"The plant {name} needs the other engine.")
        if name in self._planted:
            raise ValueError(f"The plant {name} is there already.")
        notes = self.store.watch()
        try:
            plant.make(self)
        finally:
            self.store.unwatch(notes)
        self._planted[name] = notes
        found = (self.store.row(kind, object_id) for kind, object_id in notes)
        return [{"kind": row.kind, "id": row.id} for row in found if row]

    def uproot(self, name: str) -> None:
        """Put back what a plant changed; raises LookupError, ValueError."""
        if name not in self._planted:
            raise LookupError(f"The plant {name} is not there.")
        notes = self._planted[name]
        if name in self._settled and any(notes.values()):
            raise ValueError(f"The upgrade built on what {name} changed.")
        self.store.restore(self._planted.pop(name))

    def upgrade(self) -> None:
        """Upgrade the org; earlier plants that changed objects are there to stay."""
        if not self.is_identity_engine:
            self._settled.update(self._planted)
        upgrade(self)
