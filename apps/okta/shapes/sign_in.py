"""Brands, their customised sign-in pages and domains."""

from typing import Any

import msgspec

from apps.okta.shapes.base import Shape


class BrandDomain(Shape, frozen=True):
    id: str | None = None
    domain: str = ""
    validation_status: str | None = None


class BrandEmbedded(Shape, frozen=True):
    domains: tuple[BrandDomain, ...] | None = None


class Brand(Shape, frozen=True):
    id: str
    name: str = ""
    is_default: bool | None = None
    default_app: dict[str, Any] | None = None
    embedded: BrandEmbedded | None = msgspec.field(name="_embedded", default=None)


class WidgetCustomizations(Shape, frozen=True):
    widget_generation: str | None = None
    classic_footer_help_title: str | None = None
    classic_recovery_flow_email_or_username_label: str | None = None


class SignInPage(Shape, frozen=True):
    """The customised sign-in page of a brand; both fields may be null on one."""

    page_content: str | None = None
    widget_version: str | None = None
    widget_customizations: WidgetCustomizations | None = None


class Domain(Shape, frozen=True):
    id: str
    domain: str = ""
    brand_id: str | None = None
    validation_status: str | None = None
