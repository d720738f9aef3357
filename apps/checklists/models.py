"""Steps with their evidence and history; a row exists once something was said."""

from django.conf import settings
from django.db import models


class StepState(models.TextChoices):
    """The eleven states; precedence is their order here."""

    NOT_APPLICABLE = "not_applicable", "Not applicable"
    WAIVED = "waived", "Waived"
    REOPENED = "reopened", "Reopened"
    PROVEN = "proven", "Proven"
    ATTESTED = "attested", "Attested"
    STALE = "stale", "Stale"
    UNKNOWN = "unknown", "Unknown"
    BLOCKED = "blocked", "Blocked"
    WAITING = "waiting", "Waiting"
    IN_PROGRESS = "in_progress", "In progress"
    NOT_STARTED = "not_started", "Not started"


class Step(models.Model):
    """One stage for one subject: "org", "brand:<id>", "application:<id>", ...

    Without a row a step is derived from its application, stage and org. `settled_at`
    is when it was last proven or attested: what makes a later denial a reopening.
    `upheld_by` is the probe whose fresh reading keeps it proven.
    """

    org = models.ForeignKey("orgs.Org", on_delete=models.CASCADE, related_name="steps")
    application = models.ForeignKey(
        "inventory.Application",
        on_delete=models.CASCADE,
        null=True,
        related_name="steps",
    )
    subject = models.CharField(max_length=130)
    stage = models.CharField(max_length=60)
    state = models.CharField(max_length=16, choices=StepState)
    why = models.TextField(blank=True)
    changed_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    upheld_by = models.CharField(max_length=80, blank=True)
    next_change_at = models.DateTimeField(null=True, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["org", "subject", "stage"],
                name="one_step_per_subject_and_stage",
            )
        ]
        indexes = [
            models.Index(fields=["org", "upheld_by", "state"], name="step_upheld")
        ]


class Evidence(models.Model):
    """A dated statement of a witness about a step. Insert-only.

    A newer row exists only where the statement or its digest changed; machine evidence
    stays fresh as long as its parts are read completely (apps.snapshots PartState), a
    person's until `valid_until`.
    """

    class Says(models.TextChoices):
        SUPPORTS = "supports", "Supports"
        DENIES = "denies", "Denies"
        UNKNOWN = "unknown", "Could not tell"
        OUTSIDE = "outside", "Does not apply"

    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="evidence")
    witness = models.CharField(max_length=16)  # apps.facts.fact.Witness
    says = models.CharField(max_length=8, choices=Says)
    probe = models.CharField(max_length=80, blank=True)
    message = models.TextField()
    observed_at = models.DateTimeField()
    valid_until = models.DateTimeField(null=True)
    snapshot = models.ForeignKey(
        "snapshots.Snapshot", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    reading = models.JSONField(null=True)  # {"part","okta_id","pointer","excerpt"}
    digest = models.CharField(max_length=32)
    # What a person says, or carries over, counts while its decision is not withdrawn.
    decision = models.ForeignKey(
        "Decision", on_delete=models.SET_NULL, null=True, related_name="evidence"
    )

    class Meta:
        ordering = ["-observed_at", "-pk"]


class StepTransition(models.Model):
    """The history of a step: every change of state with its reason."""

    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="transitions")
    at = models.DateTimeField()
    before = models.CharField(max_length=16, blank=True)
    after = models.CharField(max_length=16)
    why = models.TextField(blank=True)


class Attachment(models.Model):
    """A file that backs a decision; its bytes lie outside the web root."""

    org = models.ForeignKey("orgs.Org", on_delete=models.CASCADE, related_name="+")
    application = models.ForeignKey(
        "inventory.Application", on_delete=models.CASCADE, null=True, related_name="+"
    )
    name = models.CharField(max_length=200)  # as its uploader called it
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()  # bytes
    digest = models.CharField(max_length=64)  # SHA-256, in hex
    stored_as = models.CharField(max_length=60, unique=True)  # name in the data folder
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    uploaded_at = models.DateTimeField()


class Decision(models.Model):
    """What a person decided about one step, with the reason.

    Life cycle: asked -> approved (a waiver; by somebody else) -> expired or withdrawn.
    Attesting, "not applicable" and carrying over need no approval: approved as they
    are made. `carried_from` is the decision whose evidence was carried over, if that
    was a person's.
    """

    class Kind(models.TextChoices):
        ATTEST = "attest", "Attested"
        WAIVE = "waive", "Waived"
        NOT_APPLICABLE = "not_applicable", "Not applicable"
        CARRY = "carry", "Carried over"

    org = models.ForeignKey("orgs.Org", on_delete=models.CASCADE, related_name="+")
    application = models.ForeignKey(
        "inventory.Application",
        on_delete=models.CASCADE,
        null=True,
        related_name="decisions",
    )
    subject = models.CharField(max_length=130)
    stage = models.CharField(max_length=60)
    kind = models.CharField(max_length=14, choices=Kind)
    note = models.TextField()
    link = models.URLField(max_length=500, blank=True)
    attachment = models.ForeignKey(
        Attachment, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    asked_at = models.DateTimeField()
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)
    carried_from = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-asked_at", "-pk"]
        indexes = [
            models.Index(fields=["org", "subject", "stage"], name="decision_by_step")
        ]


class CheckRun(models.Model):
    """One run of the scenarios of a test step, before or after the org's upgrade.

    A run after the upgrade in which nothing failed attests its step (`decision`).
    """

    class Moment(models.TextChoices):
        BEFORE = "before", "Before the upgrade"
        AFTER = "after", "After the upgrade"

    org = models.ForeignKey("orgs.Org", on_delete=models.CASCADE, related_name="+")
    application = models.ForeignKey(
        "inventory.Application", on_delete=models.CASCADE, related_name="check_runs"
    )
    stage = models.CharField(max_length=60)
    moment = models.CharField(max_length=6, choices=Moment)
    note = models.TextField(blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    recorded_at = models.DateTimeField()
    decision = models.ForeignKey(
        Decision, on_delete=models.SET_NULL, null=True, related_name="check_runs"
    )
    carried_from = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-recorded_at", "-pk"]
        indexes = [models.Index(fields=["application", "stage"], name="run_by_step")]


class CheckResult(models.Model):
    """How one scenario of a run went."""

    class Scenario(models.TextChoices):
        SIGN_IN = "sign_in", "Sign in"
        SIGN_UP = "sign_up", "Sign up"
        RECOVERY = "recovery", "Recovery"
        MFA = "mfa", "MFA"
        SIGN_OUT = "sign_out", "Sign out"

    class Result(models.TextChoices):
        PASSED = "passed", "Passed"
        FAILED = "failed", "Failed"
        NOT_USED = "not_used", "Not used"

    run = models.ForeignKey(CheckRun, on_delete=models.CASCADE, related_name="results")
    scenario = models.CharField(max_length=10, choices=Scenario)
    result = models.CharField(max_length=8, choices=Result)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["run", "scenario"], name="one_result_per_scenario"
            )
        ]


class StepSetting(models.Model):
    """What people set for one step: when it is due, whose it is, how long proof lasts.

    `due` follows from the wave's phase unless `due_is_set`. `order_reason` says why the
    advised order was left.
    """

    org = models.ForeignKey("orgs.Org", on_delete=models.CASCADE, related_name="+")
    application = models.ForeignKey(
        "inventory.Application",
        on_delete=models.CASCADE,
        null=True,
        related_name="step_settings",
    )
    subject = models.CharField(max_length=130)
    stage = models.CharField(max_length=60)
    due = models.DateField(null=True)
    due_is_set = models.BooleanField(default=False)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    shelf_life_days = models.PositiveSmallIntegerField(null=True)
    order_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["org", "subject", "stage"],
                name="one_setting_per_subject_and_stage",
            )
        ]
        indexes = [models.Index(fields=["assignee", "due"], name="setting_by_assignee")]


class StepRollup(models.Model):
    """How many steps of a stage are in a state, keyed by what bounds access."""

    org = models.ForeignKey("orgs.Org", on_delete=models.CASCADE, related_name="+")
    team = models.ForeignKey(
        "accounts.Team", on_delete=models.CASCADE, null=True, related_name="+"
    )
    model = models.CharField(max_length=20, blank=True)  # blank: org track
    stage = models.CharField(max_length=60)
    state = models.CharField(max_length=16, choices=StepState)
    n = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["org", "team", "model", "stage", "state"],
                name="one_rollup_cell_per_team",
            ),
            models.UniqueConstraint(
                fields=["org", "model", "stage", "state"],
                condition=models.Q(team=None),
                name="one_rollup_cell",
            ),
        ]


class ApplicationRollup(models.Model):
    """How many listed applications of an org share a model and a grade."""

    org = models.ForeignKey("orgs.Org", on_delete=models.CASCADE, related_name="+")
    team = models.ForeignKey(
        "accounts.Team", on_delete=models.CASCADE, null=True, related_name="+"
    )
    model = models.CharField(max_length=20)
    grade = models.CharField(max_length=10)
    n = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["org", "team", "model", "grade"],
                name="one_application_rollup_cell_per_team",
            ),
            models.UniqueConstraint(
                fields=["org", "model", "grade"],
                condition=models.Q(team=None),
                name="one_application_rollup_cell",
            ),
        ]
