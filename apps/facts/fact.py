"""What a documented fact is, with its source and who can witness it. Holds no fact."""

from dataclasses import dataclass
from enum import StrEnum


class Witness(StrEnum):
    """Who can prove or deny something."""

    CONFIGURATION = "configuration"
    TRAFFIC = "traffic"
    SOURCE_CODE = "source_code"
    PERSON = "person"


class Detection(StrEnum):
    """How a fact is answered for an org: the strongest way that holds today."""

    PROBE = "probe"
    NEEDS_TRAFFIC = "needs_traffic"
    NEEDS_SCAN = "needs_scan"
    MANUAL = "manual"


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A limitation or Hub item: "limitation:iwa", "hub:IWA_ROUTING_RULES".

    `probes` may answer only the part of a fact that configuration shows; `reason` then
    says what they leave open.
    """

    id: str
    title: str
    group: str
    what_changes: tuple[str, ...]
    severity: str  # blocker | high | medium | low | info
    fix: tuple[str, ...]
    source: str
    detection: Detection
    probes: tuple[str, ...] = ()  # ids in apps.probes.catalog, for Detection.PROBE
    look_at: str = ""  # where a person looks, for MANUAL
    reason: str = ""  # what no machine answers today, and why
    affects: str = ""
    url: str = ""


class StageSubject(StrEnum):
    ORG = "org"
    BRAND = "brand"
    AUTHORIZATION_SERVER = "authorization_server"
    APPLICATION = "application"


class Phase(StrEnum):
    PRE_UPGRADE = "pre_upgrade"
    UPGRADE = "upgrade"
    POST_UPGRADE = "post_upgrade"


@dataclass(frozen=True, kw_only=True)
class Prerequisite:
    """Another stage that comes first.

    `technical`: a date that breaks it is refused. Else it is Okta's order by risk.
    """

    stage: str
    technical: bool


@dataclass(frozen=True, kw_only=True)
class Stage:
    """One documented stage.

    `models`: the deployment models whose checklist holds it (empty: the org track).
    `proves`, `denies`: the witnesses any one of which can prove or deny it.
    """

    id: str
    title: str
    subject: StageSubject
    phase: Phase
    order: int
    how: tuple[str, ...]
    risk: str
    rollback: str
    source: str
    url: str
    prerequisites: tuple[Prerequisite, ...] = ()
    proves: tuple[Witness, ...] = ()
    denies: tuple[Witness, ...] = ()
    manual: tuple[str, ...] = ()  # what a person looks at to prove it
    shelf_life_days: int | None = None  # None: the witness's default
    flow: str = ""  # recovery | registration | sign_in | sign_out
    models: tuple[str, ...] = ()
    note: str = ""
