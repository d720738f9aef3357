"""`python -m apps.simulator`: the command line without Django."""

import sys
from argparse import ArgumentParser

from apps.simulator.command_line import add_arguments, serve


def main() -> int:
    parser = ArgumentParser(prog="python -m apps.simulator")
    add_arguments(parser)
    try:
        serve(vars(parser.parse_args()), lambda text: print(text, flush=True))  # noqa: T201
    except (OSError, ValueError, LookupError) as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
