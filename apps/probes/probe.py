"""What a probe is: a pure question asked of a snapshot. Holds no probe."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Union

from apps.okta.seen import PartUnseenError
from apps.okta.shapes import Application
from apps.okta.shapes.org import Engine
from apps.okta.snapshot import OrgSnapshot

__all__ = [
    "ApplicationView",
    "Kind",
    "Outcome",
    "PartUnseenError",
    "Probe",
    "Reading",
    "Severity",
    "Subject",
    "Verdict",
]


class Outcome(StrEnum):
    PASSED = "passed"
    FAILED = "failed"
    NOT_APPLICABLE = "not_applicable"
    UNKNOWN = "unknown"
    CRASHED = "crashed"


class Severity(StrEnum):
    BLOCKER = "blocker"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for a blocker, growing as it matters less."""
        return list(Severity).index(self)


class Kind(StrEnum):
    HAZARD = "hazard"  # something breaks or is lost: opens findings
    PROOF = "proof"  # a step is done: is evidence, never a finding


class Subject(StrEnum):
    """What a verdict is about. The subject key is "org" or "<subject>:<Okta id>"."""

    ORG = "org"
    BRAND = "brand"
    AUTHORIZATION_SERVER = "authorization_server"
    APPLICATION = "application"


@dataclass(frozen=True, slots=True)
class Reading:
    """The JSON that decided: object `okta_id` of `part`, narrowed by a JSON pointer.

    `excerpt` is short and safe. A sign-in page is named by the id of its brand; an
    empty `okta_id` means the whole part.
    """

    part: str
    okta_id: str = ""
    pointer: str = ""
    excerpt: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One answer about one subject, stable across syncs: "org", "rule:<id>", ...

    A PROOF probe's subject is the key of the step's subject ("org", "brand:<id>",
    "authorization_server:<id>", "application:<id>"), at most one verdict each.
    """

    outcome: Outcome
    subject: str
    message: str
    reading: Reading | None = None
    severity: Severity | None = None  # only where it differs from the probe's
    key: str = ""  # splits one subject into several findings ("setCookieAndRedirect")
    saw_all: bool = False  # UNKNOWN, though no earlier failure is there any more


@dataclass(frozen=True, slots=True)
class ApplicationView:
    """One application with the bounded context of its org."""

    application: Application
    org: OrgSnapshot
    engine: Engine | None


OrgEvaluate = Callable[[OrgSnapshot], Iterator[Verdict]]
ApplicationEvaluate = Callable[[ApplicationView], Iterator[Verdict]]


@dataclass(frozen=True, kw_only=True)
class Probe:
    """One declaration per file in `catalog/`.

    The file's name is the id, a sentence that is true or false. `proves` (kind PROOF)
    names the stages that a PASSED verdict supports and a FAILED one denies, where the
    stage names configuration among the witnesses that may. An application's verdict
    about a shared stage says how that step looks from the application. `facts` names
    what it answers: "limitation:iwa", "hub:IWA_ROUTING_RULES", "page_scan:jquery",
    "stage:org_delete_iwa_rules". `parts` are the parts it reads. A PROOF probe is asked
    of both engines: elsewhere would read as "this step does not apply".
    """

    id: str
    title: str
    kind: Kind
    subject: Subject
    severity: Severity
    why: str
    fix: tuple[str, ...]
    source: str
    parts: tuple[str, ...]
    evaluate: Union[OrgEvaluate, ApplicationEvaluate]  # noqa: UP007
    facts: tuple[str, ...] = ()
    proves: tuple[str, ...] = ()
    asked_of: frozenset[Engine] = frozenset(Engine)  # elsewhere: not applicable

    @property
    def is_per_application(self) -> bool:
        """Asked page by page; every other probe once of the bounded org parts."""
        return self.subject is Subject.APPLICATION


def first_or_none(verdicts: Iterable[Verdict]) -> Verdict | None:
    """Return the first verdict of an iterable."""
    return next(iter(verdicts), None)
