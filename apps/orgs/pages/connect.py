"""The page that connects an org: its form, and what was seen where that was refused."""

from dataclasses import dataclass

from apps.okta.parts import PARTS
from apps.orgs.examination import Examination, copyable_scopes
from apps.orgs.forms.credential import ConnectForm


@dataclass(frozen=True)
class ConnectPage:
    form: ConnectForm
    trusted_origins: tuple[str, ...]
    is_behind_proxy: bool
    examination: Examination | None = None

    @property
    def scopes(self) -> str:
        return copyable_scopes()

    @property
    def asked(self) -> tuple[str, ...]:
        """What is read, in the words of its parts."""
        return tuple(part.title for part in PARTS.values())
