"""Forms of one step; they check shapes, the services decide."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from apps.checklists.decision_rules import (
    LONGEST_LINK,
    LONGEST_NOTE,
    LONGEST_SHELF,
    LONGEST_WAIVER,
)
from apps.checklists.file_kinds import ACCEPTED, KINDS
from apps.checklists.guidance import sdk_choices
from apps.checklists.models import CheckResult, CheckRun
from apps.checklists.services.running import LONGEST_REMARK, Outcome

USUAL = timedelta(days=90)


def _note(label: str, rows: int = 3) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=LONGEST_NOTE, widget=area)


def _usual_end() -> date:
    return (timezone.now() + USUAL).date()


class AttestForm(forms.Form):
    """Say that a step is done."""

    prefix = "attest"
    note = _note("What did you look at?")
    link = forms.CharField(
        required=False,
        max_length=LONGEST_LINK,
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
    )
    file = forms.FileField(
        required=False,
        widget=forms.FileInput(attrs={"accept": ",".join(KINDS)}),
        help_text=f"One of: {ACCEPTED}.",
    )


class WaiveForm(forms.Form):
    """Ask that a step is let be until a day."""

    prefix = "waive"
    reason = _note("Why can this step be let be?")
    until = forms.DateField(
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=f"At most {LONGEST_WAIVER.days} days from now.",
        initial=_usual_end,
    )

    def ends_at(self, now: datetime) -> datetime:
        """Return the end of the chosen day in UTC; of the last day, what is left."""
        day = self.cleaned_data["until"]
        ends = datetime.combine(day, time.max, tzinfo=timezone.get_current_timezone())
        longest = now + LONGEST_WAIVER
        return longest if day == longest.date() else ends


class OutsideForm(forms.Form):
    """Say that a step does not apply."""

    prefix = "outside"
    reason = _note("Why does this step not apply here?")


class WithdrawForm(forms.Form):
    """Take a decision back."""

    reason = forms.CharField(
        label="Why is it taken back?",
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ShelfForm(forms.Form):
    """Set how long the proof of a step counts."""

    prefix = "shelf"
    days = forms.IntegerField(
        label="Proof counts for (days)",
        required=False,
        min_value=1,
        max_value=LONGEST_SHELF,
        help_text="Empty: as long as is usual for its witness.",
    )
    reason = _note("Why another time?", rows=2)


class DueForm(forms.Form):
    """Set the day on which a step is due."""

    prefix = "due"
    day = forms.DateField(
        label="Due on",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="Empty: as its wave or the org's upgrade gives.",
    )
    reason = forms.CharField(
        label="Why?",
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Asked for where the step goes before one that Okta advises first.",
    )


class RunForm(forms.Form):
    """Record how the scenarios of a test step went."""

    prefix = "run"
    moment = forms.ChoiceField(label="This run was", choices=CheckRun.Moment.choices)

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        for value, label in CheckResult.Scenario.choices:
            self.fields[value] = forms.ChoiceField(
                label=label,
                choices=[("", "Choose"), *CheckResult.Result.choices],
            )
            self.fields[f"{value}_note"] = forms.CharField(
                label=f"Note on {label}", required=False, max_length=LONGEST_REMARK
            )
        self.fields["note"] = forms.CharField(
            label="Note on the run",
            required=False,
            max_length=LONGEST_NOTE,
            widget=forms.Textarea(attrs={"rows": 2}),
        )

    def lines(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Return the result and the note of each scenario, for a table."""
        return [(self[one], self[f"{one}_note"]) for one in CheckResult.Scenario.values]

    def outcomes(self) -> dict[str, Outcome]:
        data = self.cleaned_data
        return {
            one: Outcome(data[one], data[f"{one}_note"])
            for one in CheckResult.Scenario.values
        }


class SdkForm(forms.Form):
    """Name the language and SDK of an application."""

    sdk = forms.ChoiceField(
        label="Language and SDK", required=False, choices=sdk_choices
    )
