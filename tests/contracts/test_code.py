"""House rules that no linter knows, held over all of our modules."""

import ast
from collections import Counter

from tests.contracts.sources import name_of, python_files, tree

BROAD = {"Exception", "BaseException"}
# The judge, since a probe's mistake may not stop the others; and the task boundary.
BROAD_EXCEPTS_ALLOWED = {"apps/probes/engine.py": 1, "apps/syncs/tasks.py": 1}
READS_ENVIRONMENT = {
    "manage.py",
    "upgradeplanner/env.py",
    "upgradeplanner/bootstrap.py",
    "upgradeplanner/celery.py",  # names the settings module
    "upgradeplanner/wsgi.py",  # names the settings module
    "upgradeplanner/management/commands/up.py",  # hands it on to the children
}
LONGEST_FILE = 400
LONGEST_FUNCTION = 40


def is_broad(handler: ast.ExceptHandler) -> bool:
    caught = handler.type
    types = caught.elts if isinstance(caught, ast.Tuple) else [caught]
    return any(
        kind is None or (isinstance(kind, ast.Name) and kind.id in BROAD)
        for kind in types
    )


def test_broad_excepts_stand_where_they_may_and_nowhere_else() -> None:
    found = Counter(
        name_of(path)
        for path in python_files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ExceptHandler) and is_broad(node)
    )
    assert found <= Counter(BROAD_EXCEPTS_ALLOWED)


def test_the_environment_is_read_in_one_place() -> None:
    found = {
        name_of(path)
        for path in python_files("manage.py", "upgradeplanner", "apps")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv"}
    }
    # Commands take a secret from a variable that the caller names.
    by_name = {name for name in found if name.endswith("connect_org.py")}
    assert found - by_name <= READS_ENVIRONMENT


def test_every_module_says_what_it_is() -> None:
    silent = [
        name_of(path)
        for path in python_files()
        if path.read_text().strip() and not ast.get_docstring(tree(path))
    ]
    assert silent == []


def test_no_file_and_no_function_outgrows_its_budget() -> None:
    too_long = [
        name_of(path)
        for path in python_files()
        if len(path.read_text().splitlines()) > LONGEST_FILE
    ]
    too_long += [
        f"{name_of(path)}:{node.lineno} {node.name}"
        for path in python_files()
        if "apps/simulator/shapes" not in name_of(path)  # one literal is one answer
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION
    ]
    assert too_long == []


def test_settings_stay_one_page() -> None:
    (settings,) = python_files("upgradeplanner/settings.py")
    assert len(settings.read_text().splitlines()) < 250


def test_no_business_step_hangs_on_a_signal_of_the_rows() -> None:
    listeners = {
        name_of(path)
        for path in python_files("apps")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom)
        and (node.module or "").startswith("django.db.models.signals")
    }
    assert listeners == set()
