"""Every probe of the catalogue, found by walking it. Judges nothing."""

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from apps.probes.probe import Probe

__all__ = ["PROBES", "ProbeDeclarationError", "load"]


class ProbeDeclarationError(Exception):
    """A file of the catalogue declares no probe, or one under another name."""


def load(folder: Path, package: str) -> Mapping[str, Probe]:
    """Return the probe of every file in `folder`, by id; the file's name is the id.

    Raises ProbeDeclarationError for a file without PROBE or with another id.
    """
    probes: dict[str, Probe] = {}
    for file in sorted(folder.glob("[a-z]*.py")):
        probe = getattr(import_module(f"{package}.{file.stem}"), "PROBE", None)
        if not isinstance(probe, Probe) or probe.id != file.stem:
            raise ProbeDeclarationError(
                f"{file.name}: no PROBE with the id {file.stem}"
            )
        probes[probe.id] = probe
    return MappingProxyType(probes)


PROBES: Mapping[str, Probe] = load(
    Path(__file__).parent / "catalog", "apps.probes.catalog"
)
