"""What a step changes for its account: found by comparing its standing before and after, so that no step can forget."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from fairnotice.actions.queue_effect import StandingChange, What, queue_effect, take_turn
from fairnotice.cases import events as e
from fairnotice.cases.case import Case as CaseValue
from fairnotice.cases.standing import Allowed, Capability, Standing, capabilities, strictest
from fairnotice.ledger.casebook import Docket, case_value
from fairnotice.ledger.dockets import Case, CaseEvent

REVERSALS = (e.DecisionReversed, e.AppealUnanswered, e.FreshReviewUnanswered)


def tell_of_change(docket: Docket, before: CaseValue, event: e.Event, written: CaseEvent, *, now: datetime) -> None:
    """
    Record what *event* changed in what the account may do, within the caller's transaction.

    Nothing is recorded where nothing works before and after; a lighter measure, or another
    end of the same one, is a change as well.
    """
    after = docket.case
    if _at_work(before) == _at_work(after) and not _undone(before, after):
        return
    row = docket.row
    take_turn(row.account_id)
    others = standings_of(row.account_id, apart_from=row)
    table: Mapping[Capability, Allowed] = capabilities((*others, after.standing))
    works = after.restriction or after.interim
    change = StandingChange(
        what=_what(before, after, event),
        account_id=row.account_id,
        account_kind=row.account_kind,
        before=strictest((*others, before.standing)).value,
        after=strictest((*others, after.standing)).value,
        capabilities={capability.value: allowed.value for capability, allowed in table.items()},
        starts_at=event.at,
        ends_at=works.ends_at if works else None,
    )
    queue_effect(change, case=row, event=written, now=now)


def standings_of(account_id: str, *, apart_from: Case | None = None) -> tuple[Standing, ...]:
    """Return what each open case of the account makes of it; only its own cases touch an account (P13)."""
    rows = Case.objects.filter(account_id=account_id, outcome="")
    if apart_from is not None:
        rows = rows.exclude(pk=apart_from.pk)
    return tuple(case_value(row).standing for row in rows)


def _at_work(case: CaseValue) -> tuple[object, ...]:
    """Return what works in a case, and until when."""
    return tuple((thread.kind, thread.ends_at) for thread in (case.restriction, case.interim) if thread is not None)


def _undone(before: CaseValue, after: CaseValue) -> bool:
    """Say whether a restriction that worked once is undone after its end: the record it left must go."""
    return before.worked and after.restore_by is not None and before.restore_by is None


def _what(before: CaseValue, after: CaseValue, event: e.Event) -> What:
    """Return what kind of change it is."""
    if isinstance(event, REVERSALS) and getattr(event, "against", "") != "interim":
        return What.REVERSED
    if before.interim and not after.interim and not after.restriction:
        return What.INTERIM_ENDED
    if after.interim and not before.interim:
        return What.INTERIM_STARTED
    if after.restriction and not before.restriction:
        return What.RESTRICTION_STARTED
    return What.RESTRICTION_CHANGED if after.restriction else What.RESTRICTION_ENDED
