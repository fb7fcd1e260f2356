"""How quickly questions are answered, and how often a reply was sent back by the boilerplate gate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import mean, median

from fairnotice.ledger.dockets import CaseEvent
from fairnotice.ledger.hearing import RefusedDraft

NINE_TENTHS = 0.9


@dataclass(frozen=True, slots=True)
class ReplyFigures:
    """Questions asked in a period, and what became of them by its end."""

    since: datetime
    until: datetime
    asked: int
    answered: int
    unanswered: int
    """Waited until their case ended in the account's favor."""
    waiting: int
    median: timedelta | None
    """Time from question to reply; None where none was answered."""
    mean: timedelta | None
    ninth_tenth: timedelta | None
    """Nine of ten were answered within this."""
    refused_drafts: Mapping[str, int]
    """Drafts that were sent back, by the refusal's code."""
    sent_documents: int
    """Replies, withdrawals and advice that went out."""

    @property
    def refused_of_100(self) -> int | None:
        """Return how many of 100 drafts were sent back; None where nothing was written."""
        refused = sum(self.refused_drafts.values())
        drafts = refused + self.sent_documents
        return round(100 * refused / drafts) if drafts else None


def reply_figures(*, since: datetime, until: datetime) -> ReplyFigures:
    """Return the figures of the questions asked and documents written from *since* up to, and without, *until*."""
    asked = _threads("QuestionAsked", since, until)
    replied = _threads("ReplySent", since, None)
    given_up = _threads("QuestionUnanswered", since, None)
    times = [replied[key] - at for key, at in asked.items() if key in replied and replied[key] < until]
    answered = len(times)
    unanswered = sum(key in given_up and given_up[key] < until and key not in replied for key in asked)
    documents = CaseEvent.objects.filter(actor_kind="reviewer", occurred_at__gte=since, occurred_at__lt=until)
    refused = RefusedDraft.objects.filter(refused_at__gte=since, refused_at__lt=until)
    return ReplyFigures(
        since=since,
        until=until,
        asked=len(asked),
        answered=answered,
        unanswered=unanswered,
        waiting=len(asked) - answered - unanswered,
        median=_seconds(median(each.total_seconds() for each in times)) if times else None,
        mean=_seconds(mean(each.total_seconds() for each in times)) if times else None,
        ninth_tenth=_within(times, NINE_TENTHS),
        refused_drafts=dict(Counter(refused.values_list("code", flat=True)).most_common()),
        sent_documents=documents.filter(words__isnull=False).exclude(name="EvidenceAdded").count(),
    )


def _threads(name: str, since: datetime, until: datetime | None) -> dict[tuple[str, int], datetime]:
    """Return when each thread had its first event of that name."""
    events = CaseEvent.objects.filter(name=name, occurred_at__gte=since).order_by("-occurred_at")
    if until is not None:
        events = events.filter(occurred_at__lt=until)
    return {
        (str(e.case_id), int(e.facts["thread"])): e.occurred_at for e in events.only("case", "facts", "occurred_at")
    }


def _seconds(number: float) -> timedelta:
    return timedelta(seconds=number)


def _within(times: Sequence[timedelta], share: float) -> timedelta | None:
    """Return the shortest time within which that share of *times* lies; None where there is none."""
    ordered = sorted(times)
    if not ordered:
        return None
    return next(each for place, each in enumerate(ordered, 1) if place >= share * len(ordered))
