"""The phases of a wave, which steps each holds, and what has to come first; pure."""

from collections.abc import Mapping
from enum import StrEnum
from itertools import product
from types import MappingProxyType

from apps.facts.stages import STAGES


class Phase(StrEnum):
    """Same values as apps.plans.models.Phase; the order is Okta's, by risk.

    Source: https://developer.okta.com/docs/guides/oie-upgrade-plan-embedded-upgrades/main
    """

    GRANTS = "grants"
    SDK = "sdk"
    RECOVERY = "recovery"
    REGISTRATION = "registration"
    SIGN_IN = "sign_in"
    SIGN_OUT = "sign_out"
    ROLLOUT = "rollout"
    CLEAN_UP = "clean_up"

    @property
    def label(self) -> str:
        return LABELS[self]

    @property
    def place(self) -> int:
        """Where the phase comes in the advised order."""
        return list(Phase).index(self)


LABELS: Mapping[Phase, str] = MappingProxyType(
    {
        Phase.GRANTS: "Grants",
        Phase.SDK: "SDK",
        Phase.RECOVERY: "Recovery",
        Phase.REGISTRATION: "Registration",
        Phase.SIGN_IN: "Sign-in",
        Phase.SIGN_OUT: "Sign-out",
        Phase.ROLLOUT: "Rollout",
        Phase.CLEAN_UP: "Clean-up",
    }
)

_STAGES: Mapping[Phase, tuple[str, ...]] = {
    # What is switched on, and the look at what works before any code changes.
    Phase.GRANTS: (
        "as_interaction_code_grant",
        "app_interaction_code_grant",
        "sdk_test_config",
        "redirect_test_after_upgrade",
        "authn_test_after_upgrade",
        "authn_choose_target",
        "authn_direct_auth_grants",
    ),
    Phase.SDK: ("sdk_update_dependency", "sdk_test_no_code_change"),
    Phase.RECOVERY: ("replace_password_recovery",),
    Phase.REGISTRATION: ("replace_registration",),
    # A widget changes every flow at once: the riskiest of them decides the phase.
    Phase.SIGN_IN: (
        "replace_sign_in",
        "widget_switch_interaction_code",
        "widget_remove_config",
        "widget_replace_token_flow",
        "widget_test_visual",
        "widget_test_functional",
        "redirect_policies",
    ),
    Phase.SIGN_OUT: ("replace_sign_out", "decouple_sessions"),
    Phase.ROLLOUT: (
        "sdk_rollout",
        "widget_rollout",
        "redirect_retest",
        "authn_follow_target_model",
    ),
    Phase.CLEAN_UP: (
        "sdk_remove_classic_path",
        "widget_remove_classic_path",
        "authn_retire",
    ),
}

# Steps before the upgrade are in no phase: they are due the day before it.
PHASE_OF_STAGE: Mapping[str, Phase] = MappingProxyType(
    {stage: phase for phase, stages in _STAGES.items() for stage in stages}
)


def _technical_pairs() -> dict[tuple[Phase, Phase], tuple[str, str]]:
    pairs: dict[tuple[Phase, Phase], tuple[str, str]] = {}
    for stage_id, phase in PHASE_OF_STAGE.items():
        for one in STAGES[stage_id].prerequisites:
            before = PHASE_OF_STAGE.get(one.stage)
            if one.technical and before is not None and before is not phase:
                titles = (STAGES[one.stage].title, STAGES[stage_id].title)
                pairs.setdefault((before, phase), titles)
    for middle in Phase:  # what needs something needs all that this needs
        for first, last in product(Phase, Phase):
            if (first, middle) in pairs and (middle, last) in pairs:
                titles = (pairs[first, middle][0], pairs[middle, last][1])
                pairs.setdefault((first, last), titles)
    return pairs


# (earlier, later) -> the titles of two steps of which the later needs the earlier.
NEEDED_BEFORE: Mapping[tuple[Phase, Phase], tuple[str, str]] = MappingProxyType(
    _technical_pairs()
)


def phase_of(stage_id: str) -> Phase | None:
    """Return the phase in which a step is done; None for steps before the upgrade."""
    return PHASE_OF_STAGE.get(stage_id)
