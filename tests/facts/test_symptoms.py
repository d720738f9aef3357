"""All symptoms are there with all their causes, typed, sourced and answerable."""

import re
import time

import pytest

from apps.facts.stages import STAGES
from apps.facts.symptoms import SYMPTOMS, Cause, Symptom
from apps.probes.registry import PROBES
from apps.troubleshooting.checks import CHECKS

# Spelled here once more, so that none gets lost: each symptom with its causes.
CAUSES = {
    "feature_not_available": 5,
    "sdk_errors_on_classic_org": 3,
    "still_classic": 6,
    "unauthorized_client_grant": 3,
    "grants_lost_after_switch": 1,
    "potential_misconfiguration": 3,
    "no_matching_policy": 3,
    "widget_empty": 5,
    "widget_doesnt_load": 2,
    "v7_on_classic_org": 1,
    "pkce_required": 1,
    "pkce_insecure_context": 1,
    "missing_oidc_config": 1,
    "bundle_mismatch": 1,
    "cors_blocked": 4,
    "interaction_required_callback": 2,
    "pkce_verifier_missing": 3,
    "no_transaction_data": 2,
    "state_mismatch": 1,
    "no_interaction_code_in_url": 2,
    "interaction_code_expired": 3,
    "idx_session_expired": 2,
    "idle_page": 1,
    "magic_link_other_browser": 2,
    "auth_js_step_missing": 1,
    "no_remediation_match": 2,
    "registration_not_supported": 3,
    "third_party_cookies": 2,
    "mfa_spinner_get_tokens": 1,
    "embedded_401": 2,
    "unsupported_response_type": 1,
    "idp_redirect_username": 1,
    "idx_throws_at_end": 1,
    "useinteractioncodeflow_ignored": 1,
    "target_is_undefined": 1,
    "raw_i18n_keys": 1,
    "styling_broken": 1,
    "looks_different": 1,
    "factor_sequencing_broken": 1,
    "redirect_uri_issue": 1,
    "admin_console_signin": 1,
    "upgrade_state_failed": 2,
    "duo_upgrade_error": 1,
    "hub_not_visible": 3,
    "okta_mobile_message": 1,
    "password_again_after_upgrade": 1,
    "recovery_denied": 1,
    "audience_fails": 1,
    "cookie_token_fails": 1,
    "session_not_found": 1,
    "sessions_me_no_idp": 1,
    "hook_no_phone": 1,
    "hook_silent": 1,
    "registration_hook_fails": 3,
    "extra_factors": 1,
    "reset_incomplete": 1,
    "expects_second_factor": 1,
    "http_200_instead_of_302": 1,
    "classic_path_ignores_policy": 1,
    "locked_user_reset": 1,
    "activation_blocked": 1,
    "enroll_prompt_everywhere": 1,
    "terraform_factors_diff": 2,
    "enroll_password_or_email": 1,
    "push_without_otp": 1,
    "okta_verify_key_refused": 1,
    "log_filter_400": 1,
    "custom_as_403": 1,
}
PATTERNS = [
    (symptom.id, pattern)
    for symptom in SYMPTOMS.values()
    for pattern in symptom.patterns
]
ALL_CAUSES = [
    pytest.param(cause, id=f"{symptom.id}-{number}")
    for symptom in SYMPTOMS.values()
    for number, cause in enumerate(symptom.causes)
]


def test_no_symptom_is_missing_and_none_is_invented() -> None:
    found = {one.id: len(one.causes) for one in SYMPTOMS.values()}
    assert found == CAUSES
    assert (len(found), sum(found.values())) == (68, 113)


@pytest.mark.parametrize("symptom", SYMPTOMS.values(), ids=lambda one: one.id)
def test_a_symptom_has_words_and_a_public_source(symptom: Symptom) -> None:
    assert symptom.title
    assert symptom.surfaces
    for address in (symptom.source, symptom.url, *symptom.threads):
        assert address.startswith("https://")


@pytest.mark.parametrize("cause", ALL_CAUSES)
def test_a_cause_names_who_can_tell(cause: Cause) -> None:
    assert cause.text
    assert cause.confirms
    assert cause.rules_out
    assert cause.fix
    assert cause.probes or cause.engine or cause.witness
    assert bool(cause.witness) == bool(cause.left_open)
    assert cause.probe_ids <= PROBES.keys() | CHECKS.keys()
    assert set(cause.stages) <= STAGES.keys()
    assert cause.engine in {"", "classic", "identity_engine"}


def test_the_rows_of_the_upgrade_guide_come_first() -> None:
    rows = [(one.id, one.seed_row) for one in SYMPTOMS.values() if one.seed_row]
    assert rows == [
        ("feature_not_available", 1),
        ("sdk_errors_on_classic_org", 2),
        ("still_classic", 3),
    ]
    assert [*SYMPTOMS][:3] == [symptom for symptom, _ in rows]


@pytest.mark.parametrize(("symptom", "pattern"), PATTERNS)
def test_a_pattern_compiles_and_ends_soon(symptom: str, pattern: str) -> None:
    compiled = re.compile(pattern, re.IGNORECASE)
    assert not re.search(r"(?<!\\)[.\])][*+]", pattern) or "[a-z.]+" in pattern
    start = time.monotonic()
    for text in ("404 ", "recovery ", "oie.", "Cannot read property "):
        compiled.search(text * 400)
    assert time.monotonic() - start < 1, symptom


def test_a_check_has_no_name_of_a_probe() -> None:
    assert not CHECKS.keys() & PROBES.keys()
