"""Cases and everything that happened in them; events are only ever added."""

from __future__ import annotations

import uuid

from django.db import models

from fairnotice.ledger.looks import Finding
from fairnotice.ledger.people import Person
from fairnotice.ledger.policies import PolicyVersion


class ReferenceCounter(models.Model):
    """The last number given out in one month, so that references have no gaps and no twins."""

    month = models.TextField(primary_key=True)
    """Prefix and month, such as WM-2611."""
    last = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "reference_counter"

    def __str__(self) -> str:
        return f"{self.month}-{self.last:04d}"


class Case(models.Model):
    """One matter about one account; its stage is the fold of its events, kept here to be found by."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.TextField(unique=True)
    """As letters print it, such as WM-2611-0482."""
    matter = models.TextField(default="quality")
    account_id = models.TextField(db_index=True)
    account_kind = models.TextField()
    account_name = models.TextField()
    provision_id = models.TextField()
    policy = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="cases")
    finding = models.ForeignKey(Finding, null=True, on_delete=models.PROTECT, related_name="cases")
    """What a case about quality rests on; None where it rests on violations."""
    reviewer = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="claimed_cases")
    stage = models.TextField()
    outcome = models.TextField(blank=True)
    """Empty while open."""
    opened_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    seen_snapshot = models.TextField(blank=True)
    """Id of the newest data already searched for later outcomes while the account improves."""

    class Meta:
        db_table = "case"
        constraints = [
            models.UniqueConstraint(
                fields=["account_id", "matter", "provision_id"],
                condition=models.Q(outcome=""),
                name="one_open_case_per_account_matter_and_provision",
            ),
            models.CheckConstraint(
                condition=models.Q(stage="ended", ended_at__isnull=False) & ~models.Q(outcome="")
                | ~models.Q(stage="ended") & models.Q(outcome="", ended_at__isnull=True),
                name="an_ended_case_has_an_outcome",
            ),
            models.CheckConstraint(
                condition=~models.Q(matter="quality") | models.Q(finding__isnull=False),
                name="a_case_about_quality_rests_on_a_finding",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class CaseEvent(models.Model):
    """Something that happened in a case; numbered from 1 without gaps, never changed, never removed."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events")
    number = models.PositiveIntegerField()
    name = models.TextField()
    """Class name of a ``cases.events`` event."""
    facts = models.JSONField()
    actor = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    actor_kind = models.TextField()
    """account, member, reviewer, clock, engine or world."""
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    policy = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="+")
    words_digest = models.CharField(max_length=64, blank=True)
    """Commitment to what a person wrote (``chain.commitment``); empty where nobody wrote anything."""
    salt = models.CharField(max_length=64)
    """Random: keeps the digest from being guessed by those who may not see the event."""
    digest = models.CharField(max_length=64)
    """Binds all of this, the records relied on, and the event before (``chain.event_digest``)."""

    class Meta:
        db_table = "case_event"
        ordering = ["case", "number"]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="events_are_numbered_per_case"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="events_start_at_one"),
            models.CheckConstraint(condition=~models.Q(digest="") & ~models.Q(salt=""), name="events_are_chained"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


class EventText(models.Model):
    """What a person wrote; kept apart so that it can be shredded while the event stays."""

    event = models.OneToOneField(CaseEvent, on_delete=models.PROTECT, related_name="words")
    text = models.TextField()
    salt = models.CharField(max_length=64)
    """Without it the event's commitment says nothing about the text; it goes with the text."""

    class Meta:
        db_table = "event_text"

    def __str__(self) -> str:
        return self.text[:40]


class Clock(models.Model):
    """A deadline as a row: due at an instant, by a rule, swept by ``fairnotice work``."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="clocks")
    kind = models.TextField()
    """A ``cases.clocks.ClockKind`` value."""
    subject = models.TextField(blank=True)
    """What it is about within the case: a notice or a thread."""
    rule = models.TextField()
    """In words and numbers, such as ``response 14 d after proof, Europe/Lisbon``."""
    started_at = models.DateTimeField()
    due_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True)
    """When a pause began; the time left then is ``due_at - stopped_at``."""
    ended_at = models.DateTimeField(null=True)
    """When it ran out or was no longer needed."""

    class Meta:
        db_table = "clock"
        indexes = [
            models.Index(fields=["due_at"], condition=models.Q(ended_at=None, stopped_at=None), name="running_clocks"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "kind", "subject"], condition=models.Q(ended_at=None), name="one_running_clock_a_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} due {self.due_at}"
