"""The filter that explains terms in a text; see apps.checklists.terms."""

from django import template
from django.utils.safestring import SafeString

from apps.checklists.terms import FirstUses

register = template.Library()


@register.filter
def explained(text: str, uses: FirstUses) -> SafeString:
    """Return the text with the terms that the page uses here for the first time."""
    return uses.explain(str(text))
