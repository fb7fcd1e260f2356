"""Promises to look again: an account asked, and new feedback will bring the answer by itself."""

from __future__ import annotations

import uuid

from django.db import models

from fairnotice.ledger.people import Person


class ReviewPromise(models.Model):
    """We could not say anything yet, and said that we look again when new feedback arrives."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.TextField(unique=True)
    account_id = models.TextField()
    provision_id = models.TextField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="review_promises")
    asked_at = models.DateTimeField()
    explanation = models.JSONField()
    """What we could say when it was asked."""
    last_snapshot = models.TextField()
    """Id of the newest data already searched for new outcomes."""
    answer = models.JSONField(null=True)
    """The explanation that answered it; None while the promise is open."""
    answered_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "review_promise"
        constraints = [
            models.UniqueConstraint(
                fields=["account_id", "provision_id"],
                condition=models.Q(answered_at=None),
                name="one_open_promise_per_account_and_provision",
            ),
            models.CheckConstraint(
                condition=models.Q(answered_at=None, answer=None) | models.Q(answered_at__isnull=False),
                name="an_answered_promise_has_an_answer",
            ),
        ]

    def __str__(self) -> str:
        return self.reference
