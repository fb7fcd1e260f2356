"""What one member of staff asks another to approve: a hold before any decision."""

from __future__ import annotations

from django.db import models

from fairnotice.ledger.dockets import Case, CaseEvent
from fairnotice.ledger.people import Person


class InterimRequest(models.Model):
    """An interim hold that waits for a second person; without one it never begins."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="interim_requests")
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.TextField()
    """``work_hold`` or ``full_hold``."""
    exception = models.TextField()
    """Code in the policy's list."""
    evidence = models.JSONField()
    """A list of sentences, each naming one piece of evidence of the exception."""
    reasons = models.TextField()
    asked_at = models.DateTimeField()
    answered_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)
    declined_because = models.TextField(blank=True)
    event = models.OneToOneField(CaseEvent, null=True, on_delete=models.PROTECT, related_name="interim_request")
    """The hold, where it was approved."""

    class Meta:
        db_table = "interim_request"
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(answered_at=None), name="one_open_interim_request_a_case"
            ),
            models.CheckConstraint(
                condition=models.Q(answered_by=None) | ~models.Q(answered_by=models.F("asked_by")),
                name="an_interim_hold_has_two_people",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.exception}"
