"""The page of an org's credential: what it sees and what it does not. No secret."""

from dataclasses import dataclass
from typing import Self

from apps.accounts.models import Role
from apps.accounts.queries import Person, has_role
from apps.orgs.examination import Examination, copyable_scopes, from_json
from apps.orgs.forms.credential import CredentialForm
from apps.orgs.models import Credential, Org
from apps.orgs.queries import read_credential


@dataclass(frozen=True)
class CredentialPage:
    org: Org
    credential: Credential | None
    examination: Examination | None
    may_change: bool
    form: CredentialForm | None = None
    problem: str = ""

    @classmethod
    def build(
        cls,
        org: Org,
        person: Person,
        *,
        form: CredentialForm | None = None,
        examination: Examination | None = None,
        problem: str = "",
    ) -> Self:
        """Return the page; `examination` stands in for the kept one. Two queries."""
        credential = read_credential(org)
        kept = from_json(credential.examination) if credential else None
        return cls(
            org=org,
            credential=credential,
            examination=examination or kept,
            may_change=has_role(person, org.pk, Role.LEAD),
            form=form,
            problem=problem,
        )

    @property
    def is_service_app(self) -> bool:
        return bool(
            self.credential and self.credential.kind == Credential.Kind.SERVICE_APP
        )

    @property
    def scopes(self) -> str:
        return copyable_scopes()

    @property
    def missing_scopes(self) -> str:
        """Only the scopes that are missing, one a line."""
        return "\n".join(self.examination.missing_scopes) if self.examination else ""
