"""What an account can reach for: the changes that would give another result, counted as they come true."""

from __future__ import annotations

from datetime import datetime

from fairnotice.cases.events import PlanProposed
from fairnotice.evaluation.record import explanation_from_json
from fairnotice.evaluation.result import Explanation
from fairnotice.ledger.casebook import Docket
from fairnotice.ledger.dockets import CaseEvent
from fairnotice.ledger.hearing import CountedOutcomes, Goal
from fairnotice.policy.rulebook import Counts

RATED = frozenset({Counts.SATISFIED, Counts.ADVERSE})


def goals_of(explanation: Explanation) -> tuple[str, ...]:
    """Return each change that would lift the finding, easiest first; every one was evaluated again (P3)."""
    what_if = explanation.what_if
    if what_if is None:
        return ()
    goals = []
    if what_if.enough:
        contracts = (
            "satisfied contract with a new client" if what_if.enough == 1 else "satisfied contracts with new clients"
        )
        goals.append(f"{what_if.enough} more {contracts}.")
    if what_if.removals:
        listed = ", ".join(what_if.removals)
        goals.append(f"Show that these contracts should not count: {listed}.")
    if what_if.lapses_on:
        on = f"{what_if.lapses_on:%B} {what_if.lapses_on.day}, {what_if.lapses_on.year}"
        goals.append(f"With no new rated contract the finding ends by itself on {on}.")
    return tuple(goals)


def set_goals(docket: Docket, written: CaseEvent) -> None:
    """Put the goals of a time to improve on record as numbers to count, so that both sides see how far it is."""
    found = explanation_from_json(docket.row.finding.explanation) if docket.row.finding else None
    what_if = found.what_if if found else None
    goals = []
    if what_if and what_if.enough:
        goals.append(Goal(kind=Goal.Kind.SATISFIED, needed=what_if.enough))
    if what_if and what_if.removals:
        removals = list(what_if.removals)
        goals.append(Goal(kind=Goal.Kind.LEFT_OUT, needed=len(removals), contracts=removals))
    for number, goal in enumerate(goals, 1):
        goal.event, goal.case, goal.number = written, docket.row, number
        goal.save(force_insert=True)


def set_own_goals(docket: Docket, written: CaseEvent, goals: tuple[str, ...]) -> None:
    """Put what the account set itself on record, in its own words."""
    Goal.objects.bulk_create(
        Goal(event=written, case=docket.row, number=number, kind=Goal.Kind.OWN, text=text)
        for number, text in enumerate(goals, 1)
    )


def own_goals(docket: Docket) -> tuple[str, ...]:
    """Return what the account set itself, in its own words; empty where it proposed no plan."""
    plans = Goal.objects.filter(case=docket.row, kind=Goal.Kind.OWN, event__name=PlanProposed.__name__)
    return tuple(plans.order_by("event", "number").values_list("text", flat=True))


def count_goals(docket: Docket, later: Explanation, whole: Explanation, *, now: datetime) -> None:
    """Bring the goals up to date: *later* holds the contracts that ended after the notice, *whole* all of them."""
    found = explanation_from_json(docket.row.finding.explanation) if docket.row.finding else None
    known = {c.client_id for c in found.contracts if c.counts in RATED} if found else set()
    new = {c.client_id for c in later.contracts if c.counts == Counts.SATISFIED} - known
    out = {c.contract_id for c in whole.contracts if c.counts == Counts.LEFT_OUT}
    for goal in Goal.objects.filter(case=docket.row).exclude(kind=Goal.Kind.OWN):
        reached = len(new) if goal.kind == Goal.Kind.SATISFIED else len(out & set(goal.contracts))
        goal.reached, goal.counted_at, goal.snapshot = reached, now, whole.provenance.snapshot
        goal.save(update_fields=["reached", "counted_at", "snapshot"])


def counts_of(explanation: Explanation) -> dict[str, str]:
    """Return how each contract counts."""
    return {c.contract_id: str(c.counts) for c in explanation.contracts}


def changed_since(then: dict[str, str], now: Explanation) -> frozenset[str]:
    """
    Return the contracts that count otherwise than *then*: newly rated, closed by a dispute, or corrected.

    A contract that merely left the window, or is known and still says nothing, is no change.
    """
    rated = {str(each) for each in RATED}
    return frozenset(
        contract
        for contract, counts in counts_of(now).items()
        if counts != then.get(contract) and (counts in rated or then.get(contract) in rated)
    )


def told_counts(docket: Docket) -> dict[str, str] | None:
    """Return how the later contracts counted when the case was last told its numbers; None before that."""
    told = CountedOutcomes.objects.filter(case=docket.row).first()
    return dict(told.counts) if told else None


def keep_counts(docket: Docket, later: Explanation, *, now: datetime) -> None:
    """Remember how the later contracts count, as the case is told now."""
    CountedOutcomes.objects.update_or_create(
        case=docket.row,
        defaults={"counts": counts_of(later), "snapshot": later.provenance.snapshot, "counted_at": now},
    )
