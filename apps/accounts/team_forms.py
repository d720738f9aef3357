"""What people type about teams; each refusal is a sentence."""

from typing import Any

from django import forms

from apps.accounts.forms import EVERY_ORG, NO_ROLE
from apps.accounts.models import Role

TEAM_ROLES = [pair for pair in Role.choices if pair[0] != Role.ADMINISTRATOR]


class TitleForm(forms.Form):
    """What a team is called."""

    title = forms.CharField(label="Title", max_length=100)


class MemberForm(forms.Form):
    """A role in a team, for everything the team has or for its part of one org."""

    email = forms.EmailField(label="E-mail address", max_length=254)
    role = forms.ChoiceField(
        label="Role",
        choices=[NO_ROLE, *TEAM_ROLES],
        required=False,
        initial=Role.CONTRIBUTOR,
    )
    org = forms.ChoiceField(label="Where")

    def __init__(
        self, data: Any = None, *, orgs: list[tuple[int, str]] | None = None
    ) -> None:
        super().__init__(data)
        named = [(str(pk), name) for pk, name in orgs or []]
        self.fields["org"] = forms.ChoiceField(
            label="Where", choices=[(EVERY_ORG, "Every org"), *named]
        )

    @property
    def chosen_org_id(self) -> int | None:
        chosen = self.cleaned_data["org"]
        return None if chosen == EVERY_ORG else int(chosen)

    @property
    def chosen_role(self) -> Role | None:
        chosen = self.cleaned_data["role"]
        return Role(chosen) if chosen else None


class TeamRemoveForm(forms.Form):
    """The team's name, typed, so that nobody removes one by a slip."""

    typed_name = forms.CharField(
        label="Type the team's name to remove it",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    why = forms.CharField(
        label="Why",
        required=False,
        max_length=500,
        help_text="Stays in the audit trail.",
    )

    def __init__(self, data: Any = None, *, name: str) -> None:
        super().__init__(data)
        self.name = name

    def clean_typed_name(self) -> str:
        typed: str = self.cleaned_data["typed_name"]
        if typed != self.name:
            raise forms.ValidationError(f"That is not the name {self.name}.")
        return typed
