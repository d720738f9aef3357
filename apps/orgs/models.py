"""Okta orgs and the credentials that read them."""

from django.conf import settings
from django.db import models

from apps.core import clock


class Environment(models.TextChoices):
    PREVIEW = "preview", "Preview"
    SANDBOX = "sandbox", "Sandbox"
    PRODUCTION = "production", "Production"


class EngineName(models.TextChoices):
    """Same values as apps.okta.shapes.Engine."""

    CLASSIC = "classic", "Classic Engine"
    IDENTITY_ENGINE = "identity_engine", "Identity Engine"


class Org(models.Model):
    """A connected Okta org: one row per `okta_id`, the id that the org states."""

    name = models.SlugField(max_length=60, unique=True)
    okta_id = models.CharField(max_length=40, unique=True)
    url = models.URLField()  # origin that is called, without trailing slash
    stated_url = models.URLField(blank=True)  # organization.href, on an Okta domain
    alternate_url = models.URLField(blank=True)  # the custom domain the org names
    environment = models.CharField(max_length=12, choices=Environment)
    engine = models.CharField(max_length=20, choices=EngineName, blank=True)
    engine_seen_at = models.DateTimeField(null=True, blank=True)
    upgraded_seen_at = models.DateTimeField(null=True, blank=True)
    is_demo = models.BooleanField(default=False)
    # The past of a demo org is being played: what looks at the present lets it be.
    is_replayed = models.BooleanField(default=False)
    rate_share_percent = models.PositiveSmallIntegerField(default=50)
    sync_every_hours = models.PositiveSmallIntegerField(default=24)  # 0: by hand only
    next_sync_at = models.DateTimeField(null=True, blank=True, db_index=True)
    latest_snapshot = models.ForeignKey(
        "snapshots.Snapshot",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    created = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Credential(models.Model):
    """How one org is read. Secrets are encrypted, write-only, and never shown again."""

    class Purpose(models.TextChoices):
        READ = "read", "Reading"

    class Kind(models.TextChoices):
        API_TOKEN = "api_token", "API token (SSWS)"
        SERVICE_APP = "service_app", "OAuth service app (private key)"

    org = models.ForeignKey(Org, on_delete=models.CASCADE, related_name="credentials")
    purpose = models.CharField(max_length=8, choices=Purpose, default=Purpose.READ)
    kind = models.CharField(max_length=12, choices=Kind)
    client_id = models.CharField(max_length=100, blank=True)
    secret_encrypted = models.BinaryField()  # token, or private key in PEM or JWK
    granted_scopes = models.TextField(blank=True)  # space-separated, as Okta granted
    use_dpop = models.BooleanField(default=False)
    dpop_nonce = models.CharField(max_length=500, blank=True)
    last_ok_at = models.DateTimeField(null=True, blank=True)
    last_problem = models.TextField(blank=True)
    examination = models.JSONField(null=True, blank=True)  # what it could see, in words
    examined_at = models.DateTimeField(null=True, blank=True)
    created = models.DateTimeField(default=clock.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["org", "purpose"], name="one_credential_per_purpose"
            )
        ]


class RateBucket(models.Model):
    """The shared rate budget of one org and bucket, leased in blocks by every process.

    `taken` counts what our processes leased in the window, `in_flight` what of it has
    not ended yet; `limit` and `remaining` are what Okta last said.
    """

    org = models.ForeignKey(Org, on_delete=models.CASCADE, related_name="buckets")
    bucket = models.CharField(max_length=60)
    limit = models.PositiveIntegerField(null=True)
    remaining = models.PositiveIntegerField(null=True)
    resets_at = models.DateTimeField(null=True)
    window_started_at = models.DateTimeField(null=True)
    taken = models.PositiveIntegerField(default=0)
    in_flight = models.PositiveIntegerField(default=0)
    held_until = models.DateTimeField(null=True)  # after a 429
    updated = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["org", "bucket"], name="one_row_per_org_and_bucket"
            )
        ]
