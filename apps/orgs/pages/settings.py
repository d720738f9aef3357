"""The pages that change an org's settings or remove it."""

from dataclasses import dataclass
from typing import Self

from apps.accounts.queries import Person, is_administrator
from apps.orgs.forms.settings import RemoveForm, SettingsForm
from apps.orgs.models import Org
from apps.orgs.queries import Budget, budgets_of


@dataclass(frozen=True)
class SettingsPage:
    org: Org
    form: SettingsForm
    budgets: list[Budget]
    may_remove: bool

    @classmethod
    def build(cls, org: Org, person: Person, form: SettingsForm) -> Self:
        return cls(
            org=org,
            form=form,
            budgets=budgets_of(org),
            may_remove=is_administrator(person),
        )


@dataclass(frozen=True)
class RemovePage:
    org: Org
    form: RemoveForm
