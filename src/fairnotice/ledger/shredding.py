"""Words of people that are gone for good, on record as gone; what happened stays, and its chain holds."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import models, transaction

from fairnotice.ledger.dockets import Case, CaseEvent, EventText
from fairnotice.ledger.evidence_files import EvidenceStore
from fairnotice.ledger.hearing import Draft, Evidence, Goal, SentWords
from fairnotice.ledger.hearings import HearerViewText
from fairnotice.ledger.snapshots import EvidenceSnapshot, ReliedOn, ShreddedRecord
from fairnotice.ledger.violations import ViolationText, WithdrawalText
from fairnotice.ledger.weighing import LesserReason


class Shredding(models.Model):
    """That the personal text of an event was removed, when, and why; only then does the database let it go."""

    class Ground(models.TextChoices):
        """Why it may go."""

        RETENTION = "retention"
        """The time that the policy's pack keeps it for is over."""
        REQUEST = "request"
        """Somebody asked for it, and that time is over."""

    event = models.OneToOneField(CaseEvent, on_delete=models.PROTECT, primary_key=True, related_name="shredding")
    ground = models.TextField(choices=Ground.choices)
    shredded_at = models.DateTimeField()

    class Meta:
        db_table = "shredding"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ground__in=["retention", "request"]), name="shredding_has_a_ground"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event} shredded {self.shredded_at}"


def shred_words(case: Case, *, ground: Shredding.Ground, now: datetime) -> int:
    """
    Remove what people wrote in *case*, with the salts that bound it; return how many texts went.

    That they went is on record, with the case's first event even where nobody wrote anything. The events stay with
    their commitments: without the salt nobody can tell what was written.
    """
    texts = EventText.objects.filter(event__case=case)
    written = set(texts.values_list("event_id", flat=True))
    first = case.events.order_by("number").values_list("pk", flat=True)[0]
    known = set(Shredding.objects.filter(event__case=case).values_list("event_id", flat=True))
    Shredding.objects.bulk_create(
        Shredding(event_id=pk, ground=ground, shredded_at=now) for pk in sorted((written | {first}) - known)
    )
    SentWords.objects.filter(event__case=case).delete()
    Goal.objects.filter(event__case=case).exclude(text="").update(text="")
    Draft.objects.filter(case=case).delete()
    ViolationText.objects.filter(version__violation__brought__case=case).delete()
    WithdrawalText.objects.filter(withdrawal__violation__brought__case=case).delete()
    HearerViewText.objects.filter(view__case=case).delete()
    LesserReason.objects.filter(weighing__event__case=case).delete()
    texts.delete()
    return len(written)


def shred_files(case: Case, *, now: datetime) -> int:
    """
    Remove the files handed in that no other case still keeps, once this is on record; return how many go.

    Their digests stay with the events, so that who has the file can still show that it was the one.
    """
    handed_in = set(Evidence.objects.filter(case=case).values_list("file_id", flat=True))
    kept_for = Case.objects.exclude(events__shredding__isnull=False).values("pk")
    still = Evidence.objects.filter(file_id__in=handed_in, case__in=kept_for).values_list("file_id", flat=True)
    going = sorted(handed_in - set(still))
    ShreddedRecord.objects.bulk_create(
        [ShreddedRecord(sha256=sha256, shredded_at=now) for sha256 in going], ignore_conflicts=True
    )
    store = EvidenceStore.of_home(Path(settings.HOME))
    for sha256 in going:
        transaction.on_commit(partial(store.remove, sha256))
    return len(going)


def shred_records(case: Case, *, now: datetime) -> int:
    """Remove the records that no case relies on any more whose words are still there; return how many went."""
    relied_on = set(ReliedOn.objects.filter(event__case=case).values_list("sha256", flat=True))
    kept_for = Case.objects.exclude(events__shredding__isnull=False).values("pk")
    still = set(
        ReliedOn.objects.filter(sha256__in=relied_on, event__case__in=kept_for).values_list("sha256", flat=True)
    )
    going = EvidenceSnapshot.objects.filter(sha256__in=relied_on - still)
    gone = sorted(going.values_list("sha256", flat=True))
    ShreddedRecord.objects.bulk_create(ShreddedRecord(sha256=sha256, shredded_at=now) for sha256 in gone)
    going.delete()
    return len(gone)
