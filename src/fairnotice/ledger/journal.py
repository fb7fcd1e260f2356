"""The journal: one row per event of any case, in the order they were recorded, each bound to the one before."""

from __future__ import annotations

from django.db import models

from fairnotice.ledger.chain import BEFORE_THE_FIRST, journal_digest
from fairnotice.ledger.dockets import Case, CaseEvent

THE_HEAD = 1


class JournalEntry(models.Model):
    """That an event was recorded, and after which other."""

    number = models.PositiveBigIntegerField(primary_key=True)
    """Counts from 1 over all cases, without gaps."""
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    event_number = models.PositiveIntegerField()
    """Within the case; no foreign key, so that the journal can name an event that was taken away."""
    event_digest = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        db_table = "journal"
        constraints = [
            models.UniqueConstraint(fields=["case", "event_number"], name="an_event_is_entered_once"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="the_journal_starts_at_one"),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.event_digest[:12]}"


class JournalHead(models.Model):
    """The last row of the journal; whoever adds to it holds this row until the transaction ends."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=THE_HEAD)
    number = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)

    class Meta:
        db_table = "journal_head"
        constraints = [models.CheckConstraint(condition=models.Q(id=THE_HEAD), name="the_journal_has_one_head")]

    def __str__(self) -> str:
        return f"{self.number}: {self.digest[:12]}"


def enter(event: CaseEvent) -> JournalEntry:
    """
    Add *event* to the journal, within the transaction that records it.

    The head stays locked until that transaction ends, so that two processes never add after the same row. Lock every
    case that a transaction touches before its first event: the head comes last.
    """
    head, _ = JournalHead.objects.select_for_update().get_or_create(
        id=THE_HEAD, defaults={"number": 0, "digest": BEFORE_THE_FIRST}
    )
    number = head.number + 1
    entry = JournalEntry(
        number=number,
        case_id=event.case_id,
        event_number=event.number,
        event_digest=event.digest,
        digest=journal_digest(
            number=number,
            case=str(event.case_id),
            event=event.number,
            event_digest=event.digest,
            previous=head.digest,
        ),
    )
    entry.save(force_insert=True)
    JournalHead.objects.filter(id=THE_HEAD).update(number=number, digest=entry.digest)
    return entry
