"""The doorbells of the demo company: the row says what to do."""

from celery import shared_task

from apps.demo import services
from apps.demo.errors import DemoError, DemoLostError
from apps.okta.errors import OktaError
from apps.orgs.errors import OrgError


@shared_task
def build() -> None:
    """Make the company. A doubled message finds it claimed and does nothing."""
    token = services.claim()
    if token is None:
        return
    try:
        services.build(token, services.RowPlayer(token))
    except DemoLostError:
        return
    except OktaError as error:
        services.fail(token, error.advice)
    except (DemoError, OrgError) as error:
        services.fail(token, str(error))


@shared_task
def remove() -> None:
    services.remove()
