"""Whether this process answers and the whole is ready: no log-in, no secrets."""

from collections.abc import Callable
from dataclasses import asdict, dataclass

from django.conf import settings
from django.db import Error as DatabaseError
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from apps.core.commands import missing_migrations
from upgradeplanner import heartbeat
from upgradeplanner.celery import app
from upgradeplanner.stores import is_redis

PATIENCE_SECONDS = 2


@dataclass(frozen=True)
class Check:
    """One thing that has to work, and a sentence that says whether it does."""

    name: str
    ok: bool
    sentence: str


def database() -> Check:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return Check("database", ok=False, sentence="The database does not answer.")
    return Check("database", ok=True, sentence="The database answers.")


def migrations() -> Check:
    try:
        missing = len(missing_migrations())
    except DatabaseError:
        sentence = "The migrations cannot be read, the database does not answer."
        return Check("migrations", ok=False, sentence=sentence)
    if missing:
        sentence = f"{missing} migrations are missing: run manage.py migrate."
        return Check("migrations", ok=False, sentence=sentence)
    return Check("migrations", ok=True, sentence="Every migration is applied.")


def broker() -> Check:
    try:
        with app.connection_for_write() as link:
            link.ensure_connection(max_retries=1, timeout=PATIENCE_SECONDS)
    except (OperationalError, OSError):
        return Check("broker", ok=False, sentence="The queue does not answer.")
    return Check("broker", ok=True, sentence="The queue answers.")


def worker() -> Check:
    if _worker_lives():
        return Check("worker", ok=True, sentence="A worker is alive.")
    return Check("worker", ok=False, sentence="No worker is alive: nothing will sync.")


def _worker_lives() -> bool:
    try:
        if heartbeat.is_marked():
            return True
    except (RedisError, OSError):
        return False
    if not settings.BROKER_URL or is_redis(settings.BROKER_URL):
        return False
    try:  # no cache that all machines share: ask through the queue
        return bool(app.control.ping(timeout=PATIENCE_SECONDS, limit=1))
    except (OperationalError, OSError):
        return False


CHECKS: tuple[Callable[[], Check], ...] = (database, migrations, broker, worker)


@require_safe
@never_cache
def process(_request: HttpRequest) -> JsonResponse:
    return JsonResponse({"alive": True})


@require_safe
@never_cache
def ready(_request: HttpRequest) -> JsonResponse:
    checks = [check() for check in CHECKS]
    fine = all(check.ok for check in checks)
    return JsonResponse(
        {"ready": fine, "checks": [asdict(check) for check in checks]},
        status=200 if fine else 503,
    )
