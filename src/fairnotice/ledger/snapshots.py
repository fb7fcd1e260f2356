"""The records that a case relies on, kept with its events, so that it can be shown when the facts have moved on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models

from fairnotice.kernel.canonical import canonical
from fairnotice.kernel.refusal import Refusal
from fairnotice.ledger.chain import content_digest
from fairnotice.ledger.dockets import Case, CaseEvent
from fairnotice.ledger.evidence_files import EvidenceStore
from fairnotice.ledger.hearing import Evidence
from fairnotice.ledger.looks import Finding
from fairnotice.policy.reading import read_policy

LOOK = "look"
"""What a case was opened upon: the explanation that its finding keeps."""
ON_THE_SAME = frozenset({"MeasureProposed", "Seconded", "DecisionMade"})
"""Events that rest on what the case has by then, unless they bring records of their own."""


class EvidenceSnapshot(models.Model):
    """One content that some event relies on, kept once under its SHA-256, whoever else relies on it."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    content = models.TextField(blank=True)
    """Canonical JSON; empty where a finding holds it already."""
    finding = models.ForeignKey(Finding, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "evidence_snapshot"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(content="", finding__isnull=False) | ~models.Q(content="") & models.Q(finding=None),
                name="a_snapshot_is_kept_once",
            ),
        ]

    def __str__(self) -> str:
        return self.sha256[:12]

    @property
    def text(self) -> str:
        """Return the content as canonical JSON."""
        return canonical(self.finding.explanation) if self.finding is not None else self.content


class ReliedOn(models.Model):
    """That an event relies on a record, and as what; bound by the event's digest."""

    event = models.ForeignKey(CaseEvent, on_delete=models.PROTECT, related_name="relied_on")
    what = models.TextField()
    """look, later, whole, or the id of a violation."""
    sha256 = models.CharField(max_length=64, db_index=True)
    """No foreign key: a record that was taken away is still named."""

    class Meta:
        db_table = "relied_on"
        constraints = [models.UniqueConstraint(fields=["event", "what"], name="relied_on_once_as_one_thing")]

    def __str__(self) -> str:
        return f"{self.what} {self.sha256}"


class ShreddedRecord(models.Model):
    """That a record that cases relied on was removed: the last of them is past the time it is kept for."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    shredded_at = models.DateTimeField()

    class Meta:
        db_table = "shredded_record"

    def __str__(self) -> str:
        return f"{self.sha256[:12]} shredded {self.shredded_at}"


@dataclass(frozen=True, slots=True)
class Record:
    """One record about to be kept."""

    what: str
    sha256: str
    content: str
    finding: Finding | None = None

    @property
    def bound(self) -> str:
        """Return what the event's digest says of it."""
        return f"{self.what} {self.sha256}"


def records_of(relied_on: Mapping[str, Any]) -> tuple[Record, ...]:
    """Return contents under the names they are relied on as, with their digests."""
    texts = {what: canonical(content) for what, content in relied_on.items()}
    return tuple(Record(what, content_digest(text), text) for what, text in sorted(texts.items()))


def record_of_finding(finding: Finding) -> Record:
    """Return the explanation that *finding* keeps; it is not stored a second time."""
    return Record(LOOK, content_digest(canonical(finding.explanation)), "", finding)


def records_by_then(case: Case) -> tuple[Record, ...]:
    """Return the newest record of each kind that the case relies on so far."""
    uses = ReliedOn.objects.filter(event__case=case).order_by("event__number")
    return tuple(Record(what, sha256, "") for what, sha256 in sorted({use.what: use.sha256 for use in uses}.items()))


def keep(event: CaseEvent, records: Iterable[Record], *, now: datetime) -> None:
    """Keep *records* with *event*, each content once."""
    for record in records:
        if record.content or record.finding:
            EvidenceSnapshot.objects.get_or_create(
                sha256=record.sha256,
                defaults={"content": record.content, "finding": record.finding, "recorded_at": now},
            )
        ReliedOn.objects.create(event=event, what=record.what, sha256=record.sha256)


def uses_of(event: CaseEvent) -> list[ReliedOn]:
    """Return what an event relies on; ask for many events with ``prefetch_related("relied_on")``."""
    seen: Any = event  # the type checker does not see relations that other modules add
    return list(seen.relied_on.all())


def content_of(sha256: str) -> Any:  # noqa: ANN401  any JSON value
    """
    Return what is kept under a digest.

    Raises:
        EvidenceSnapshot.DoesNotExist: it is gone.
    """
    return json.loads(EvidenceSnapshot.objects.select_related("finding").get(sha256=sha256).text)


def missing_records(case: Case) -> tuple[str, ...]:
    """
    Return, in words, each record that the case relies on and that is gone or not whole; empty when all are there.

    A missing record counts against the platform: no closure while there is one.
    """
    return (*missing_snapshots(case), *_missing_files(case))


def missing_snapshots(case: Case) -> Iterator[str]:
    """Yield the same of records and policies, without the files that were handed in."""
    for event in case.events.prefetch_related("relied_on").select_related("policy").order_by("number"):
        for use in uses_of(event):
            kept = EvidenceSnapshot.objects.select_related("finding").filter(sha256=use.sha256).first()
            if kept is None and ShreddedRecord.objects.filter(sha256=use.sha256).exists():
                continue
            if kept is None:
                yield f"What event {event.number} relies on as {use.what} is gone."
            elif content_digest(kept.text) != use.sha256:
                yield f"What event {event.number} relies on as {use.what} was changed."
    policies = {event.policy_id: event.policy for event in case.events.select_related("policy")}
    for fingerprint, version in policies.items():
        if _fingerprint_of(version.text) != fingerprint:
            yield f"The text of {version} is not the one that was published."


def _missing_files(case: Case) -> Iterator[str]:
    store = EvidenceStore.of_home(Path(settings.HOME))
    handed_in = Evidence.objects.filter(case=case).order_by("added_at")
    for sha256 in handed_in.values_list("file_id", flat=True):
        gone_by_right = ShreddedRecord.objects.filter(sha256=sha256).exists()
        if not gone_by_right and not store.is_as_handed_in(sha256):
            yield f"The file {sha256[:12]} that was handed in is gone or was changed."


@lru_cache(maxsize=32)
def _fingerprint_of(text: str) -> str:
    """Return the fingerprint of a policy's text; empty where it is no policy any more."""
    try:
        return read_policy(text, source="on record").fingerprint
    except Refusal:
        return ""
