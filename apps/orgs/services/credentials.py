"""Credentials of orgs: tested live, stored encrypted, replaced, put under new keys."""

from dataclasses import dataclass, field, replace

from django.db import transaction

from apps.accounts.models import User
from apps.audit.services import record
from apps.core import clock, crypto
from apps.okta.auth import ServiceAppAuth
from apps.okta.errors import OktaError
from apps.okta.shapes import OrgIdentity
from apps.okta.shapes.org import PIPELINES
from apps.orgs.credentials import Secret, ServiceApp, fill
from apps.orgs.errors import IdentityError, NothingVisibleError
from apps.orgs.examination import Examination, to_json
from apps.orgs.models import Credential, Org
from apps.orgs.queries import read_credential
from apps.orgs.services.doors import (
    Door,
    Visit,
    auth_of,
    stored_auth,
    visit_to,
)
from apps.orgs.services.examining import examine_with
from apps.orgs.services.identity import stated_at


@dataclass(frozen=True)
class Tested:
    """A credential after its live test, with the DPoP switch and nonce Okta set."""

    secret: Secret
    examination: Examination
    nonce: str = field(default="", repr=False)


@dataclass(frozen=True)
class Rotation:
    """How many credentials are under the newest key, and which orgs' no key opens."""

    total: int
    moved: int
    unreadable: tuple[str, ...]

    @property
    def current(self) -> int:
        """Those that were under the newest key already."""
        return self.total - self.moved - len(self.unreadable)


def try_out(secret: Secret, origin: str, pipeline: str, visit: Visit) -> Tested:
    """Return what a credential that nobody stored yet can see.

    Raises OktaError where it is no use at all, NothingVisibleError where it is blind.
    """
    nonces: list[str] = []
    auth = auth_of(secret, origin, on_nonce=nonces.append)
    with visit.client(origin, auth) as client:
        examination = examine_with(client, auth, PIPELINES.get(pipeline))
    refuse_blind(examination)
    if isinstance(secret, ServiceApp) and isinstance(auth, ServiceAppAuth):
        secret = replace(secret, use_dpop=auth.use_dpop)
    return Tested(secret, examination, nonces[-1] if nonces else "")


def refuse_blind(examination: Examination) -> None:
    """Raise NothingVisibleError for a credential that works and may read nothing."""
    if examination.sees_nothing:
        raise NothingVisibleError(
            "Okta accepts this credential, but it can see nothing of the org.",
            examination,
            "Give its owner the role READ_ONLY_ADMIN, and grant a service app the read "
            "scopes too.",
        )


def keep(org: Org, tested: Tested, person: User | None) -> Credential:
    """Store a tested credential in place of the one the org had, encrypted."""
    credential = read_credential(org) or Credential(org=org)
    fill(credential, tested.secret)
    credential.dpop_nonce = tested.nonce
    credential.created_by = person
    note_examination(credential, tested.examination)
    credential.save()
    return credential


def note_examination(credential: Credential, examination: Examination) -> None:
    """Put what was seen into an unsaved row."""
    now = clock.now()
    credential.granted_scopes = " ".join(sorted(examination.granted or ()))
    credential.examination = to_json(examination)
    credential.examined_at = credential.last_ok_at = now
    credential.last_problem = ""


def replace_credential(
    org: Org,
    secret: Secret,
    *,
    actor: str,
    person: User | None = None,
    door: Door | None = None,
) -> Examination:
    """Test a new credential live and store it in place of the old one.

    Nothing changes where the test fails. Raises OrgError and OktaError.
    """
    with visit_to(org, door) as visit:
        pipeline = confirmed(org, visit).pipeline
        tested = try_out(secret, org.url, pipeline, visit)
    with transaction.atomic():
        before = audited(read_credential(org))
        credential = keep(org, tested, person)
        record(
            actor,
            "credential.replaced",
            f"org:{org.name}",
            org_id=org.pk,
            before=before,
            after=audited(credential),
        )
    return tested.examination


def examine(org: Org, *, actor: str, door: Door | None = None) -> Examination:
    """Test the stored credential live and keep what it can see now.

    A failure is noted with the credential before it is raised: OrgError, OktaError,
    CryptoError.
    """
    auth = stored_auth(org)
    try:
        with visit_to(org, door) as visit:
            engine = PIPELINES.get(confirmed(org, visit).pipeline)
            with visit.client(org.url, auth) as client:
                examination = examine_with(client, auth, engine)
    except (OktaError, IdentityError) as error:
        note_problem(org, error.sentence)
        raise
    with transaction.atomic():
        credential = Credential.objects.select_for_update().get(
            org=org, purpose=Credential.Purpose.READ
        )
        note_examination(credential, examination)
        credential.save()
        record(
            actor,
            "credential.examined",
            f"org:{org.name}",
            org_id=org.pk,
            after={"seen": examination.summary},
        )
    return examination


def confirmed(org: Org, visit: Visit) -> OrgIdentity:
    """Return what the org states now. Raises IdentityError where it is another org."""
    stated = stated_at(org.url, visit)
    if stated.id != org.okta_id:
        raise IdentityError(
            f"{org.url} answers as another org ({stated.id}) than the one that was "
            f"connected ({org.okta_id}).",
            next_step="Check its DNS, or connect the other org under its own name.",
        )
    return stated


def note_problem(org: Org, sentence: str) -> None:
    """Keep why the credential could not be used last."""
    org.credentials.filter(purpose=Credential.Purpose.READ).update(
        last_problem=sentence
    )


def note_use(org: Org) -> None:
    """Keep that the credential worked just now."""
    org.credentials.filter(purpose=Credential.Purpose.READ).update(
        last_problem="", last_ok_at=clock.now()
    )


def rotate_credentials(actor: str) -> Rotation:
    """Put every stored credential under the newest key, one short write each.

    May be stopped and run again at any time: what is under the newest key is left
    alone, and a credential that is replaced meanwhile is not overwritten.
    """
    moved, unreadable = 0, []
    rows = Credential.objects.select_related("org").order_by("pk")
    for credential in rows:
        old = bytes(credential.secret_encrypted)
        try:
            new = None if crypto.is_current(old) else crypto.reencrypt(old)
        except crypto.WrongKeyError:
            unreadable.append(credential.org.name)
            continue
        if new is not None:
            moved += Credential.objects.filter(
                pk=credential.pk, secret_encrypted=old
            ).update(secret_encrypted=new)
    rotation = Rotation(len(rows), moved, tuple(unreadable))
    if moved:
        record(
            actor,
            "credentials.reencrypted",
            "credentials",
            after={"moved": moved, "of": len(rows)},
        )
    return rotation


def audited(credential: Credential | None) -> dict[str, str] | None:
    """Return what the audit trail keeps of a credential: nothing secret."""
    if credential is None:
        return None
    return {"kind": credential.kind, "client_id": credential.client_id}
