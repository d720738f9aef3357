"""The filters of the audit page, as they stand in the URL."""

from datetime import UTC, datetime, time
from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from apps.audit.models import AuditLine


class FilterForm(forms.Form):
    """Each filter narrows; what cannot be read as a date is said, and does not."""

    actor = forms.CharField(label="Who", required=False, max_length=254)
    verb = forms.CharField(label="What", required=False, max_length=60)
    subject = forms.CharField(label="To what", required=False, max_length=200)
    since = forms.DateField(
        label="From",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Write the date as 2026-11-23."},
    )
    until = forms.DateField(
        label="To",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Write the date as 2026-11-23."},
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and since > until:
            self.add_error("until", "This day is before the first one.")
        return cleaned

    def narrowed(self, lines: QuerySet[AuditLine]) -> QuerySet[AuditLine]:
        """Return the lines that the filters ask for; days are whole days in UTC."""
        self.full_clean()
        wanted = Q()
        for name in ("actor", "verb", "subject"):
            if text := self.cleaned_data.get(name):
                wanted &= Q(**{f"{name}__icontains": text})
        if since := self.cleaned_data.get("since"):
            wanted &= Q(at__gte=datetime.combine(since, time.min, UTC))
        if until := self.cleaned_data.get("until"):
            wanted &= Q(at__lte=datetime.combine(until, time.max, UTC))
        return lines.filter(wanted)

    @property
    def is_used(self) -> bool:
        return any(self.cleaned_data.values())
