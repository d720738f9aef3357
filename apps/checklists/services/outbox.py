"""The one door through which steps tell people; see apps.notifications."""

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
    """Write down that people are to be told; `key` makes twice the same as once."""
    where = f"org {org_id}, team {team_id}, {url}"
    for person in people:
        logger.info("%s for user %s: %s: %s", event, person.pk, title, text)
        logger.debug("%s (%s)", where, key)
