"""What every file of the project may not hold, and what every template must do."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template

from tests.contracts.sources import ROOT, files, name_of, text_files

LOCKS = ("run.txt", "dev.txt", "ci.txt")
# Put together, or this file would be its own first finding.
MACHINE_PATHS = re.compile(rf"(?<![\w.~])/(?:{'work'}|{'root'}|{'Users'})/")
REGISTRIES = re.compile(rf"{'pypi'}\.org|files\.{'pythonhosted'}|{'npmjs'}\.org")
LONGEST_TEMPLATE = 120
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_hashes_and_no_host(name: str) -> None:
    lock = (ROOT / "requirements" / name).read_text()
    assert "://" not in lock
    assert "--index" not in lock
    packages = re.findall(r"^[a-z0-9][^ ]*==", lock, re.MULTILINE)
    entries = re.split(r"\n(?=[a-z0-9])", lock.strip())
    assert len(packages) == len(entries)
    assert all("--hash=sha256:" in entry for entry in entries)


def test_the_wider_lock_pins_what_the_narrower_pins() -> None:
    def pins(name: str) -> set[str]:
        text = (ROOT / "requirements" / name).read_text()
        return set(re.findall(r"^([a-z0-9][^ ]*==[^ ]+)", text, re.MULTILINE))

    assert pins("run.txt") <= pins("dev.txt") <= pins("ci.txt")


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    found = [
        name_of(path) for path in text_files() if MACHINE_PATHS.search(path.read_text())
    ]
    assert found == []


def test_no_file_names_a_package_registry() -> None:
    found = [
        name_of(path) for path in text_files() if REGISTRIES.search(path.read_text())
    ]
    assert found == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_a_template_compiles_and_stays_short(path: Path) -> None:
    get_template(str(path.relative_to(ROOT / "templates")))
    assert len(path.read_text().splitlines()) <= LONGEST_TEMPLATE


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_a_template_holds_no_script_and_no_style_of_its_own(path: Path) -> None:
    text = path.read_text()
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|hx-on|javascript:", text)
    for script in re.findall(r"<script\b[^>]*>", text):
        assert "src=" in script or "application/json" in script


def test_nothing_is_loaded_from_another_host() -> None:
    loads = re.compile(r"""(?:src|href|action)=["']?(?:https?:)?//|url\(["']?https?:""")
    places = [*TEMPLATES, *(path for path in files("static") if path.suffix == ".css")]
    links = re.compile(r"<a\b[^>]*>", re.DOTALL)
    found = [
        name_of(path)
        for path in places
        if loads.search(links.sub("", path.read_text()))
    ]
    assert found == []
