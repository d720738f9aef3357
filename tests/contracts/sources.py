"""Where the project's own files are, for the tests that read all of them."""

import ast
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

ROOT: Path = settings.BASE_DIR
PYTHON_PLACES = ("manage.py", "upgradeplanner", "apps", "docker")
TEXT_PLACES = (
    *PYTHON_PLACES,
    *("tests", "templates", "static", "docs", "requirements", ".ci"),
    *("README.md", "CONTRIBUTING.md", "pyproject.toml", ".gitignore", ".dockerignore"),
)
TEXTS = {".py", ".html", ".md", ".toml", ".txt", ".yaml", ".yml", ".json", ".css"}
TEXTS |= {".js", ".sh", ".svg", ""}


def files(*places: str) -> Iterator[Path]:
    for place in places:
        root = ROOT / place
        yield from [root] if root.is_file() else sorted(root.rglob("*"))


def python_files(*places: str) -> list[Path]:
    """Return our modules, migrations left out."""
    return [
        path
        for path in files(*(places or PYTHON_PLACES))
        if path.suffix == ".py" and "migrations" not in path.parts
    ]


def text_files() -> list[Path]:
    return [
        path
        for path in files(*TEXT_PLACES)
        if path.is_file() and path.suffix in TEXTS and "__pycache__" not in path.parts
    ]


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), filename=str(path))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()
