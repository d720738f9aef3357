"""Tests that the documented variables are those that are read, no more and no fewer."""

import ast
import re

from tests.contracts.sources import ROOT, files, python_files, tree

VARIABLE = re.compile(
    r"\b(?:UPGRADEPLANNER_[A-Z_]*[A-Z]|DATABASE_URL|CELERY_BROKER_URL)\b"
)
DOCUMENTED = re.compile(r"^\| `([A-Z_]+)` \|", re.MULTILINE)
DOCUMENT = (ROOT / "docs" / "configuration.md").read_text()


def read_in_code() -> set[str]:
    places = [*python_files(), *(path for path in files("docker") if path.is_file())]
    names = {name for path in places for name in VARIABLE.findall(path.read_text())}
    return {name for name in names if not name.endswith("_FILE")}


def read_as_secret() -> set[str]:
    return {
        node.args[0].value
        for path in python_files("upgradeplanner")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "env_secret"
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    }


def test_every_variable_that_is_read_is_documented_and_no_other() -> None:
    assert set(DOCUMENTED.findall(DOCUMENT)) == read_in_code()


def test_every_secret_says_that_it_may_come_from_a_file() -> None:
    said = {
        name
        for line in DOCUMENT.splitlines()
        for name in DOCUMENTED.findall(line)
        if "`_FILE`" in line
    }
    assert said == read_as_secret()


def test_compose_asks_for_nothing_undocumented() -> None:
    compose = (ROOT / "docker" / "compose.yaml").read_text()
    deployment = (ROOT / "docs" / "deployment.md").read_text()
    asked = set(re.findall(r"\$\{([A-Z_]+)", compose))
    assert {name for name in asked if name not in DOCUMENT + deployment} == set()
