"""Pauses of rules whose decisions were overturned too often, and what became of them."""

from __future__ import annotations

from django.db import models

from fairnotice.ledger.people import Person


class RulePause(models.Model):
    """One clause stands still until its owner takes it up again with reasons, or is given up."""

    policy_id = models.TextField()
    """The rulebook's own id, in all its versions."""
    provision_id = models.TextField()
    owner = models.TextField()
    """Who answers for the clause, as the policy names them."""
    paused_at = models.DateTimeField()
    overturned = models.PositiveIntegerField()
    answered = models.PositiveIntegerField()
    """*overturned* of *answered* objections led to the pause."""
    retire_by = models.DateTimeField()
    resumed_at = models.DateTimeField(null=True)
    resumed_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    reasons = models.TextField(blank=True)
    """Why it was taken up again; public."""
    retired_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "rule_pause"
        constraints = [
            models.UniqueConstraint(
                fields=["policy_id", "provision_id"],
                condition=models.Q(resumed_at=None),
                name="one_pause_of_a_rule_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(resumed_at=None) | ~models.Q(reasons="") & models.Q(resumed_by__isnull=False),
                name="a_rule_is_resumed_by_somebody_with_reasons",
            ),
            models.CheckConstraint(
                condition=models.Q(resumed_at=None) | models.Q(retired_at=None), name="a_retired_rule_stays_retired"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.provision_id} of {self.policy_id}"
