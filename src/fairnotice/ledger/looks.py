"""Scheduled evaluations of everybody, and whom they found."""

from __future__ import annotations

from django.db import models

from fairnotice.ledger.policies import PolicyVersion


class Look(models.Model):
    """One scheduled evaluation of everybody, as of an instant."""

    look_on = models.DateField()
    as_of = models.DateTimeField()
    policy = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="looks")
    snapshot = models.TextField()
    """Id of the data versions read."""
    versions = models.JSONField()
    """Table to Delta version."""
    model = models.JSONField()
    """What was learned: prior, renewal, certificate, client classes' place (``evaluation``)."""
    summary = models.JSONField()
    """Accounts per verdict."""
    directory = models.TextField()
    """Folder of the evaluation table, relative to the warehouse."""
    fingerprint = models.CharField(max_length=64)
    """SHA-256 of the rows of the evaluation table, so that a replay can be compared (P15)."""
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "look"
        ordering = ["look_on"]
        constraints = [models.UniqueConstraint(fields=["policy", "look_on"], name="one_look_per_policy_and_day")]

    def __str__(self) -> str:
        return f"look of {self.look_on}"


class Finding(models.Model):
    """An account that crossed the bar, or came near enough for an early private word."""

    look = models.ForeignKey(Look, on_delete=models.PROTECT, related_name="findings")
    account_id = models.TextField()
    kind = models.TextField()
    provision_id = models.TextField()
    verdict = models.TextField()
    """``finding`` or ``heads_up``."""
    v = models.FloatField()
    charged = models.FloatField()
    """``1 - v`` paid from the lifetime ledger; 0 for a repeat of a standing finding."""
    explanation = models.JSONField()
    """The whole ``evaluation.result.Explanation`` as of the look."""

    class Meta:
        db_table = "finding"
        constraints = [
            models.UniqueConstraint(fields=["look", "account_id", "provision_id"], name="one_finding_per_look"),
            models.CheckConstraint(condition=models.Q(v__gte=0, v__lte=1), name="finding_v_is_a_probability"),
        ]

    def __str__(self) -> str:
        return f"{self.verdict} of {self.account_id}"


class FindingFate(models.Model):
    """What became of a finding, so that each is dealt with once, whatever crashes."""

    finding = models.OneToOneField(Finding, on_delete=models.PROTECT, primary_key=True, related_name="fate")
    fate = models.TextField()
    """case_opened, case_already_open, already_judged, rule_bound_then, told, not_wanted."""
    at = models.DateTimeField()

    class Meta:
        db_table = "finding_fate"

    def __str__(self) -> str:
        return self.fate
