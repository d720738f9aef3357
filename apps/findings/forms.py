"""Forms of waivers; they check shapes, the services decide."""

from datetime import datetime, time, timedelta

from django import forms
from django.utils import timezone

from apps.findings.rules import LONGEST_WAIVER

USUAL = timedelta(days=90)


class WaiverForm(forms.Form):
    """Ask that a finding be accepted until a day."""

    reason = forms.CharField(
        label="Why can it be accepted?",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )
    until = forms.DateField(
        label="Until",
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=f"At most {LONGEST_WAIVER.days} days from now.",
    )

    @classmethod
    def fresh(cls) -> "WaiverForm":
        return cls(initial={"until": (timezone.now() + USUAL).date()})

    def ends_at(self) -> datetime:
        """Return the end of the chosen day in UTC."""
        day = self.cleaned_data["until"]
        return datetime.combine(day, time.max, tzinfo=timezone.get_current_timezone())


class WithdrawForm(forms.Form):
    """End a waiver by hand."""

    reason = forms.CharField(
        label="Why does it end?",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
