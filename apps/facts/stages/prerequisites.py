"""How stages name what comes before them. Knows no stage."""

from apps.facts.fact import Prerequisite


def needs(stage: str) -> Prerequisite:
    """Return a technical prerequisite: without it the stage cannot work."""
    return Prerequisite(stage=stage, technical=True)


def advised(stage: str) -> Prerequisite:
    """Return an advised prerequisite: Okta's order by risk."""
    return Prerequisite(stage=stage, technical=False)
