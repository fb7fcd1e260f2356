"""Notices as served, the rows that carry word of them, and the proofs that they arrived."""

from __future__ import annotations

import uuid

from django.db import models

from fairnotice.ledger.dockets import Case, CaseEvent
from fairnotice.ledger.looks import Finding
from fairnotice.ledger.people import Person
from fairnotice.ledger.promises import ReviewPromise


class Notice(models.Model):
    """The portal copy of a letter: this is the notice, mail only points to it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="notices")
    """None for an early private word, which is no case."""
    finding = models.ForeignKey(Finding, null=True, on_delete=models.PROTECT, related_name="notices")
    promise = models.ForeignKey(ReviewPromise, null=True, on_delete=models.PROTECT, related_name="notices")
    """The promised review that this letter answers."""
    event = models.ForeignKey(CaseEvent, null=True, on_delete=models.PROTECT, related_name="notices")
    """The event that owed this letter."""
    document = models.TextField()
    """A ``notices.documents.Document`` value."""
    recipient = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="notices")
    recipient_role = models.TextField()
    """owner, manager, member or freelancer."""
    reference = models.TextField()
    subject = models.TextField()
    letter = models.JSONField()
    """The letter as structured words (``notices.letter.Letter``)."""
    text = models.TextField()
    html = models.TextField()
    not_before = models.DateTimeField()
    created_at = models.DateTimeField()

    class Meta:
        db_table = "notice"
        constraints = [
            models.UniqueConstraint(fields=["event", "document", "recipient"], name="one_notice_per_event_and_person"),
            models.UniqueConstraint(
                fields=["finding", "document", "recipient"],
                condition=models.Q(event=None, promise=None),
                name="one_early_word_per_finding_and_person",
            ),
            models.UniqueConstraint(fields=["promise", "recipient"], name="one_answer_per_promise_and_person"),
            models.CheckConstraint(
                condition=models.Q(case__isnull=False, event__isnull=False)
                | models.Q(case=None, event=None, finding__isnull=False)
                | models.Q(case=None, event=None, promise__isnull=False),
                name="a_notice_is_owed_by_something",
            ),
        ]

    def __str__(self) -> str:
        return self.subject


class DeliveryProof(models.Model):
    """Evidence that a notice reached its recipient; the first one starts the clocks."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="proofs")
    kind = models.TextField()
    """opened (while signed in), seen (confirmed) or signed_post."""
    proven_at = models.DateTimeField()
    actor = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "delivery_proof"
        constraints = [models.UniqueConstraint(fields=["notice", "kind"], name="one_proof_a_kind")]

    def __str__(self) -> str:
        return f"{self.kind} {self.proven_at}"


class Outgoing(models.Model):
    """One attempt to tell one person over one channel; recorded before it touches the wire."""

    class State(models.TextChoices):
        """queued -> handing -> handed -> sent -> bounced; a crash on the way leaves doubt."""

        QUEUED = "queued"
        HANDING = "handing"
        HANDED = "handed"
        SENT = "sent"
        BOUNCED = "bounced"
        DOUBT = "doubt"
        FAILED = "failed"
        """Refused for good before anything left."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="outgoing")
    channel = models.TextField()
    """email, or post: printed and given to staff."""
    kind = models.TextField(default="letter")
    """letter or reminder."""
    address = models.TextField(blank=True)
    state = models.TextField(choices=State.choices, default=State.QUEUED)
    due_at = models.DateTimeField()
    """Not before this instant: the delivery window, or the next retry."""
    lease_until = models.DateTimeField(null=True)
    leased_by = models.TextField(blank=True)
    attempts = models.PositiveIntegerField(default=0)
    message_id = models.TextField(blank=True)
    last_error = models.TextField(blank=True)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "outgoing"
        indexes = [models.Index(fields=["state", "due_at"], name="outgoing_due")]
        constraints = [
            models.UniqueConstraint(fields=["notice", "channel", "kind"], name="one_row_per_notice_and_channel"),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.state}"
