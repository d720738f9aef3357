"""Commands as people type them: exit status, output and what stands on stderr."""

import json
from dataclasses import dataclass
from io import StringIO
from typing import Any

from django.core.management import CommandError, call_command


@dataclass(frozen=True)
class Ran:
    status: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document that was printed, its schema first."""
        document = json.loads(self.out)
        assert next(iter(document)) == "schema"
        return document


def run(*words: str) -> Ran:
    out, err = StringIO(), StringIO()
    status = 0
    try:
        call_command(*words, stdout=out, stderr=err)
    except SystemExit as end:
        status = int(str(end.code))
    except CommandError as error:
        status = error.returncode
        err.write(str(error))
    return Ran(status, out.getvalue(), err.getvalue())
