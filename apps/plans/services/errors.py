"""What a plan was refused for."""

from collections.abc import Iterable

from apps.plans.dates import Refusal


class RefusedError(Exception):
    """Dates or words that cannot be; each refusal is a sentence for people."""

    def __init__(self, refusals: Iterable[Refusal]) -> None:
        self.refusals = tuple(refusals)
        super().__init__(" ".join(one.sentence for one in self.refusals))


def refuse(sentence: str, field: str = "") -> RefusedError:
    """Return the refusal of one sentence."""
    return RefusedError([Refusal(sentence, field=field)])


def hold(refusals: Iterable[Refusal], reason: str = "") -> str:
    """Raise RefusedError for what no reason lifts; return the reason that is needed.

    The advised order is left with a reason; where nothing leaves it, none is kept.
    """
    found = tuple(refusals)
    given = reason.strip()
    asked = [one for one in found if one.advised]
    if [one for one in found if not one.advised] or (asked and not given):
        raise RefusedError(found)
    return given if asked else ""
