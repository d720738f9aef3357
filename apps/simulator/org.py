"""The bare simulated org: its recipe, its ids and dates, and edits of its objects."""

import hashlib
import random
import string
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Literal, TypeVar

from apps.simulator.store import ORIGIN, Json, Store

Engine = Literal["classic", "identity_engine"]
T = TypeVar("T")

ALPHABET = string.digits + string.ascii_uppercase + string.ascii_lowercase
FIRST_DAY = datetime(2019, 1, 7, 9, tzinfo=UTC)
DAYS = 2400  # creation dates spread over about six and a half years
KEYS = {
    "contacts": "contactType",
    "sign_in_pages": "brandId",
    "default_sign_in_pages": "brandId",
}


@dataclass(kw_only=True)
class Recipe:
    """What an org is made from; equal recipes make equal orgs.

    `catalogue` seeds the labels and kinds of applications apart from ids, so that the
    orgs of one company hold counterparts; `missing_share` leaves some of them out.
    `plants` are names of apps.simulator.plants.
    """

    seed: int = 1
    engine: Engine = "classic"
    applications: int = 50
    company: str = "Meridian Provisions"
    subdomain: str = ""
    domain: str = "meridian.example"
    catalogue: int | None = None
    missing_share: float = 0.0
    servers: int = 3
    server_policies: int = 2
    server_rules: int = 2
    brands: int = 2
    api_access_management: bool = True
    interaction_code_switch: bool = True
    custom_domain: str = ""
    okta_domain: str = ""  # what the org calls itself, where that is not its origin
    plants: Sequence[str] = field(default_factory=tuple)

    def __post_init__(self) -> None:
        if self.engine not in ("classic", "identity_engine"):
            raise ValueError("An engine is classic or identity_engine.")
        if not self.subdomain:
            self.subdomain = f"{self.company.lower().replace(' ', '-')}-{self.seed}"


class Dice:
    """Reproducible choices: the same words always fall the same way."""

    def __init__(self, *words: object) -> None:
        digest = hashlib.sha256("/".join(str(word) for word in words).encode())
        self._random = random.Random(digest.digest())  # noqa: S311 (a world, no secret)

    def pick(self, values: Sequence[T]) -> T:
        return values[self._random.randrange(len(values))]

    def weighted(self, weights: dict[T, int]) -> T:
        return self._random.choices(list(weights), list(weights.values()))[0]

    def chance(self, share: float) -> bool:
        return self._random.random() < share

    def below(self, limit: int) -> int:
        return self._random.randrange(limit)


def letters(count: int, *words: object) -> str:
    """Return characters of [0-9A-Za-z], always the same for the same words."""
    number = int.from_bytes(hashlib.sha512(repr(words).encode()).digest(), "big")
    out = []
    for _ in range(count):
        number, rest = divmod(number, len(ALPHABET))
        out.append(ALPHABET[rest])
    return "".join(out)


def stamp(moment: datetime) -> str:
    """Return a date as Okta writes it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def merge(value: Any, patch: Any) -> Any:
    """Return `value` changed by a JSON merge patch.

    Source: https://www.rfc-editor.org/rfc/rfc7386
    """
    if not isinstance(patch, dict):
        return patch
    merged = dict(value) if isinstance(value, dict) else {}
    for key, change in patch.items():
        if change is None:
            merged.pop(key, None)
        else:
            merged[key] = merge(merged.get(key), change)
    return merged


class Org:
    """An org's objects: what building, planting, upgrading and answering works on."""

    def __init__(self, recipe: Recipe) -> None:
        self.recipe = recipe
        self.engine: Engine = recipe.engine
        self.store = Store()
        self.cell = ("op3", "1d7") if recipe.seed % 2 else ("ok14", "697")
        self.origin = ORIGIN
        self.now: datetime | None = None
        self.interaction_code_switch = recipe.interaction_code_switch
        self.api_access_management = recipe.api_access_management
        self.default_ids: dict[str, str] = {}
        self._made: dict[str, int] = {}
        self.id = self.new_id("00o")
        self.group_everyone = self.new_id("00g")
        self.administrator = self.new_id("00u")
        self.signing_key = letters(43, recipe.seed, "signing")

    @property
    def is_identity_engine(self) -> bool:
        return self.engine == "identity_engine"

    def new_id(self, prefix: str) -> str:
        """Return the next id of a kind: 20 characters, prefix first, cell last."""
        count = self._made[prefix] = self._made.get(prefix, 0) + 1
        middle = letters(20 - len(prefix) - 3, self.recipe.seed, prefix, count)
        return f"{prefix}{middle}{self.cell[1]}"

    def dates(self, *words: object) -> Json:
        """Return `created` and `lastUpdated` of an object that was always there."""
        dice = Dice(self.recipe.seed, "dates", *words)
        created = FIRST_DAY + timedelta(
            days=dice.below(DAYS), seconds=dice.below(36000)
        )
        updated = created + timedelta(days=dice.below(200), seconds=dice.below(3600))
        return {"created": stamp(created), "lastUpdated": stamp(updated)}

    def today(self) -> str:
        return stamp(self.now or datetime.now(UTC))

    def put(self, kind: str, value: Json, parent: str = "") -> Json:
        """Add or replace an object as it is."""
        self.store.put(kind, value, parent, KEYS.get(kind, "id"))
        return value

    def get(self, kind: str, object_id: str) -> Json:
        """Return a copy of an object; raises KeyError where there is none."""
        row = self.store.row(kind, object_id)
        if row is None:
            raise KeyError(object_id)
        return row.value

    def list(self, kind: str, parent: str = "") -> list[Json]:
        """Return copies of the objects of one list."""
        return [row.value for row in self.store.rows(kind, parent)]

    def find(self, kind: str, **wanted: Any) -> Json:
        """Return the first object with these properties; raises LookupError."""
        for row in self.store.all(kind):
            value = row.value
            if all(value.get(key) == want for key, want in wanted.items()):
                return value
        raise LookupError(f"No object of {kind} has {wanted}.")

    def edit(self, kind: str, object_id: str, patch: Json) -> Json:
        """Change an object by a JSON merge patch; its `lastUpdated` moves."""
        value: Json = merge(self.get(kind, object_id), patch)
        if "lastUpdated" in value and "lastUpdated" not in patch:
            value["lastUpdated"] = self.today()
        return self.put(kind, value)

    def remove(self, kind: str, object_id: str) -> None:
        """Delete an object; raises KeyError where there is none."""
        if not self.store.remove(kind, object_id):
            raise KeyError(object_id)

    def link(self, path: str, *allow: str) -> Json:
        """Return a HAL link below this org."""
        found: Json = {"href": f"{self.origin}{path}"}
        if allow:
            found["hints"] = {"allow": list(allow)}
        return found
