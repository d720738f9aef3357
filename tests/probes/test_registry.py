"""The catalogue is walked, and refuses what is no probe."""

import sys
from pathlib import Path

import pytest

from apps.probes.registry import PROBES, ProbeDeclarationError, load

COPY = "from apps.probes.catalog.org_runs_identity_engine import PROBE\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    package = tmp_path / "other_catalog"
    package.mkdir()
    (package / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    for name in [name for name in sys.modules if name.startswith("other_catalog")]:
        monkeypatch.delitem(sys.modules, name)
    return package


def test_a_file_is_found_by_its_name(folder: Path) -> None:
    (folder / "org_runs_identity_engine.py").write_text(COPY)
    (folder / "_helper.py").write_text("")
    assert list(load(folder, "other_catalog")) == ["org_runs_identity_engine"]


@pytest.mark.parametrize("text", ["", "PROBE = 1\n", COPY])
def test_a_file_without_its_probe_is_refused(folder: Path, text: str) -> None:
    (folder / "another_name.py").write_text(text)
    with pytest.raises(ProbeDeclarationError, match="another_name"):
        load(folder, "other_catalog")


def test_the_catalogue_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        PROBES["more"] = PROBES["org_runs_identity_engine"]  # type: ignore[index]
