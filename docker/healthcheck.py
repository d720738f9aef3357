"""Tells the container engine whether the web role answers; standard library only."""

import sys
import urllib.error
import urllib.request

URL = "http://127.0.0.1:8000/healthz"
TIMEOUT_SECONDS = 5


def main() -> int:
    try:
        with urllib.request.urlopen(URL, timeout=TIMEOUT_SECONDS) as answer:
            return 0 if answer.status == 200 else 1  # noqa: PLR2004
    except (urllib.error.URLError, TimeoutError) as problem:
        print(problem, file=sys.stderr)  # noqa: T201
        return 1


if __name__ == "__main__":
    sys.exit(main())
