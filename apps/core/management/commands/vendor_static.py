"""Remake static/vendor from the npm registry, or check that it is what npm gives.

Needs npm; the product itself never does. Writes nothing with `--check`.
"""

import hashlib
import json
import re
import subprocess
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

SOURCE_MAP = re.compile(rb"\n?(/\*# sourceMappingURL=.*?\*/|//# sourceMappingURL=.*)")
TABLER = {
    "tabler/tabler.min.css": "@tabler/core/dist/css/tabler.min.css",
    "tabler/tabler.min.js": "@tabler/core/dist/js/tabler.min.js",
}


def sprite(icons: Path, names: list[str]) -> bytes:
    """Return one SVG file with a symbol per icon, drawn in the current colour."""
    symbols = []
    for name in names:
        svg = (icons / f"{name}.svg").read_text()
        body = svg[svg.index(">", svg.index("<svg")) + 1 : svg.rindex("</svg>")]
        body = " ".join(body.split())
        symbols.append(f'<symbol id="{name}" viewBox="0 0 24 24">{body}</symbol>')
    head = '<svg xmlns="http://www.w3.org/2000/svg">'
    return "\n".join([head, *symbols, "</svg>", ""]).encode()


def build(vendor: Path, modules: Path) -> dict[str, bytes]:
    """Return {path below static/vendor: content}; source-map comments are cut off."""
    files = {
        path: SOURCE_MAP.sub(b"", (modules / source).read_bytes())
        for path, source in TABLER.items()
    }
    names = (vendor / "icons.txt").read_text().split()
    files["icons/tabler.svg"] = sprite(modules / "@tabler/icons/icons/outline", names)
    return files


def manifest(vendor: Path, files: dict[str, bytes]) -> bytes:
    """Return the manifest: packages with version and licence, files with sha384."""
    packages = json.loads((vendor / "package.json").read_text())["dependencies"]
    document = {
        "packages": {
            name: {"version": version, "licence": "MIT"}
            for name, version in packages.items()
        },
        "files": {
            path: hashlib.sha384(content).hexdigest()
            for path, content in sorted(files.items())
        },
    }
    return (json.dumps(document, indent=2) + "\n").encode()


class Command(BaseCommand):
    help = "Remake static/vendor from npm (maintainers only)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="compare only")

    def handle(self, *_args: Any, **options: Any) -> None:
        vendor = Path(settings.BASE_DIR) / "static" / "vendor"
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "package.json").write_bytes(
                (vendor / "package.json").read_bytes()
            )
            install = ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund"]
            subprocess.run(install, cwd=folder, check=True)  # noqa: S603
            files = build(vendor, Path(folder) / "node_modules")
        files["manifest.json"] = manifest(vendor, files)
        for path, content in files.items():
            target = vendor / path
            if options["check"]:
                if not target.exists() or target.read_bytes() != content:
                    raise CommandError(f"static/vendor/{path} differs from npm's.")
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        self.stdout.write(f"{len(files)} files are as npm gives them.")
