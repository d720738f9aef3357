"""The list of findings: rows and filters of `/findings/`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When
from django.http import QueryDict

from apps.accounts.models import User
from apps.core.listing import Listing, Sort, bounds, page_number, sort_from
from apps.findings.access import visible_findings
from apps.findings.models import Finding
from apps.orgs.access import left_out, visible_orgs
from apps.probes.probe import Severity
from apps.probes.registry import PROBES

ACTIVE = "active"  # open and reopened: what is asked for when nothing is said
STATES: Mapping[str, str] = {
    ACTIVE: "Open and reopened",
    **dict(Finding.State.choices),
    "all": "In any state",
}
SORTS: Mapping[str, tuple[str, ...]] = {
    "severity": ("rank", "-opened_at", "pk"),
    "org": ("org__name", "rank", "pk"),
    "probe": ("probe", "rank", "pk"),
    "opened": ("opened_at", "pk"),
    "seen": ("last_seen_at", "pk"),
}
RANK = Case(
    *(When(severity=one.value, then=Value(one.rank)) for one in Severity),
    default=Value(len(Severity)),
    output_field=IntegerField(),
)


@dataclass(frozen=True)
class Choice:
    """One value of a filter; `count` is None where it is not counted."""

    value: str
    label: str
    chosen: bool
    count: int | None = None


@dataclass(frozen=True)
class Asked:
    """The filters as the URL names them; values that no list has are dropped."""

    org: str
    severity: str
    state: str
    probe: str
    text: str

    @classmethod
    def read(cls, query: QueryDict, org_names: Iterable[str]) -> "Asked":
        def taken(name: str, allowed: Iterable[str], default: str = "") -> str:
            value = query.get(name, "").strip()
            return value if value in allowed else default

        return cls(
            org=taken("org", frozenset(org_names)),
            severity=taken("severity", frozenset(Severity)),
            state=taken("state", STATES, ACTIVE),
            probe=taken("probe", PROBES),
            text=query.get("q", "").strip()[:200],
        )

    @property
    def is_empty(self) -> bool:
        named = self.org or self.severity or self.probe or self.text
        return not named and self.state == ACTIVE

    def apply(
        self, rows: QuerySet[Finding], *, severity: bool = True
    ) -> QuerySet[Finding]:
        """Return the rows that fit; without `severity` in any severity."""
        if self.org:
            rows = rows.filter(org__name=self.org)
        if self.probe:
            rows = rows.filter(probe=self.probe)
        if self.state == ACTIVE:
            rows = rows.filter(state__in=Finding.ACTIVE)
        elif self.state != "all":
            rows = rows.filter(state=self.state)
        if severity and self.severity:
            rows = rows.filter(severity=self.severity)
        if self.text:
            rows = rows.filter(
                Q(message__icontains=self.text)
                | Q(subject__icontains=self.text)
                | Q(application__label__icontains=self.text)
            )
        return rows


@dataclass(frozen=True)
class FindingRow:
    """One finding as the list shows it."""

    finding: Finding
    title: str
    subject: str


@dataclass(frozen=True)
class FindingList:
    """What the page of `/findings/` shows."""

    listing: Listing[FindingRow]
    asked: Asked
    sort: Sort
    orgs: list[Choice]
    severities: list[Choice]
    states: list[Choice]
    probes: list[Choice]
    has_orgs: bool

    @classmethod
    def build(cls, user: User, query: QueryDict) -> "FindingList":
        """Read one page in five queries, whatever the number of findings."""
        orgs = list(visible_orgs(user).only("id", "name", "is_demo"))
        asked = Asked.read(query, [org.name for org in orgs])
        base = visible_findings(user).exclude(org__in=left_out(orgs, asked.org))
        sort = sort_from(query, SORTS, "severity")
        counts = dict(
            asked.apply(base, severity=False)
            .values_list("severity")
            .annotate(n=Count("pk"))
            .order_by()
        )
        total = (
            counts.get(asked.severity, 0) if asked.severity else sum(counts.values())
        )
        number = page_number(query)
        rows = asked.apply(base).select_related("org", "application")
        page = rows.annotate(rank=RANK).order_by(*sort.order_by)[bounds(number)]
        used = base.order_by("probe").values_list("probe", flat=True).distinct()
        return cls(
            listing=Listing([_row(one) for one in page], total, number),
            asked=asked,
            sort=sort,
            orgs=[Choice(one.name, one.name, one.name == asked.org) for one in orgs],
            severities=[
                Choice(
                    one.value,
                    one.value.title(),
                    one.value == asked.severity,
                    counts.get(one.value, 0),
                )
                for one in Severity
            ],
            states=[
                Choice(value, label, value == asked.state)
                for value, label in STATES.items()
            ],
            probes=[Choice(one, title_of(one), one == asked.probe) for one in used],
            has_orgs=bool(orgs),
        )


def title_of(probe_id: str) -> str:
    """Return what a probe asks; its id where the probe is no longer asked."""
    probe = PROBES.get(probe_id)
    return probe.title if probe else probe_id.replace("_", " ").capitalize()


def subject_words(finding: Finding) -> str:
    """Return what a finding is about: the application's label, else kind and id."""
    if finding.application is not None:
        return finding.application.label
    kind, _, okta_id = finding.subject.partition(":")
    words = kind.replace("_", " ")
    return f"{words} {okta_id}".strip()


def _row(finding: Finding) -> FindingRow:
    return FindingRow(finding, title_of(finding.probe), subject_words(finding))
