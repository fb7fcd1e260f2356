"""Recorded breaches: each once, corrections beside it, withdrawals beside it; nothing is changed, nothing removed."""

from __future__ import annotations

from django.db import models

from fairnotice.ledger.dockets import Case, CaseEvent
from fairnotice.ledger.people import Person
from fairnotice.ledger.policies import PolicyVersion


class Violation(models.Model):
    """A breach that was recorded once, whoever reported it how often; what is known of it stands in its versions."""

    violation_id = models.TextField(primary_key=True)
    """As the marketplace's own records call it."""
    account_id = models.TextField(db_index=True)
    """Whose own conduct it is; it never changes."""
    account_kind = models.TextField()
    provision_id = models.TextField()
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "violation"

    def __str__(self) -> str:
        return self.violation_id


class ViolationVersion(models.Model):
    """What was known of a violation from an instant on; a correction is the next version, never a second violation."""

    violation = models.ForeignKey(Violation, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    policy = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="+")
    """The version that bound when it happened (P14)."""
    occurred_at = models.DateTimeField()
    severity = models.TextField(blank=True)
    actor_account_id = models.TextField(blank=True)
    """The person who did it; empty where it is the account as such."""
    evidence = models.JSONField()
    """Pairs of kind and reference."""
    reported_by = models.TextField(blank=True)
    own_initiative = models.BooleanField()
    source = models.TextField()
    """staff, import or api."""
    fingerprint = models.CharField(max_length=64)
    """SHA-256 of everything that was reported, description included."""
    recorded_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "violation_version"
        ordering = ["violation", "number"]
        constraints = [
            models.UniqueConstraint(fields=["violation", "number"], name="versions_are_numbered_per_violation"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="versions_start_at_one"),
            models.CheckConstraint(
                condition=models.Q(source__in=["staff", "import", "api"]), name="a_violation_has_a_source"
            ),
            models.CheckConstraint(
                condition=models.Q(recorded_at__gte=models.F("occurred_at")), name="a_violation_has_happened"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.violation_id} as of {self.recorded_at}"


class ViolationText(models.Model):
    """What happened, in words; kept apart so that it can be shredded while the record stays."""

    version = models.OneToOneField(ViolationVersion, on_delete=models.PROTECT, related_name="words")
    text = models.TextField()

    class Meta:
        db_table = "violation_text"

    def __str__(self) -> str:
        return self.text[:40]


class ViolationWithdrawal(models.Model):
    """A violation that was taken back: it counts as if it had never been recorded, and stays on record with this."""

    violation = models.OneToOneField(Violation, on_delete=models.PROTECT, primary_key=True, related_name="withdrawal")
    withdrawn_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField()

    class Meta:
        db_table = "violation_withdrawal"

    def __str__(self) -> str:
        return f"{self.violation_id} withdrawn {self.withdrawn_at}"


class WithdrawalText(models.Model):
    """Why a violation was taken back, in words that can be shredded."""

    withdrawal = models.OneToOneField(ViolationWithdrawal, on_delete=models.PROTECT, related_name="words")
    text = models.TextField()

    class Meta:
        db_table = "violation_withdrawal_text"

    def __str__(self) -> str:
        return self.text[:40]


class ViolationInCase(models.Model):
    """Which case a violation was brought into, as which version; the same act is judged once."""

    violation = models.OneToOneField(Violation, on_delete=models.PROTECT, primary_key=True, related_name="brought")
    version = models.ForeignKey(ViolationVersion, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="violations")

    class Meta:
        db_table = "violation_in_case"

    def __str__(self) -> str:
        return f"{self.violation_id} in {self.case_id}"


class ViolationReading(models.Model):
    """One reading of the imported table of violations: what became of its rows, and why some were refused."""

    key = models.CharField(max_length=64, primary_key=True)
    """Fingerprint of the files read and the policies known: the same reading is done once."""
    read_at = models.DateTimeField()
    rows = models.PositiveIntegerField()
    recorded = models.PositiveIntegerField()
    corrected = models.PositiveIntegerField()
    refused = models.JSONField()
    """Violation ids, each with why it was refused."""

    class Meta:
        db_table = "violation_reading"

    def __str__(self) -> str:
        return f"{self.rows} violations read {self.read_at}"


class Acknowledgement(models.Model):
    """A person confirmed that they read a text: which one, word for word, when, and how they were signed in."""

    event = models.OneToOneField(CaseEvent, on_delete=models.PROTECT, primary_key=True, related_name="acknowledgement")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="acknowledgements")
    reference = models.TextField(unique=True)
    """Of the receipt, such as WM-2611-0482-A1."""
    account_id = models.TextField(db_index=True)
    provision_id = models.TextField()
    policy = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="acknowledgements")
    shown = models.TextField()
    """Everything that was shown, word for word; no personal words are in it."""
    sentence = models.TextField()
    """The sentence that was confirmed."""
    fingerprint = models.CharField(max_length=64)
    """SHA-256 of what was shown."""
    session_kind = models.TextField()
    """How the person was signed in: code, passkey, single_sign_on, demonstration, or session where no more is known."""
    signed_at = models.DateTimeField()

    class Meta:
        db_table = "acknowledgement"

    def __str__(self) -> str:
        return self.reference


class AcknowledgementWithdrawal(models.Model):
    """An acknowledgement that was taken back; both stay on record, with their dates."""

    acknowledgement = models.OneToOneField(
        Acknowledgement, on_delete=models.PROTECT, primary_key=True, related_name="withdrawal"
    )
    event = models.OneToOneField(CaseEvent, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField()

    class Meta:
        db_table = "acknowledgement_withdrawal"

    def __str__(self) -> str:
        return f"{self.acknowledgement_id} taken back {self.withdrawn_at}"
