"""Lets other apps' pages offer the demo without knowing it."""

from django import template

from apps.demo.pages import may_start

register = template.Library()


@register.simple_tag
def demo_can_start() -> bool:
    """Return whether a button that starts the demo would work here."""
    return may_start()
