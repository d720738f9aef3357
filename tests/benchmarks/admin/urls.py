"""A bare admin: five columns, two filters with counts, fifty rows a page."""

from typing import TYPE_CHECKING

from django.contrib import admin
from django.contrib.admin import ModelAdmin, ShowFacets
from django.http import HttpRequest
from django.urls import path

from apps.inventory.models import Application

if TYPE_CHECKING:
    Base = ModelAdmin[Application]
else:
    Base = ModelAdmin


class BareSite(admin.AdminSite):
    def has_permission(self, request: HttpRequest) -> bool:
        return request.user.is_authenticated


class ApplicationAdmin(Base):
    list_display = ("label", "name", "status", "model", "grade")
    list_filter = ("model", "grade")
    list_per_page = 50
    show_facets = ShowFacets.ALWAYS

    def has_view_permission(
        self, request: HttpRequest, obj: Application | None = None
    ) -> bool:
        return True

    has_module_permission = has_view_permission


bare = BareSite()
bare.register(Application, ApplicationAdmin)
urlpatterns = [path("admin/", bare.urls)]
