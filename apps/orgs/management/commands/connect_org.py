"""`connect_org`: adds an org after a live test of its credential; else does nothing."""

import json
import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from apps.core.commands import WRONG_USE, ready_database
from apps.core.crypto import CryptoError
from apps.okta.errors import OktaError
from apps.orgs import services
from apps.orgs.credentials import ApiToken, Secret, ServiceApp
from apps.orgs.errors import NothingVisibleError, OrgError
from apps.orgs.examination import Examination
from apps.orgs.models import Environment, Org
from apps.orgs.report import as_document, as_lines

COMMAND_LINE = "command line"


class Command(BaseCommand):
    help = "Connect an Okta org after testing the credential live."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="small letters, digits, hyphens")
        parser.add_argument("url", help="as in https://acme.okta.com")
        parser.add_argument(
            "--environment", choices=Environment.values, default=Environment.PRODUCTION
        )
        token = parser.add_mutually_exclusive_group(required=True)
        token.add_argument(
            "--token-env", metavar="VAR", help="variable that holds the API token"
        )
        token.add_argument(
            "--token-file", metavar="FILE", help="file that holds the API token"
        )
        token.add_argument(
            "--client-id", metavar="ID", help="client ID of a service app"
        )
        parser.add_argument(
            "--private-key-file", metavar="FILE", help="PEM or JWK, with --client-id"
        )
        parser.add_argument(
            "--dpop", action="store_true", help="the service app demands DPoP"
        )
        parser.add_argument("--json", action="store_true", help="one JSON document")

    def handle(self, *_: Any, **options: Any) -> None:
        secret = secret_from(options)
        ready_database()
        try:
            connected = services.connect_org(
                name=options["name"],
                url=options["url"],
                environment=options["environment"],
                secret=secret,
                actor=COMMAND_LINE,
            )
        except (OrgError, OktaError, CryptoError) as error:
            raise refused(error) from error
        self.tell(connected.org, connected.examination, as_json=options["json"])

    def tell(self, org: Org, examination: Examination, *, as_json: bool) -> None:
        if as_json:
            document = as_document(org, examination)
            self.stdout.write(json.dumps(document, indent=2))
        else:
            self.stdout.write("\n".join(as_lines(org, examination)))


def refused(error: OrgError | OktaError | CryptoError) -> CommandError:
    """Return the failure as the command's own: the sentence, exit status 2."""
    sentence = f"{error.sentence} {error.next_step}".strip()
    if isinstance(error, NothingVisibleError):
        unseen = [
            f"  {each.title}: {each.sentence}" for each in error.examination.unseen
        ]
        sentence = "\n".join([sentence, *unseen])
    return CommandError(sentence, returncode=WRONG_USE)


def secret_from(options: dict[str, Any]) -> Secret:
    """Return the credential that the options name. Raises CommandError, status 2."""
    if options["client_id"]:
        if not options["private_key_file"]:
            raise wrong("--client-id needs --private-key-file.")
        key = content_of(options["private_key_file"], "--private-key-file")
        return ServiceApp(options["client_id"], key, options["dpop"])
    if options["private_key_file"] or options["dpop"]:
        raise wrong("--private-key-file and --dpop belong to --client-id.")
    if options["token_file"]:
        return ApiToken(content_of(options["token_file"], "--token-file"))
    token = os.environ.get(options["token_env"], "").strip()
    if not token:
        raise wrong(f"The variable {options['token_env']} is not set, or empty.")
    return ApiToken(token)


def content_of(path: str, option: str) -> str:
    try:
        content = Path(path).read_text(encoding="utf-8").strip()
    except UnicodeDecodeError as error:
        raise wrong(f"{option}: {path} is not a text file.") from error
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        raise wrong(f"{option}: {path}: {reason}.") from error
    if not content:
        raise wrong(f"{option}: {path} is empty.")
    return content


def wrong(sentence: str) -> CommandError:
    return CommandError(sentence, returncode=WRONG_USE)
