"""`connect_org` and `rotate_encryption_keys`: exit status, sentences, JSON."""

import json
from io import StringIO
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings

from apps.okta.parts import PARTS, READ_SCOPES
from apps.orgs.models import Credential, Org
from apps.orgs.queries import read_credential
from apps.simulator.server import Running
from tests.orgs.keys import private_pem, service_app, token_with

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def refusal(*arguments: str) -> str:
    with pytest.raises(CommandError) as caught:
        run(*arguments)
    assert caught.value.returncode == 2
    assert not Org.objects.exists()
    return str(caught.value)


@pytest.fixture
def token_file(okta: Running, tmp_path: Path) -> str:
    path = tmp_path / "token"
    path.write_text(f"{okta.token}\n")
    return str(path)


def test_a_token_comes_from_a_file(okta: Running, token_file: str) -> None:
    said = run("connect_org", "acme", okta.origin, "--token-file", token_file)
    assert "Connected acme" in said
    assert "22 of 22 parts can be read" in said
    assert okta.token not in said
    assert Org.objects.get().environment == "production"


def test_a_token_comes_from_a_variable(
    okta: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OKTA_TOKEN", okta.token)
    run(
        "connect_org",
        "acme",
        okta.origin,
        "--token-env",
        "OKTA_TOKEN",
        "--environment",
        "sandbox",
    )
    assert Org.objects.get().environment == "sandbox"


def test_a_service_app_comes_with_its_key(okta: Running, tmp_path: Path) -> None:
    app = service_app(okta, dpop=True)
    path = tmp_path / "key.pem"
    path.write_text(private_pem())
    client = ["--client-id", app.client_id, "--private-key-file", str(path)]
    run("connect_org", "acme", okta.origin, *client, "--dpop")
    credential = read_credential(Org.objects.get())
    assert credential
    assert credential.kind == Credential.Kind.SERVICE_APP


def test_what_is_not_seen_is_said_with_what_stays_unknown(
    okta: Running, tmp_path: Path
) -> None:
    path = tmp_path / "token"
    path.write_text(token_with(okta, "okta.apps.read").token)
    said = run("connect_org", "acme", okta.origin, "--token-file", str(path))
    assert "role too small" in said
    assert "Unknown without it" in said


def test_json_is_one_document_with_its_schema_first(
    okta: Running, token_file: str
) -> None:
    said = run("connect_org", "acme", okta.origin, "--token-file", token_file, "--json")
    document = json.loads(said)
    assert next(iter(document)) == "schema"
    assert document["schema"] == "upgradeplanner.connected/1"
    assert document["org"]["okta_id"] == okta.world.id
    assert {each["part"] for each in document["parts"]} <= set(PARTS)
    assert document["read_scopes"] == list(READ_SCOPES)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--token-env", "NOBODY_SET_THIS"],
        ["--token-file", "/nowhere/at/all"],
        ["--client-id", "0oa1"],
        ["--token-env", "PATH", "--dpop"],
    ],
)
def test_wrong_use_is_told_and_changes_nothing(arguments: list[str]) -> None:
    assert refusal("connect_org", "acme", "https://acme.okta.com", *arguments)


def test_a_refused_token_is_told_and_changes_nothing(
    okta: Running, token_file: str
) -> None:
    okta.simulation.access.tokens["default"].revoked = True
    said = refusal("connect_org", "acme", okta.origin, "--token-file", token_file)
    assert "wrong, expired or revoked" in said
    assert "Create a new token" in said
    assert okta.token not in said


def test_a_blind_token_is_told_part_by_part(okta: Running, tmp_path: Path) -> None:
    path = tmp_path / "token"
    path.write_text(token_with(okta).token)
    said = refusal("connect_org", "acme", okta.origin, "--token-file", str(path))
    assert "can see nothing" in said
    assert "Network zones:" in said


def test_a_private_address_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "token"
    path.write_text("00token")
    said = refusal("connect_org", "a", "https://127.0.0.1", "--token-file", str(path))
    assert "not called" in said


def test_an_empty_file_is_no_token(tmp_path: Path) -> None:
    path = tmp_path / "token"
    path.write_text("\n")
    url = "https://acme.okta.com"
    assert "empty" in refusal("connect_org", "a", url, "--token-file", str(path))


def test_rotation_says_its_counts(connected: Org, settings: Settings) -> None:
    settings.ENCRYPTION_KEYS = [
        Fernet.generate_key().decode(),
        *settings.ENCRYPTION_KEYS,
    ]
    assert "1 put under the newest key" in run("rotate_encryption_keys")
    document = json.loads(run("rotate_encryption_keys", "--json"))
    assert (document["moved"], document["current"]) == (0, 1)


def test_rotation_fails_where_a_key_is_lost(connected: Org, settings: Settings) -> None:
    settings.ENCRYPTION_KEYS = [Fernet.generate_key().decode()]
    with pytest.raises(CommandError, match="simulated") as caught:
        run("rotate_encryption_keys")
    assert caught.value.returncode == 2
