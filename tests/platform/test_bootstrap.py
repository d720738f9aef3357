"""Tests of what runs before any package is installed."""

import ast
import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest
from django.conf import settings

from upgradeplanner import bootstrap

BEFORE_PACKAGES = (
    "manage.py",
    "upgradeplanner/__init__.py",
    "upgradeplanner/bootstrap.py",
    "upgradeplanner/child.py",
    "docker/healthcheck.py",
)
SCRIPT = (
    "from upgradeplanner import bootstrap;"
    "bootstrap.ensure(['manage.py', 'up']); print('still here')"
)
LATER = {"django", "pytest", "upgradeplanner"}  # manage.py, once they are there


@pytest.mark.parametrize("name", BEFORE_PACKAGES)
def test_it_imports_the_standard_library_alone(name: str) -> None:
    tree = ast.parse((settings.BASE_DIR / name).read_text())
    imported = {
        module.partition(".")[0]
        for node in ast.walk(tree)
        for module in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    allowed = sys.stdlib_module_names | (LATER if name == "manage.py" else set())
    assert imported <= allowed


def test_a_changed_lock_changes_the_stamp() -> None:
    assert bootstrap._stamp(bootstrap.RUN) != bootstrap._stamp(bootstrap.DEV)
    assert bootstrap._stamp(bootstrap.RUN) == bootstrap._stamp(bootstrap.RUN)


def test_the_callers_own_environment_is_good_enough() -> None:
    assert sys.prefix != sys.base_prefix
    bootstrap.ensure(["manage.py", "selftest"])


@pytest.mark.slow
def test_it_does_nothing_where_it_is_turned_off(tmp_path: Path) -> None:
    venv.create(tmp_path / "bare", with_pip=False)
    done = subprocess.run(
        [
            tmp_path / "bare" / "bin" / "python",
            "-c",
            SCRIPT,
        ],
        cwd=settings.BASE_DIR,
        env={**os.environ, "UPGRADEPLANNER_NO_BOOTSTRAP": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "still here\n"


UV_WITHOUT_AN_INDEX = f"""#!/bin/sh
[ "$1" = venv ] && exec {sys.executable} -m venv --without-pip .venv
echo "error: Failed to fetch" >&2
exit 2
"""


@pytest.mark.slow
def test_pip_installs_where_uv_cannot(tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    uv = tmp_path / "bin" / "uv"
    uv.write_text(UV_WITHOUT_AN_INDEX)
    uv.chmod(0o755)
    (tmp_path / "upgradeplanner").mkdir()
    source = settings.BASE_DIR / "upgradeplanner" / "bootstrap.py"
    (tmp_path / "upgradeplanner" / "bootstrap.py").write_text(source.read_text())
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "run.txt").write_text("")
    script = (
        "from upgradeplanner import bootstrap; bootstrap._install(bootstrap.RUN);"
        "print(bootstrap._is_installed(bootstrap.RUN))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env={**os.environ, "PATH": f"{tmp_path}/bin:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.endswith("True\n")
    assert "Failed to fetch" not in done.stderr
