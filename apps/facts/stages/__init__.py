"""Every stage, and the checklist of each deployment model. Asks nothing of an org."""

from collections.abc import Mapping
from types import MappingProxyType

from apps.facts.fact import Phase, Stage, StageSubject, Witness
from apps.facts.sources import developer, guide
from apps.facts.stages.authn_api import AUTHN_API
from apps.facts.stages.embedded_sdk import EMBEDDED_SDK
from apps.facts.stages.embedded_shared import EMBEDDED_SHARED
from apps.facts.stages.embedded_widget import EMBEDDED_WIDGET
from apps.facts.stages.org_after import AFTER
from apps.facts.stages.org_before import BEFORE
from apps.facts.stages.redirect import REDIRECT

__all__ = ["DECIDE_MODEL", "MODELS", "ORG_TRACK", "STAGES", "TARGETS", "stages_of"]

DECIDE_MODEL = Stage(
    id="decide_model",
    title="Decide the deployment model",
    subject=StageSubject.APPLICATION,
    phase=Phase.PRE_UPGRADE,
    order=10,
    how=(
        "Ask the owner where people type their password: hosted page, widget or form",
        "Compare with the reasons shown; then set the model with a reason",
    ),
    risk="None",
    rollback="Set another model",
    source=guide("oie-upgrade-identify-integrations"),
    url=developer("concepts/redirect-vs-embedded"),
    proves=(Witness.TRAFFIC, Witness.SOURCE_CODE, Witness.PERSON),
    manual=("The owner names the model",),
    models=("unsure",),
    note="Configuration alone cannot tell a widget from an SDK.",
)

ORG_TRACK: tuple[Stage, ...] = BEFORE + AFTER
ALL = (
    *ORG_TRACK,
    DECIDE_MODEL,
    *REDIRECT,
    *EMBEDDED_SHARED,
    *EMBEDDED_WIDGET,
    *EMBEDDED_SDK,
    *AUTHN_API,
)
STAGES: Mapping[str, Stage] = MappingProxyType({stage.id: stage for stage in ALL})

MODELS = (
    "redirect",
    "embedded_widget",
    "embedded_sdk",
    "authn_api",
    "not_affected",
    "unsure",
)
TARGETS = ("redirect", "embedded_widget", "embedded_sdk", "direct_auth")


def in_order(model: str) -> tuple[Stage, ...]:
    """Return the stages that name `model`, by their order."""
    named = [stage for stage in ALL if model in stage.models]
    return tuple(sorted(named, key=lambda stage: stage.order))


def from_authn_api(target: str) -> tuple[Stage, ...]:
    """Return the way from the Authentication API to `target`; blank: undecided."""
    *before, retire = in_order("authn_api")
    skipped = {
        "": {"authn_direct_auth_grants"},
        "direct_auth": {"authn_follow_target_model"},
    }.get(target, {"authn_direct_auth_grants"})
    after = in_order(target) if target in MODELS else ()
    return (*(stage for stage in before if stage.id not in skipped), *after, retire)


CHECKLISTS: Mapping[tuple[str, str], tuple[Stage, ...]] = MappingProxyType(
    {(model, ""): in_order(model) for model in MODELS if model != "authn_api"}
    | {("authn_api", target): from_authn_api(target) for target in ("", *TARGETS)}
)


def stages_of(model: str, target_model: str = "") -> tuple[Stage, ...]:
    """Return the checklist of a deployment model, in order; a shared stage once.

    `target_model` counts for `authn_api` alone: its stages come before the old calls
    are retired. A prerequisite binds only where its stage is in the checklist at hand
    or in the org track. Raises ValueError for a word that is no model.
    Source: https://developer.okta.com/docs/guides/oie-upgrade-plan-embedded-upgrades/main/
    """
    key = (model, target_model if model == "authn_api" else "")
    if key not in CHECKLISTS:
        raise ValueError(f"There is no checklist for {' and '.join(key)}.")
    return CHECKLISTS[key]
