"""What a sweep does beside looks and deliveries: each kind of deed, with how to find what is due, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import partial
from uuid import UUID

from fairnotice.actions.answer_promise import AnswerPromise, answer_promise, waiting_promises
from fairnotice.actions.carry_corrections import carry_corrections
from fairnotice.actions.collect_evidence import collect_evidence
from fairnotice.actions.confirm_restored import ConfirmRestored, confirm_restored, waiting_restorations
from fairnotice.actions.deal_with_finding import DealWithFinding, deal_with_finding, waiting_findings
from fairnotice.actions.meet_exit import MeetExit, held_cases, meet_exit
from fairnotice.actions.pause_rules import (
    cases_to_pause,
    pause_case,
    pause_rule,
    retire_rule,
    rules_to_pause,
    rules_to_retire,
)
from fairnotice.actions.re_evaluate import ReEvaluate, re_evaluate
from fairnotice.actions.run_clock import RunClock, due_clocks, run_clock
from fairnotice.actions.shred import Shred, cases_past_their_time, shred
from fairnotice.actions.waiting_cases import waiting_cases

Deed = Callable[[], str]
"""Does one thing and returns its name, or "" where it was not due after all."""
Chore = tuple[str, Callable[[datetime], Iterable[Deed]]]
"""The tally of the report that counts it; what is due, found when its turn comes."""


def _rules(now: datetime) -> Iterable[Deed]:
    for clause, share in rules_to_pause():
        yield partial(pause_rule, clause, share, now=now)
    for over in rules_to_retire(now=now):
        yield partial(retire_rule, over, now=now)


def _paused_cases(now: datetime) -> Iterable[Deed]:
    return (partial(pause_case, case, pause, now=now) for case, pause in cases_to_pause())


def _findings(now: datetime) -> Iterable[Deed]:
    return (partial(deal_with_finding, DealWithFinding(finding), now=now) for finding in waiting_findings())


def _improving(now: datetime) -> Iterable[Deed]:
    return (partial(re_evaluate, ReEvaluate(case), now=now) for case in waiting_cases())


def _corrections(now: datetime) -> Iterable[Deed]:
    return [partial(_corrected, now=now)]


def _exits(now: datetime) -> Iterable[Deed]:
    return (partial(meet_exit, MeetExit(case), now=now) for case in held_cases())


def restorations(now: datetime) -> Iterable[Deed]:
    """Return the reversals whose effects the marketplace says it has put back."""
    return (partial(confirm_restored, ConfirmRestored(case), now=now) for case in waiting_restorations())


def clocks(now: datetime) -> Iterable[Deed]:
    """Return the defaults of the deadlines that have run out."""
    return (partial(run_clock, RunClock(clock), now=now) for clock in due_clocks(now=now))


def _old_words(now: datetime) -> Iterable[Deed]:
    return (partial(_shredded, case, now=now) for case in cases_past_their_time(now=now))


def _promises(now: datetime) -> Iterable[Deed]:
    return (partial(_answered, promise, now=now) for promise in waiting_promises())


def _evidence(now: datetime) -> Iterable[Deed]:
    return [partial(collect_evidence, now=now)]


BEFORE_CLOCKS: Sequence[Chore] = (
    ("findings", _rules),
    ("steps", _paused_cases),
    ("findings", _findings),
    ("steps", _improving),
    ("answers", _corrections),
    ("steps", _exits),
    ("steps", restorations),
)
AFTER_CLOCKS: Sequence[Chore] = (
    ("steps", _old_words),
    ("answers", _promises),
    ("answers", _evidence),
)


def _corrected(*, now: datetime) -> str:
    """Carry granted corrections to the warehouse."""
    return "corrections carried" if carry_corrections(now=now) else ""


def _answered(promise: UUID, *, now: datetime) -> str:
    """Keep one promise if its time has come."""
    return "promises answered" if answer_promise(AnswerPromise(promise), now=now) else ""


def _shredded(case: UUID, *, now: datetime) -> str:
    """Remove the words of one case whose time is over."""
    shred(Shred(case), now=now)
    return "cases shredded"
