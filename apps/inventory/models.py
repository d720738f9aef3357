"""Applications, brands and authorization servers: rows that people work on."""

from django.conf import settings
from django.db import models


class DeploymentModel(models.TextChoices):
    REDIRECT = "redirect", "Redirect"
    EMBEDDED_WIDGET = "embedded_widget", "Embedded widget"
    EMBEDDED_SDK = "embedded_sdk", "Embedded SDK"
    AUTHN_API = "authn_api", "Authentication API"
    DIRECT_AUTH = "direct_auth", "Direct authentication"
    NOT_AFFECTED = "not_affected", "Not affected"
    UNSURE = "unsure", "Unsure"


class Grade(models.TextChoices):
    DONE = "done", "Done"
    BLOCKED = "blocked", "Blocked"
    AT_RISK = "at_risk", "At risk"
    UNSURE = "unsure", "Unsure"
    ON_TRACK = "on_track", "On track"
    OUTSIDE = "outside", "Not in scope"  # Okta's own, and not affected


class Origin(models.TextChoices):
    OKTA = "okta", "Listed by the org"
    IMPORTED = "imported", "Imported"


class Family(models.Model):
    """Counterparts of one application across preview, sandbox and production."""

    title = models.CharField(max_length=255)

    class Meta:
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title


class Application(models.Model):
    """An application of one org: listed by Okta, or imported because nobody lists it.

    Derived columns are written by judging only; people write overrides.
    """

    org = models.ForeignKey(
        "orgs.Org", on_delete=models.CASCADE, related_name="applications"
    )
    okta_id = models.CharField(  # noqa: DJ001 (null: no org lists it)
        max_length=100, null=True
    )
    label = models.CharField(max_length=255)
    name = models.CharField(max_length=255, blank=True)  # Okta's catalogue name
    status = models.CharField(max_length=20, blank=True)
    sign_on_mode = models.CharField(max_length=40, blank=True)
    application_type = models.CharField(max_length=20, blank=True)
    client_id = models.CharField(max_length=120, blank=True)
    grant_types = models.TextField(blank=True)  # space-separated, sorted
    is_okta_own = models.BooleanField(default=False)
    shape_problem = models.TextField(blank=True)  # why the object could not be read
    model = models.CharField(
        max_length=20, choices=DeploymentModel, default=DeploymentModel.UNSURE
    )
    candidates = models.CharField(max_length=120, blank=True)  # space-separated
    confidence = models.PositiveSmallIntegerField(default=0)  # percent
    votes = models.JSONField(default=list)  # [{"witness","model","weight","reason"}]
    model_override = models.CharField(
        max_length=20, choices=DeploymentModel, blank=True
    )
    override_reason = models.TextField(blank=True)
    override_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    override_at = models.DateTimeField(null=True, blank=True)
    target_model = models.CharField(max_length=20, choices=DeploymentModel, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="owned_applications",
    )
    team = models.ForeignKey(
        "accounts.Team",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="applications",
    )
    wave = models.ForeignKey(
        "plans.Wave",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="applications",
    )
    family = models.ForeignKey(
        Family,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="applications",
    )
    origin = models.CharField(
        max_length=10, choices=Origin, default=Origin.OKTA, db_default=Origin.OKTA
    )
    sdk = models.CharField(  # id in apps.facts.sdks; blank: nobody said
        max_length=60, blank=True, default="", db_default=""
    )
    grade = models.CharField(max_length=10, choices=Grade, default=Grade.UNSURE)
    step_codes = models.CharField(max_length=60, blank=True)  # one letter per stage
    next_step = models.CharField(max_length=60, blank=True)  # stage id
    open_findings = models.PositiveSmallIntegerField(default=0)
    first_seen_at = models.DateTimeField(null=True)
    gone_at = models.DateTimeField(null=True)  # no longer listed by the org

    class Meta:
        ordering = ["label", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["org", "okta_id"], name="one_row_per_application"
            )
        ]
        indexes = [
            models.Index(fields=["org", "label", "id"], name="application_by_label"),
            models.Index(fields=["label", "id"], name="application_all_by_label"),
            models.Index(
                fields=["team", "org", "label", "id"], name="application_by_team"
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def effective_model(self) -> str:
        """A person's override where there is one, else what the votes say."""
        return self.model_override or self.model


class Brand(models.Model):
    """A brand of an org; customised sign-in pages belong to it."""

    org = models.ForeignKey("orgs.Org", on_delete=models.CASCADE, related_name="brands")
    okta_id = models.CharField(max_length=100)
    name = models.CharField(max_length=255)
    custom_domain = models.CharField(max_length=255, blank=True)
    gone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["org", "okta_id"], name="one_row_per_brand")
        ]

    def __str__(self) -> str:
        return self.name


class AuthorizationServer(models.Model):
    """A custom authorization server; the org's own one is in no list."""

    org = models.ForeignKey(
        "orgs.Org", on_delete=models.CASCADE, related_name="authorization_servers"
    )
    okta_id = models.CharField(max_length=100)
    name = models.CharField(max_length=255)
    status = models.CharField(max_length=20, blank=True)
    issuer = models.CharField(max_length=500, blank=True)
    interaction_code = models.BooleanField(null=True)  # null: not seen
    # Clients of the policies that carry the grant; ["ALL_CLIENTS"] stands for all.
    clients = models.JSONField(default=list)
    gone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["org", "okta_id"], name="one_row_per_authorization_server"
            )
        ]

    def __str__(self) -> str:
        return self.name


class RecomputeRequest(models.Model):
    """An application, or a whole org, whose steps have to be told again.

    Written by those who know nothing of steps (a model was set, a waiver ended), taken
    away by the sweep of apps.checklists once that is done.
    """

    org = models.ForeignKey("orgs.Org", on_delete=models.CASCADE, related_name="+")
    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["org"],
                condition=models.Q(application=None),
                name="one_request_per_org",
            ),
            models.UniqueConstraint(
                fields=["application"], name="one_request_per_application"
            ),
        ]
