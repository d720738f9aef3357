"""Every recorded answer is taken; what is in no shape becomes a named problem."""

from pathlib import Path

import msgspec
import pytest

from apps.okta.parts import PARTS
from apps.okta.reading import ShapeProblem, okta_id_of, read_shape
from apps.okta.shapes import Application, Brand, EventHook, Policy, SignInPage
from apps.okta.shapes.base import Shape

RECORDED = Path(__file__).parent.parent / "fixtures" / "okta"
FILES = sorted(file for part in PARTS for file in (RECORDED / part).glob("*.json"))


def elements(file: Path) -> list[msgspec.Raw]:
    """Return the objects of a recorded answer: those of a list, or the one."""
    body = file.read_bytes()
    if body.lstrip().startswith(b"["):
        return msgspec.json.decode(body, type=list[msgspec.Raw])
    return [msgspec.Raw(body)]


def shapes(part: str, name: str) -> list[Shape]:
    spec = PARTS[part]
    read = [read_shape(spec, raw) for raw in elements(RECORDED / part / name)]
    return [each for each in read if isinstance(each, Shape)]


@pytest.mark.parametrize(
    "file", FILES, ids=lambda file: f"{file.parent.name}-{file.stem}"
)
def test_a_recorded_answer_is_in_the_shape_of_its_part(file: Path) -> None:
    spec = PARTS[file.parent.name]
    for raw in elements(file):
        assert isinstance(read_shape(spec, raw), spec.shape)
        assert okta_id_of(spec, raw) or not spec.key


def applications() -> list[Application]:
    read: list[Application] = []
    for file in sorted((RECORDED / "applications").glob("*.json")):
        read += [
            each
            for each in shapes("applications", file.name)
            if isinstance(each, Application)
        ]
    return read


def test_an_application_without_a_sign_on_mode_is_taken() -> None:
    assert [each.name for each in applications() if each.sign_on_mode is None]


def test_okta_s_own_applications_carry_no_client() -> None:
    own = [each for each in applications() if each.name == "saasure"]
    assert own
    assert not any(each.is_openid_connect for each in own)


def test_the_client_of_an_openid_connect_application_is_read() -> None:
    clients = [each for each in applications() if each.is_openid_connect]
    assert any("interaction_code" in each.grant_types for each in clients)
    assert all(each.application_type for each in clients)


def test_the_link_to_a_sign_in_policy_tells_its_id() -> None:
    linked = [each.access_policy_id for each in applications() if each.access_policy_id]
    assert linked
    assert all(each.startswith("rst") for each in linked)


def test_a_customised_page_may_hold_nothing() -> None:
    (page,) = shapes("sign_in_pages", "idx-sign-in-page-customized-G3-nulls.json")
    assert isinstance(page, SignInPage)
    assert page.page_content is None
    assert page.widget_version is None


def test_an_event_hook_names_its_events() -> None:
    hooks = shapes("event_hooks", "unknown-eventHooks-list.json")
    assert all(isinstance(each, EventHook) and each.event_types for each in hooks)


def test_brands_have_the_same_shape_on_both_engines() -> None:
    for name in ("classic-brands-list.json", "idx-brands-list.json"):
        assert all(isinstance(each, Brand) for each in shapes("brands", name))


def test_an_enrollment_policy_with_factors_keeps_them() -> None:
    raw = b'{"id":"00p1","settings":{"factors":{"okta_sms":{"enroll":{}}}}}'
    policy = read_shape(PARTS["enrollment_policies"], raw)
    assert isinstance(policy, Policy)
    assert policy.settings == {"factors": {"okta_sms": {"enroll": {}}}}


@pytest.mark.parametrize(
    "mode", ["BRAND_NEW_MODE", "OPENID_CONNECT", "MFA_AS_SERVICE", "WS_FEDERATION"]
)
def test_an_unknown_word_is_no_problem(mode: str) -> None:
    raw = f'{{"id":"0oa1","signOnMode":"{mode}","features":["NEW"]}}'.encode()
    application = read_shape(PARTS["applications"], raw)
    assert isinstance(application, Application)
    assert application.sign_on_mode == mode


def test_an_element_of_another_shape_is_a_problem_that_keeps_its_id() -> None:
    raw = b'{"id":"0oa1","settings":"none of your business"}'
    problem = read_shape(PARTS["applications"], raw)
    assert problem == ShapeProblem(
        "0oa1",
        "Its shape is unknown: Expected `object | null`, got `str` - at `$.settings`.",
    )


@pytest.mark.parametrize("raw", [b"", b"{", b"\xff\xfe", b"[1]", b"null", b"7"])
def test_rubbish_is_a_problem_without_an_id(raw: bytes) -> None:
    problem = read_shape(PARTS["applications"], raw)
    assert isinstance(problem, ShapeProblem)
    assert problem.okta_id == ""
    assert problem.reason
