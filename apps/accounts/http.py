"""The request of a signed-in person, for views behind `login_required`."""

from apps.accounts.models import User
from apps.core.htmx import HtmxRequest


class PersonRequest(HtmxRequest):
    """A request whose user is a person with an account."""

    user: User
