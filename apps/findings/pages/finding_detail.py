"""One finding: why it matters, how to mend it, what decided, and its waivers."""

from dataclasses import dataclass

from django.utils import timezone

from apps.accounts.models import Role, User
from apps.accounts.queries import has_role
from apps.findings.forms import WaiverForm, WithdrawForm
from apps.findings.models import Finding, Waiver
from apps.findings.pages.finding_list import subject_words, title_of
from apps.probes.probe import Probe
from apps.probes.registry import PROBES


@dataclass(frozen=True)
class WaiverLine:
    """A waiver with what the person who looks may do about it."""

    waiver: Waiver
    state: str
    may_approve: bool
    may_withdraw: bool


@dataclass(frozen=True)
class Raw:
    """The reading that decided; `has_link`: the object can be opened."""

    part: str
    okta_id: str
    pointer: str
    excerpt: str
    snapshot_id: int | None

    @property
    def has_link(self) -> bool:
        return bool(self.snapshot_id and self.part and self.okta_id)


@dataclass(frozen=True)
class FindingDetail:
    """What the page of `/findings/<pk>/` shows."""

    finding: Finding
    title: str
    subject: str
    probe: Probe | None
    raw: Raw | None
    waivers: list[WaiverLine]
    form: WaiverForm
    withdraw_form: WithdrawForm
    may_ask: bool
    is_confirmed: bool

    @classmethod
    def build(
        cls, finding: Finding, user: User, form: WaiverForm | None = None
    ) -> "FindingDetail":
        """Read the page in four queries."""
        now = timezone.now()
        rows = finding.waivers.select_related("asked_by", "approved_by")
        lines = [_line(one, finding, user) for one in rows.order_by("-pk")]
        waits = any(line.state == "waiting" for line in lines)
        latest = finding.org.latest_snapshot
        seen_at = latest.seen_at if latest else None
        return cls(
            finding=finding,
            title=title_of(finding.probe),
            subject=subject_words(finding),
            probe=PROBES.get(finding.probe),
            raw=_raw(finding),
            waivers=lines,
            form=form or WaiverForm.fresh(),
            withdraw_form=WithdrawForm(),
            may_ask=not waits
            and finding.state in Finding.ACTIVE
            and has_role(user, finding.org_id, Role.CONTRIBUTOR, finding.team_id),
            is_confirmed=finding.last_seen_at >= (seen_at or now),
        )


def _raw(finding: Finding) -> Raw | None:
    if not finding.reading:
        return None
    return Raw(**finding.reading, snapshot_id=finding.snapshot_id)


def _line(waiver: Waiver, finding: Finding, user: User) -> WaiverLine:
    state = state_of(waiver)
    leads = has_role(user, finding.org_id, Role.LEAD, finding.team_id)
    is_own = waiver.asked_by_id == user.pk
    return WaiverLine(
        waiver=waiver,
        state=state,
        may_approve=state == "waiting" and leads and not is_own,
        may_withdraw=state in ("waiting", "holds") and (leads or is_own),
    )


def state_of(waiver: Waiver) -> str:
    """Return waiting, holds, withdrawn or expired."""
    if waiver.withdrawn_at is not None:
        return "withdrawn"
    if waiver.expires_at <= timezone.now():
        return "expired"
    return "waiting" if waiver.approved_at is None else "holds"
