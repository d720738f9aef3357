"""Every SDK that an application may use, Classic and Identity Engine. Asks no one."""

from collections.abc import Mapping
from types import MappingProxyType

from apps.facts.sdks.devices import DEVICES
from apps.facts.sdks.sdk import Kind, Package, Sdk
from apps.facts.sdks.server import SERVER
from apps.facts.sdks.web import WEB

__all__ = ["SDKS", "Kind", "Package", "Sdk"]

SDKS: Mapping[str, Sdk] = MappingProxyType(
    {sdk.id: sdk for sdk in (*WEB, *SERVER, *DEVICES)}
)
