"""Forms to connect an org and to replace its credential; no secret comes out again."""

from typing import Any

from django import forms

from apps.core.crypto import CryptoError
from apps.okta.errors import OktaError
from apps.orgs.credentials import ApiToken, Secret, ServiceApp
from apps.orgs.errors import OrgError
from apps.orgs.models import Credential, Environment
from apps.orgs.rules import NAME_LENGTH, name_problem

Kind = Credential.Kind
MONOSPACE = {"class": "font-monospace", "autocomplete": "off"}


def sentence_of(error: OrgError | OktaError | CryptoError) -> str:
    """Return what happened and what to do about it, for people."""
    return f"{error.sentence} {error.next_step}".strip()


class WriteOnlyTextarea(forms.Textarea):
    """A text area that never shows again what was typed into it."""

    def format_value(self, value: Any) -> str | None:  # noqa: ARG002  # on purpose
        return None


class CredentialForm(forms.Form):
    """One way to read an org: an API token, or a service app with its private key."""

    kind = forms.ChoiceField(
        label="Kind of credential",
        choices=Kind.choices,
        initial=Kind.API_TOKEN,
        widget=forms.RadioSelect,
    )
    token = forms.CharField(
        label="API token",
        required=False,
        max_length=500,
        widget=forms.PasswordInput(
            attrs={**MONOSPACE, "autocomplete": "new-password"}, render_value=False
        ),
        help_text="Made by a read-only administrator under Security > API > Tokens.",
    )
    client_id = forms.CharField(
        label="Client ID of the service app",
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs=MONOSPACE),
    )
    private_key = forms.CharField(
        label="Private key",
        required=False,
        max_length=20_000,
        widget=WriteOnlyTextarea(attrs={**MONOSPACE, "rows": 4, "spellcheck": "false"}),
        help_text="PEM, or a JSON Web Key with its kid, as Okta gave it out.",
    )
    use_dpop = forms.BooleanField(
        label="The service app demands proof of possession (DPoP)",
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        wanted = (
            ("token",)
            if cleaned.get("kind") == Kind.API_TOKEN
            else ("client_id", "private_key")
        )
        for name in wanted:
            if not cleaned.get(name) and name not in self.errors:
                label = str(self.fields[name].label).lower()
                self.add_error(name, f"Enter the {label}.")
        return cleaned

    def refuse(self, error: OrgError | OktaError | CryptoError) -> None:
        """Put a refusal beside the input it belongs to, else above the form."""
        field = error.field if isinstance(error, OrgError) else ""
        self.add_error(field if field in self.fields else None, sentence_of(error))

    @property
    def secret(self) -> Secret:
        """The credential of a valid form."""
        cleaned = self.cleaned_data
        if cleaned["kind"] == Kind.API_TOKEN:
            return ApiToken(cleaned["token"])
        return ServiceApp(
            cleaned["client_id"], cleaned["private_key"], cleaned["use_dpop"]
        )


class ConnectForm(CredentialForm):
    """A new org and the credential that reads it."""

    name = forms.CharField(
        label="Name",
        max_length=NAME_LENGTH,
        widget=forms.TextInput(attrs={"placeholder": "acme-production"}),
        help_text="Small letters, digits and hyphens; it becomes part of addresses.",
    )
    url = forms.CharField(
        label="Org URL",
        max_length=200,
        widget=forms.TextInput(
            attrs={"inputmode": "url", "placeholder": "https://acme.okta.com"}
        ),
        help_text="Its address on an Okta domain, or its custom domain.",
    )
    environment = forms.ChoiceField(
        label="Environment",
        choices=Environment.choices,
        initial=Environment.PREVIEW,
    )
    field_order = ("name", "url", "environment")

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if problem := name_problem(name):
            raise forms.ValidationError(problem)
        return name
