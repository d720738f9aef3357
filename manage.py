#!/usr/bin/env python3
"""Entry point. Run it with the Python that is at hand: it sets itself up."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "upgradeplanner.settings")
    from upgradeplanner import bootstrap

    bootstrap.ensure(sys.argv)
    if sys.argv[1:2] == ["selftest"]:
        import pytest

        for name in [name for name in os.environ if name.startswith("UPGRADEPLANNER_")]:
            del os.environ[name]  # the tests set what they need
        sys.exit(pytest.main(sys.argv[2:]))
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
