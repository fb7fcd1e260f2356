"""
What tells two cases apart once time is gone.

Left out is only what no later step depends on: instants (whether they are set is kept), counts of events, and
what a later stage no longer reads.
"""

from __future__ import annotations

from typing import Any

from fairnotice.cases.case import Case
from fairnotice.cases.stages import Stage

State = tuple[Any, ...]
NOT_OPENED: State = ("not opened",)
_NOTICE = frozenset({Stage.OPENED, Stage.AWAITING_RESPONSE, Stage.UNDER_REVIEW, Stage.IMPROVING, Stage.RE_EVALUATED})


def key(case: Case | None) -> State:
    """Return what the future of *case* depends on."""
    if case is None:
        return NOT_OPENED
    if case.stage is Stage.ENDED:
        return _ended(case)
    interim = case.interim
    return (
        case.stage,
        case.matter,
        case.has_team,
        case.managers,
        case.transfers,
        case.team_told,
        case.team_after is None,
        tuple(sorted(case.facts)),
        len(case.participants),
        case.pause is None,
        case.retired,
        case.reviewer is None,
        case.shredded,
        interim and (interim.kind, interim.reviewed),
        case.interims,
        _waiting(case),
        _stage(case),
    )


def _waiting(case: Case) -> State:
    """Return what somebody waits for beside the spine."""
    return (
        tuple(sorted(question.call for question in case.questions)),
        tuple(sorted(appeal.against for appeal in case.appeals)),
        case.interim_appealed,
        case.fresh_review is None,
        case.restore_by is None,
    )


def _stage(case: Case) -> State:
    """Return what only the stage itself, or the next ones, read."""
    stage, decision, proposal = case.stage, case.decision, case.proposal
    if stage in _NOTICE:
        return _notice(case)
    if stage is Stage.PROPOSED and proposal is not None:
        return (proposal.measure, proposal.second is None, bool(case.served))
    if decision is None:
        return ()
    if stage is Stage.DECIDED:
        return (
            decision.measure,
            decision.days,
            frozenset(decision.served),
            decision.appeal_until is None,
            decision.period_over,
            decision.appealed,
        )
    works = case.restriction
    ends = works is None or works.ends_at is None
    return (decision.measure, works and works.kind, ends, decision.appealed, decision.appeal_until is None)


def _notice(case: Case) -> State:
    """Return what matters of notice, answer and improvement."""
    added = case.supplement
    stage = case.stage
    return (
        case.round,
        case.warned_at is None,
        frozenset(case.served) if stage is Stage.AWAITING_RESPONSE else bool(case.served),
        case.improvements,
        None if added is None else added.respond_by is None,
        frozenset(case.extended_by) if stage is Stage.AWAITING_RESPONSE else None,
        case.plan is None,
        (case.improvement_served, case.prolonged, frozenset(case.reminders)) if stage is Stage.IMPROVING else None,
    )


def _ended(case: Case) -> State:
    """Return what matters of a case that has ended: what can still be undone, and by whom."""
    decision = case.decision if case.decision_stands or case.appeals or case.fresh_review else None
    known = decision and (decision.measure, decision.appealed, decision.appeal_until is None)
    heard = decision is not None or case.interims > 0
    return (
        case.stage,
        case.outcome,
        case.matter,
        tuple(sorted(case.facts)),
        known,
        case.worked if decision else None,
        len(case.participants) if heard else None,
        case.reviewer is None,
        case.shredded,
        case.interims,
        _waiting(case),
        (case.restriction is None, case.interim is None, case.pause is None, case.supplement is None),
    )
