#!/bin/sh
# One image, one role a container: web, worker, beat, migrate; anything else is a
# manage.py command. `exec`, so that the role itself gets the stop signal.
set -eu

role=${1:-web}
[ $# -gt 0 ] && shift

case "$role" in
web)
    exec gunicorn upgradeplanner.wsgi --bind 0.0.0.0:8000 --worker-class gthread \
        --workers "${UPGRADEPLANNER_WEB_PROCESSES:-2}" --threads 4 \
        --worker-tmp-dir /dev/shm --graceful-timeout 20 --no-control-socket "$@"
    ;;
worker)
    exec celery --app upgradeplanner.celery --quiet worker --pool prefork \
        --concurrency "${UPGRADEPLANNER_WORKER_PROCESSES:-2}" \
        --without-gossip --without-mingle "$@"
    ;;
beat)
    exec celery --app upgradeplanner.celery --quiet beat --pidfile= "$@"
    ;;
migrate)
    exec python manage.py migrate --no-input "$@"
    ;;
*)
    exec python manage.py "$role" "$@"
    ;;
esac
