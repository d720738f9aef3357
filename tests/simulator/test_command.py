"""`simulate_okta` and `python -m apps.simulator`: the printed way to connect works."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

ROOT = Path(__file__).parent.parent.parent


@contextmanager
def started(*command: str, environment: dict[str, str] | None = None) -> Iterator[str]:
    """Start a simulator and yield what it printed first, into a buffered pipe."""
    inherited = {**os.environ, **(environment or {})}
    inherited.pop("PYTHONUNBUFFERED", None)
    process = subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        env=inherited,
    )
    assert process.stdout
    lines = []
    for line in process.stdout:
        lines.append(line)
        if "__simulator" in line:
            break
    try:
        yield "".join(lines)
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
        process.stdout.close()


def value_of(text: str, name: str) -> str:
    found = re.search(rf"^  {name} +(\S+)$", text, re.MULTILINE)
    assert found
    return found.group(1)


@pytest.mark.slow
def test_the_command_serves_an_org_without_a_database(tmp_path: Path) -> None:
    command = ("manage.py", "simulate_okta", "--port", "0", "--seed", "3")
    options = ("--engine", "identity_engine", "--applications", "25")
    nowhere = {
        "DATABASE_URL": "postgres://nobody@127.0.0.1:1/nothing",
        "UPGRADEPLANNER_DATA_DIR": str(tmp_path),
    }
    with started(*command, *options, environment=nowhere) as text:
        origin, token = value_of(text, "origin"), value_of(text, "token")
        answer = httpx.get(
            f"{origin}/api/v1/apps?limit=200",
            headers={"Authorization": f"SSWS {token}"},
            trust_env=False,
        )

    assert len(answer.json()) == 25
    assert value_of(text, "engine") == "identity_engine"
    assert f"UPGRADEPLANNER_TRUSTED_ORG_ORIGINS={origin}" in text


@pytest.mark.slow
def test_the_module_takes_a_token_plants_and_a_service_application(
    tmp_path: Path,
) -> None:
    key = tmp_path / "key.pem"
    with started(
        "-m",
        "apps.simulator",
        "--port=0",
        "--applications=10",
        "--token=not-a-secret",
        "--plant=duo_idp",
        "--rate-limits=free",
        "--no-api-access-management",
        f"--service-app={key}",
    ) as text:
        origin = value_of(text, "origin")
        headers = {"Authorization": "SSWS not-a-secret"}
        idps = httpx.get(f"{origin}/api/v1/idps", headers=headers, trust_env=False)
        state = httpx.get(f"{origin}/__simulator/", trust_env=False).json()

    assert "Duo Security" in {one["name"] for one in idps.json()}
    assert idps.headers["x-rate-limit-limit"] == "50"
    assert state["settings"]["api_access_management"] is False
    assert state["clients"][0]["dpop"] is True
    assert b"PRIVATE KEY" in key.read_bytes()
    assert key.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "option",
    ["--applications=9", "--plant=unheard_of", "--plant=progressive_profiling"],
)
def test_what_cannot_be_simulated_is_said(option: str) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "apps.simulator", option],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.returncode == 2
    assert len(result.stderr.strip().splitlines()) == 1
