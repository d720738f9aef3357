"""What people type about plans; forms check shapes, the services decide."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django import forms

from apps.inventory.models import Application
from apps.orgs.models import Org
from apps.plans.dates import Dated, Pause, Span
from apps.plans.phases import Phase
from apps.plans.queries import WaveDates
from apps.plans.services import RefusedError

OVER_ORGS = "over"
HALF = "Give both days, or none."


def day_field(label: str, *, required: bool = False) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"})
    return forms.DateField(label=label, required=required, widget=widget)


def refused(form: forms.Form, error: RefusedError) -> None:
    """Show each refusal at the input that it names, or above the form."""
    for one in error.refusals:
        for name in (one.field, f"{one.field}_starts"):
            if name in form.fields:
                form.add_error(name, one.sentence)
                break
        else:
            form.add_error(None, one.sentence)


class WaveForm(forms.Form):
    """A new wave."""

    title = forms.CharField(max_length=60)
    where = forms.ChoiceField(
        help_text="A wave of one org takes no application of another."
    )

    def __init__(self, data: Any = None, *, orgs: Iterable[Org] = ()) -> None:
        super().__init__(data)
        self.orgs = {str(org.pk): org for org in orgs}
        named = [(pk, org.name) for pk, org in self.orgs.items()]
        self.fields["where"] = forms.ChoiceField(
            choices=[(OVER_ORGS, "Over several orgs"), *named],
            help_text="A wave of one org takes no application of another.",
        )

    @property
    def org(self) -> Org | None:
        return self.orgs.get(self.cleaned_data["where"])


class TitleForm(forms.Form):
    """Another title of a wave."""

    title = forms.CharField(max_length=60)


class DatesForm(forms.Form):
    """The days of each phase and of the break after it, both ends included."""

    def __init__(self, data: Any = None, *, dates: WaveDates | None = None) -> None:
        super().__init__(data, initial=_initial(dates or WaveDates()))
        for phase in Phase:
            for key, label in (
                (phase.value, phase.label),
                (f"break_{phase.value}", f"Break after {phase.label}"),
            ):
                self.fields[f"{key}_starts"] = day_field(f"{label} from")
                self.fields[f"{key}_ends"] = day_field(f"{label} to")
        self.fields["reason"] = forms.CharField(
            label="Why another order than the advised one?",
            required=False,
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 2}),
            help_text="Asked for only where the phases leave Okta's order by risk.",
        )

    def rows(self) -> list[tuple[str, list[forms.BoundField], list[forms.BoundField]]]:
        """Return the label of each phase with its inputs and those of its break."""
        return [
            (phase.label, self._pair(phase.value), self._pair(f"break_{phase.value}"))
            for phase in Phase
        ]

    def _pair(self, key: str) -> list[forms.BoundField]:
        return [self[f"{key}_starts"], self[f"{key}_ends"]]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for key in self._keys():
            first, last = data.get(f"{key}_starts"), data.get(f"{key}_ends")
            has_errors = any(
                f"{key}_{end}" in self.errors for end in ("starts", "ends")
            )
            if bool(first) != bool(last) and not has_errors:
                self.add_error(f"{key}_ends" if first else f"{key}_starts", HALF)
        return data

    def phases(self) -> list[Dated]:
        return [
            Dated(phase, span)
            for phase in Phase
            if (span := self._span(phase.value)) is not None
        ]

    def breaks(self) -> list[Pause]:
        return [
            Pause(phase, span)
            for phase in Phase
            if (span := self._span(f"break_{phase.value}")) is not None
        ]

    def _span(self, key: str) -> Span | None:
        first = self.cleaned_data[f"{key}_starts"]
        last = self.cleaned_data[f"{key}_ends"]
        return Span(first, last) if first and last else None

    @staticmethod
    def _keys() -> list[str]:
        return [key for phase in Phase for key in (phase.value, f"break_{phase.value}")]


def _initial(dates: WaveDates) -> dict[str, Any]:
    spans = [(one.phase.value, one.span) for one in dates.phases]
    spans += [(f"break_{one.after.value}", one.span) for one in dates.breaks]
    return {f"{key}_starts": span.starts for key, span in spans} | {
        f"{key}_ends": span.ends for key, span in spans
    }


class MembersForm(forms.Form):
    """Applications to put into a wave, or to take out of it."""

    applications = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)
    action = forms.ChoiceField(choices=[("add", "Add"), ("remove", "Take out")])

    def __init__(self, data: Any, *, offered: Iterable[Application]) -> None:
        super().__init__(data)
        self.by_pk = {str(one.pk): one for one in offered}
        self.fields["applications"] = forms.MultipleChoiceField(
            choices=[(pk, one.label) for pk, one in self.by_pk.items()],
            error_messages={"required": "Choose at least one application."},
        )

    @property
    def chosen(self) -> list[Application]:
        return [self.by_pk[pk] for pk in self.cleaned_data["applications"]]


class RemoveForm(forms.Form):
    """Why something that was planned is taken back."""

    reason = forms.CharField(
        label="Why?",
        required=False,
        max_length=2000,
        help_text="Stays in the audit trail.",
    )


class FreezeForm(forms.Form):
    """Days without changes."""

    where = forms.ChoiceField()
    starts = day_field("From", required=True)
    ends = day_field("To", required=True)
    reason = forms.CharField(label="What for?", max_length=200)

    def __init__(
        self, data: Any = None, *, orgs: Iterable[Org] = (), every: bool = False
    ) -> None:
        super().__init__(data)
        self.orgs = {str(org.pk): org for org in orgs}
        choices = [(pk, org.name) for pk, org in self.orgs.items()]
        if every:
            choices.insert(0, (OVER_ORGS, "Every org"))
        self.fields["where"] = forms.ChoiceField(choices=choices)

    @property
    def org(self) -> Org | None:
        return self.orgs.get(self.cleaned_data["where"])

    @property
    def span(self) -> Span:
        return Span(self.cleaned_data["starts"], self.cleaned_data["ends"])


def _zones() -> list[tuple[str, str]]:
    return [(zone, zone) for zone in sorted(available_timezones())]


class UpgradeForm(forms.Form):
    """When an org is planned to be upgraded, in hours of a place."""

    day = day_field("Day", required=True)
    hour = forms.TimeField(
        label="Hour",
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    zone = forms.ChoiceField(label="Time zone", choices=_zones)
    note = forms.CharField(
        required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    reason = forms.CharField(
        label="Why another order than the advised one?",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Asked for only where Okta advises another org first.",
    )

    @property
    def planned_at(self) -> datetime:
        data = self.cleaned_data
        zone = ZoneInfo(data["zone"])
        return datetime.combine(data["day"], data["hour"], tzinfo=zone)
