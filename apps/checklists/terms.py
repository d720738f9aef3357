"""Explains a term of the concept guide where a page first uses it; holds no term."""

import re
from collections.abc import Iterable

from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from apps.facts.concepts import TERMS

_OF_WORDS = {word.casefold(): term for term in TERMS.values() for word in term.written}
_WORDS = re.compile(
    r"(?<![\w-])("
    + "|".join(re.escape(word) for word in sorted(_OF_WORDS, key=len, reverse=True))
    + r")(?![\w-])",
    re.IGNORECASE,
)


def terms_in(*texts: str) -> frozenset[str]:
    """Return the ids of the terms that the texts use."""
    words = (word for text in texts for word in _WORDS.findall(text))
    return frozenset(_OF_WORDS[word.casefold()].id for word in words)


class FirstUses:
    """Which terms a page has explained so far, by their ids; one for each page."""

    def __init__(self, seen: Iterable[str] = ()) -> None:
        self.seen = set(seen)

    def explain(self, text: str) -> SafeString:
        """Return the text, escaped, each term linked where it is used first."""
        parts: list[str] = []
        last = 0
        for found in _WORDS.finditer(text):
            term = _OF_WORDS[found.group().casefold()]
            if term.id in self.seen:
                continue
            self.seen.add(term.id)
            parts.extend(
                (
                    conditional_escape(text[last : found.start()]),
                    format_html(
                        '<abbr title="{}"><a class="term" href="{}#{}">{}</a></abbr>',
                        term.meaning,
                        reverse("checklists:glossary"),
                        term.id,
                        found.group(),
                    ),
                )
            )
            last = found.end()
        parts.append(conditional_escape(text[last:]))
        return mark_safe("".join(parts))  # noqa: S308 (every part is escaped above)
