"""The one door through which steps tell people: a line in the log, and nowhere else."""

import logging
from collections.abc import Iterable

from apps.accounts.models import User

logger = logging.getLogger(__name__)


def notify(  # noqa: PLR0913  # what, to whom, where, in which words
    event: str,
    *,
    people: Iterable[User],
    org_id: int | None = None,
    team_id: int | None = None,
    title: str,
    text: str,
    url: str,
    key: str,
) -> None:
    """Log who is to be told what. `key` is the same for the same thing."""
    where = f"org {org_id}, team {team_id}, {url}"
    for person in people:
        logger.info("%s for user %s: %s: %s", event, person.pk, title, text)
        logger.debug("%s (%s)", where, key)
