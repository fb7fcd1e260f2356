"""What follows when a decision is undone: nothing is left but the reversal, and what cannot be put back is owed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from fairnotice.cases import events as e
from fairnotice.cases.case import Case as CaseValue
from fairnotice.cases.standing import CAPABILITIES, Standing
from fairnotice.ledger.casebook import Docket, events_of, lock_docket
from fairnotice.ledger.dockets import Case, CaseEvent
from fairnotice.ledger.effects import Effect
from fairnotice.ledger.hearings import CompensationItem

UNDOES = (e.DecisionReversed, e.AppealUnanswered, e.FreshReviewUnanswered)
"""Steps after which something was never decided."""
ENDS = (e.RestrictionEnded, e.ExitMet, e.Lifted)
HOLD_ENDS = (e.InterimLapsed, e.InterimEnded, e.InterimHoldReviewed)

OweReview = Callable[[Docket, str, datetime], object]
"""Lets a decision be looked at anew, and says why."""


@dataclass(frozen=True, slots=True)
class Period:
    """When something restricted an account."""

    since: datetime
    until: datetime

    @property
    def days(self) -> int:
        """Return how many days it lasted, begun ones included."""
        return max(1, -((self.since - self.until) // timedelta(days=1)))


def after_step(
    docket: Docket, before: CaseValue, event: e.Event, written: CaseEvent, *, now: datetime, owe_review: OweReview
) -> None:
    """Put on record what *event* leaves owed, and let cases that relied on this one be looked at anew (P9)."""
    if isinstance(event, UNDOES):
        lost = restricted(events_of(docket.row), of_interim=_is_interim(event), now=now)
        if lost is not None:
            _owe(docket, written, CompensationItem.Kind.TIME_LOST, lost, _given_back(docket), now=now)
    if isinstance(event, e.RestorationLate):
        late = Period(before.ended_at or now, now)
        _owe(docket, written, CompensationItem.Kind.NOT_RESTORED, late, _given_back(docket), now=now)
    if isinstance(event, (*UNDOES, e.AppealFiled)) and not _is_interim(event):
        for row in relied_on(docket.row):
            other = lock_docket(row.pk)
            if other.case.decision_stands and other.case.fresh_review is None:
                owe_review(other, "foundation", now)


def _is_interim(event: e.Event) -> bool:
    """Say whether the step is about an interim hold."""
    return getattr(event, "against", "") == "interim"


def restricted(history: list[e.Event], *, of_interim: bool, now: datetime) -> Period | None:
    """Return when the decision, or the interim hold, of a case restricted the account; None where it never did."""
    begins = e.InterimHoldImposed if of_interim else e.EffectGiven
    began = next((x.at for x in history if isinstance(x, begins)), None)
    if began is None:
        return None
    ended = next((x.at for x in history if isinstance(x, HOLD_ENDS if of_interim else ENDS) and x.at >= began), now)
    return Period(began, ended)


def relied_on(row: Case) -> list[Case]:
    """Return the account's cases whose measure was proposed upon the rung that this case is, by id."""
    proposals = CaseEvent.objects.filter(case__account_id=row.account_id, name=e.MeasureProposed.__name__)
    relying = {each.case_id for each in proposals.exclude(case=row) if row.reference in each.facts.get("rungs", ())}
    return list(Case.objects.filter(pk__in=relying).order_by("pk"))


def _given_back(docket: Docket) -> list[str]:
    """Return the capabilities that the marketplace has to give back."""
    effect = Effect.objects.filter(case=docket.row).order_by("-sequence").first()
    if effect is None:
        return []
    before, after = (CAPABILITIES[Standing(each)] for each in (effect.standing_before, effect.standing_after))
    return [capability.value for capability in before if before[capability] != after[capability]]


def _owe(
    docket: Docket,
    written: CaseEvent,
    kind: CompensationItem.Kind,
    period: Period,
    what: list[str],
    *,
    now: datetime,
) -> None:
    """Open an item; what it is worth is for the settlement."""
    CompensationItem.objects.create(
        case=docket.row,
        event=written,
        account_id=docket.row.account_id,
        account_kind=docket.row.account_kind,
        kind=kind,
        since=period.since,
        until=max(period.since, period.until),
        days=period.days,
        what=what,
        opened_at=now,
    )
