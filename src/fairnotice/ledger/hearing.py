"""Being heard: what was written to others, what was handed in and opened, who speaks for whom, and what is aimed at."""

from __future__ import annotations

import uuid

from django.db import models

from fairnotice.ledger.dockets import Case, CaseEvent
from fairnotice.ledger.people import Person


class SentWords(models.Model):
    """The own words of something a person of the staff sent, without names, numbers and rule texts."""

    event = models.OneToOneField(CaseEvent, on_delete=models.PROTECT, related_name="own_words")
    account_id = models.TextField(db_index=True)
    """To whom they were sent."""
    words = models.TextField()
    """Parted by spaces; shredded with the text of the event."""

    class Meta:
        db_table = "sent_words"

    def __str__(self) -> str:
        return self.words[:40]


class WordPrint(models.Model):
    """A number by which a text that shares much with another is found again."""

    value = models.BigIntegerField()
    sent = models.ForeignKey(SentWords, on_delete=models.CASCADE, related_name="prints", db_index=False)

    class Meta:
        db_table = "word_print"
        indexes = [models.Index(fields=["value", "sent"], name="words_by_print")]

    def __str__(self) -> str:
        return str(self.value)


class RefusedDraft(models.Model):
    """A reply or decision that the gate sent back to its writer; counted, never shown to the account."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="refused_drafts")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    document = models.TextField()
    """reply, withdraw, improvement, ..."""
    thread = models.PositiveIntegerField(default=0)
    code = models.TextField()
    """Of the refusal."""
    likeness = models.PositiveIntegerField(null=True)
    """Of 100, for a near-copy."""
    fingerprint = models.CharField(max_length=64)
    """Of the words, so that looking twice counts once."""
    refused_at = models.DateTimeField()

    class Meta:
        db_table = "refused_draft"
        constraints = [
            models.UniqueConstraint(
                fields=["case", "person", "document", "thread", "code", "fingerprint"],
                name="a_draft_is_refused_once_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document} refused: {self.code}"


class EvidenceFile(models.Model):
    """One content that was handed in, kept once in the home's ``evidence`` folder under its SHA-256."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField()
    """Bytes."""
    media_type = models.TextField()
    """As its first bytes say."""
    stored_at = models.DateTimeField()

    class Meta:
        db_table = "evidence_file"

    def __str__(self) -> str:
        return self.sha256[:12]


class Evidence(models.Model):
    """A file that somebody handed in for a case; its name is personal text and stands beside the event."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="evidence")
    event = models.OneToOneField(CaseEvent, on_delete=models.PROTECT, related_name="evidence")
    file = models.ForeignKey(EvidenceFile, on_delete=models.PROTECT, related_name="handed_in")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        db_table = "evidence"

    def __str__(self) -> str:
        return f"evidence {self.id}"


class EvidenceLook(models.Model):
    """Somebody of the staff opened a contract or a file of a case: who decides has seen what it rests on."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="evidence_looks")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    subject = models.TextField()
    """Id of the contract, violation or evidence."""
    looked_at = models.DateTimeField()

    class Meta:
        db_table = "evidence_look"
        constraints = [
            models.UniqueConstraint(fields=["case", "person", "subject"], name="the_first_look_is_on_record"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} opened"


class Representation(models.Model):
    """Somebody whom the account lets speak for it, in one case, until it changes its mind."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="representations")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="representations")
    may_act = models.BooleanField()
    """Answers, asks and objects for the account; without it reads only."""
    admitted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    admitted_at = models.DateTimeField()
    dismissed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "representation"
        constraints = [
            models.UniqueConstraint(
                fields=["case", "person"], condition=models.Q(dismissed_at=None), name="admitted_once_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} for {self.case}"


class Draft(models.Model):
    """What somebody has written and not yet sent; theirs alone, gone when it is sent."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="drafts")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="drafts")
    sheet = models.TextField()
    """answer, ask, statement, ..."""
    text = models.TextField(blank=True)
    contracts = models.JSONField(default=list)
    kept_at = models.DateTimeField()

    class Meta:
        db_table = "draft"
        constraints = [models.UniqueConstraint(fields=["person", "case", "sheet"], name="one_draft_a_sheet")]

    def __str__(self) -> str:
        return f"draft of {self.sheet}"


class Goal(models.Model):
    """Something an account aims at while it has time to improve, and how far it has come."""

    class Kind(models.TextChoices):
        """What is counted."""

        SATISFIED = "satisfied"
        """Satisfied contracts with clients who are new since the notice."""
        LEFT_OUT = "left_out"
        """Contracts shown not to count."""
        OWN = "own"
        """In somebody's own words; nothing is counted."""

    event = models.ForeignKey(CaseEvent, on_delete=models.PROTECT, related_name="goals")
    """The start of the time to improve, or the plan that the account proposed."""
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="goals")
    number = models.PositiveIntegerField()
    kind = models.TextField(choices=Kind.choices)
    needed = models.PositiveIntegerField(default=0)
    contracts = models.JSONField(default=list)
    """Which ones, for those shown not to count."""
    text = models.TextField(blank=True)
    """Own words; shredded with the text of the event."""
    reached = models.PositiveIntegerField(default=0)
    counted_at = models.DateTimeField(null=True)
    snapshot = models.TextField(blank=True)

    class Meta:
        db_table = "goal"
        ordering = ["event", "number"]
        constraints = [
            models.UniqueConstraint(fields=["event", "number"], name="goals_are_numbered"),
            models.CheckConstraint(
                condition=models.Q(kind="own", needed=0) | ~models.Q(kind="own") & models.Q(needed__gte=1),
                name="a_counted_goal_says_how_many",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.reached} of {self.needed}"


class CountedOutcomes(models.Model):
    """How every contract counted when a case was last told its numbers, so that a corrected one is noticed."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="counted_outcomes")
    snapshot = models.TextField()
    counts = models.JSONField()
    """Contract id to satisfied, adverse, unrated or left_out."""
    counted_at = models.DateTimeField()

    class Meta:
        db_table = "counted_outcomes"

    def __str__(self) -> str:
        return f"{len(self.counts)} contracts at {self.snapshot}"
