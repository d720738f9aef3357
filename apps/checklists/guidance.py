"""What a step means in the code of one SDK: packages, calls, the switch; pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from apps.facts.code_patterns import (
    CodePattern,
    StatusMap,
    patterns_for,
    statuses_for,
)
from apps.facts.sdks import SDKS, Sdk
from apps.facts.switches import SWITCHES, Switch

# Stages at which the package matters; the guide names it there.
PACKAGE_STAGES = frozenset(
    {
        "sdk_update_dependency",
        "widget_update_version",
        "replace_password_recovery",
        "replace_registration",
        "replace_sign_in",
        "replace_sign_out",
        "sdk_remove_classic_path",
        "authn_follow_target_model",
    }
)
STATUS_STAGES = frozenset({"replace_sign_in", "replace_password_recovery"})


@dataclass(frozen=True, slots=True)
class Guidance:
    """What a step of an application says in its SDK; `sdk` is None if nobody said."""

    sdk: Sdk | None
    shows_packages: bool
    switches: tuple[Switch, ...]
    patterns: tuple[CodePattern, ...]
    statuses: StatusMap | None

    @property
    def asks_sdk(self) -> bool:
        """Tell whether choosing an SDK would say more."""
        return self.sdk is None and self.shows_packages


def guidance_for(stage: str, sdk_id: str) -> Guidance | None:
    """Return what to do in the code at a stage, None where there is nothing to say."""
    sdk = SDKS.get(sdk_id)
    shows_packages = stage in PACKAGE_STAGES
    switches = tuple(
        switch
        for switch in SWITCHES.get(stage, ())
        if not switch.patterns
        or (sdk is not None and not set(switch.patterns).isdisjoint(sdk.patterns))
    )
    patterns = patterns_for(sdk, stage) if sdk is not None else ()
    statuses = statuses_for(sdk) if sdk is not None and stage in STATUS_STAGES else None
    if not (shows_packages or switches or patterns):
        return None
    return Guidance(sdk, shows_packages, switches, patterns, statuses)


def sdk_choices() -> list[tuple[str, str]]:
    """Return (id, title) of every SDK by language, and nobody's word first."""
    known = sorted((sdk.title, sdk.id) for sdk in SDKS.values())
    return [("", "Nobody said"), *((key, title) for title, key in known)]


TITLES: Mapping[str, str] = MappingProxyType(
    {sdk.id: sdk.title for sdk in SDKS.values()}
)
