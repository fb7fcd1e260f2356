"""
Every case there can be, without time: everybody attempts everything, every deadline may run out at any moment.

The steps are real: ``decide`` and ``evolve`` of `cases.flow`. Only time is taken
away: a person's step comes a second after the last event, a clock's step after
every deadline there is, so that defaults may be taken in any order and late.
Two managers and one member. What nobody could be refused for in a stage is not built
there: the table of steps is asked first, as ``decide`` does.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import chain, product
from typing import Any

from fairnotice.cases import events as e
from fairnotice.cases.case import Case
from fairnotice.cases.flow import NEXT_STAGE, decide, evolve
from fairnotice.cases.stages import Stage, Who
from fairnotice.kernel.refusal import Refusal

START = datetime(2026, 11, 2, tzinfo=UTC)
FAR = timedelta(days=400)
SECOND = timedelta(seconds=1)
DAYS = timedelta(days=14)
ANNA, BEN, MIA, EVA, RUTH = 1, 2, 3, 4, 9
"""Two managers, a member, a stranger, a reviewer."""
MANAGERS = (ANNA, BEN)
FACTS = ("C-1", "C-2")


@dataclass(frozen=True, slots=True)
class Threads:
    """What goes on beside the spine of a case in a search; each multiplies the number of cases."""

    questions: int = 1
    """Most that are open at once."""
    claims: bool = False
    reminders: bool = False


SPINE = Threads()
EVERYTHING = Threads(questions=2, claims=True, reminders=True)


State = tuple[Any, ...]


def opening(**changes: Any) -> e.CaseOpened:
    """Return an opening as it should be."""
    base = e.CaseOpened(
        at=START,
        by=Who.ENGINE,
        verdict="finding",
        facts=FACTS,
        new_adverse=("C-1",),
        managers=MANAGERS,
        has_team=True,
        deliver_by=START + timedelta(days=30),
        stands_until=START + timedelta(days=75),
        bound_since=START - timedelta(days=300),
        conduct_from=START - timedelta(days=40),
    )
    return replace(base, **changes)


def key(case: Case | None) -> State:
    """Return what tells cases apart once time is gone."""
    if case is None:
        return ("not opened",)
    return (
        case.stage,
        case.outcome,
        case.round,
        case.has_team,
        frozenset(case.served),
        case.warned_at is None,
        case.respond_by is None,
        case.team_told,
        case.members_told,
        frozenset(case.extended_by),
        case.improvement_served,
        case.improvements,
        case.prolonged,
        frozenset(case.reminders),
        len(case.questions),
        case.stopped_at is None,
        case.reviewer,
    )


def latest(case: Case) -> datetime:
    """Return an instant after everything that is due or has happened in a case."""
    known = (
        case.opened_at,
        case.deliver_by,
        case.stands_until,
        case.warned_at,
        case.respond_by,
        case.team_after,
        case.speak_until,
        case.review_by,
        case.improve_from,
        case.improve_by,
        case.stopped_at,
        *(q.answer_by for q in case.questions),
    )
    return max(instant for instant in known if instant is not None)


def openings() -> Iterator[e.Event]:
    """Yield every way somebody may try to open a case, most of them wrong."""
    yield opening()
    yield opening(has_team=False)
    yield opening(managers=())
    for verdict in ("heads_up", "clear", "insufficient_evidence"):
        yield opening(verdict=verdict)
    yield opening(new_adverse=())
    yield opening(facts=())
    yield opening(by=Who.CLOCK)
    yield opening(conduct_from=START - timedelta(days=301))
    yield opening(conduct_from=None)
    yield opening(others_conduct=("C-1",))
    yield opening(own_effects=("C-1",))
    yield opening(provision_active=False)


def clock_steps(case: Case, threads: Threads = SPINE) -> Iterator[e.Event]:
    """Yield what the clock may do by itself once every deadline has run out."""
    at = latest(case) + FAR
    yield e.DeliveryLapsed(at, Who.CLOCK)
    yield e.TeamTold(at, Who.CLOCK, (MIA,), at + timedelta(days=7))
    for question in case.questions:
        yield e.QuestionUnanswered(at, Who.CLOCK, question.thread)
    yield e.ResponseWindowLapsed(at, Who.CLOCK, at + DAYS)
    yield e.ReviewLapsed(at, Who.CLOCK)
    if threads.reminders:
        yield e.Reminded(at, Who.CLOCK, "half")
        yield e.Reminded(at, Who.CLOCK, "last")
    yield e.ImprovementProlonged(at, Who.CLOCK, at + timedelta(days=60))
    yield e.ImprovementLapsed(at, Who.CLOCK)


def lapses(case: Case) -> Iterator[e.Event]:
    """Yield the end of the finding itself; apart from the stages' own limits, so that it cannot hide a missing one."""
    yield e.FindingLapsed(latest(case) + FAR, Who.CLOCK)


def engine_steps(case: Case) -> Iterator[e.Event]:
    """Yield what a fresh evaluation may say, also wrongly: earlier work, too little, not sure, too early."""
    for until in (latest(case) + FAR, case.stands_until or case.opened_at, case.opened_at):
        yield e.FindingStands(latest(case) + SECOND, Who.ENGINE, until, "s2")
    if case.stage is not Stage.IMPROVING:
        return
    late, early = latest(case) + FAR, (case.improve_from or case.opened_at) + SECOND
    warned = case.warned_at or START
    sayings = ((6, True, 0.9), (6, True, 0.6), (2, False, None), (0, False, None))
    for at, after, (rated, enough, v_later) in product((late, early), (warned, warned - DAYS), sayings):
        values: dict[str, Any] = {
            "snapshot": "s2",
            "ended_after": after,
            "later_rated": rated,
            "enough": enough,
            "v_later": v_later,
            "v": 0.4,
            "bar": 0.8,
            "contracts": ("C-9",),
        }
        yield e.ReEvaluatedNotImproved(at, Who.ENGINE, deliver_by=at + timedelta(days=30), **values)
        yield e.ReEvaluatedImproved(at, Who.ENGINE, **values)
        yield e.OutcomesCounted(at, Who.ENGINE, **values)


def too_early(case: Case) -> Iterator[e.Event]:
    """Yield defaults taken before their time."""
    at = case.opened_at + SECOND
    yield e.DeliveryLapsed(at, Who.CLOCK)
    yield e.TeamTold(at, Who.CLOCK, (MIA,), at)
    yield e.ResponseWindowLapsed(at, Who.CLOCK, at)
    yield e.ReviewLapsed(at, Who.CLOCK)
    yield e.ImprovementProlonged(at, Who.CLOCK, at)
    yield e.ImprovementLapsed(at, Who.CLOCK)
    yield e.FindingLapsed(at, Who.CLOCK)
    yield e.QuestionUnanswered(latest(case) + FAR, Who.CLOCK, 999)
    for question in case.questions:
        yield e.QuestionUnanswered(case.opened_at, Who.CLOCK, question.thread)
    if case.respond_by is not None:  # the members may still speak
        yield e.ResponseWindowLapsed(case.respond_by, Who.CLOCK, at)


def proofs(case: Case) -> Iterator[e.Event]:
    """Yield every claim that a letter arrived: by managers, a member, a stranger, a mail server."""
    at = latest(case) + SECOND
    until = max(case.improve_by or at, at + timedelta(days=60))
    for person, proof in product((ANNA, BEN, MIA, EVA), ("opened", "accepted_by_mail_server")):
        if case.stage is Stage.IMPROVING:
            yield e.ImprovementServed(at, Who.WORLD, person, proof, until)
            yield e.ImprovementServed(at, Who.WORLD, person, proof, at - FAR)
        else:
            yield e.NoticeServed(at, Who.WORLD, person, proof, at + DAYS, at + timedelta(days=3))


def conversation(case: Case, threads: Threads) -> Iterator[e.Event]:
    """Yield questions, and answers with and without facts, with and without the time owed."""
    at = latest(case) + SECOND
    if len(case.questions) < threads.questions:
        yield e.QuestionAsked(at, Who.ACCOUNT, case.threads + 1, ANNA, at + DAYS)
        yield e.QuestionAsked(at, Who.MEMBER, case.threads + 1, MIA, at + DAYS)
    yield e.ReplySent(at, Who.REVIEWER, 999, ("C-1",), False, None)
    owed = (case.account_due or at) + (at - (case.stopped_at or at)) + DAYS
    contents = ((("C-1",), False), ((), True), ((), False), (("C-777",), False))
    for question, (cites, what), until in product(case.questions, contents, (owed, None)):
        yield e.ReplySent(at, Who.REVIEWER, question.thread, cites, what, until)


def people_steps(case: Case, threads: Threads) -> Iterator[e.Event]:
    """Yield what people may try, also in others' names and with the wrong content."""
    at = latest(case) + SECOND
    due = case.respond_by or at
    for by in (Who.ACCOUNT, Who.REVIEWER, Who.CLOCK):
        yield e.Extended(at, by, due + DAYS)
        yield e.Extended(at, by, due - DAYS)
    yield e.ResponseReceived(at, Who.ACCOUNT, ANNA, at + DAYS)
    yield e.ResponseReceived(at, Who.MEMBER, MIA, at + DAYS)
    yield e.StatementAdded(at, Who.MEMBER, MIA)
    for by in (Who.REVIEWER, Who.ENGINE, Who.CLOCK):
        for reasoned in (True, False):
            yield e.Withdrawn(at, by, reasoned)
        for goals in (("Seven more satisfied contracts.",), ()):
            yield e.ImprovementStarted(at, by, goals, at + timedelta(days=60))
    if threads.claims:
        for reviewer in (RUTH, RUTH + 1):
            yield e.CaseClaimed(at, Who.REVIEWER, reviewer)
            yield e.CaseGivenBack(at, Who.REVIEWER, reviewer)


def attempts(case: Case | None, threads: Threads) -> Iterator[e.Event]:
    """Yield everything anybody may try where the case stands."""
    if case is None:
        yield from openings()
        return
    sources = (
        clock_steps(case, threads),
        lapses(case),
        engine_steps(case),
        too_early(case),
        proofs(case),
        conversation(case, threads),
        people_steps(case, threads),
    )
    for attempt in chain.from_iterable(sources):
        if (case.stage, type(attempt)) in NEXT_STAGE:
            yield attempt


Property = Callable[[Case | None, e.Event, Case], str]
"""Takes (before, event, after) of a step that was allowed; returns what is wrong, or ""."""


@dataclass(slots=True)
class Space:
    """What a search found."""

    states: int = 0
    steps: int = 0
    refused: int = 0
    depth: int = 0
    fired: set[str] = field(default_factory=set)
    codes: set[str] = field(default_factory=set)
    broken: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Property to the shortest history that breaks it."""


def search(
    safety: dict[str, Property],
    liveness: Callable[[Case], str] | None = None,
    *,
    threads: Threads = SPINE,
    stop_at_first: bool = False,
) -> Space:
    """Visit every case there can be, breadth first, and check each step and each state."""
    space = Space()
    seen = {key(None)}
    queue: deque[tuple[Case | None, tuple[str, ...]]] = deque([(None, ())])
    while queue:
        case, history = queue.popleft()
        space.states += 1
        space.depth = max(space.depth, len(history))
        if liveness and case is not None and (wrong := liveness(case)):
            space.broken.setdefault(wrong, history)
        for attempt in attempts(case, threads):
            space.steps += 1
            try:
                event = decide(case, attempt)
            except Refusal as refused:
                space.refused += 1
                space.codes.add(refused.code)
                continue
            after = evolve(case, event)
            name = type(event).__name__
            space.fired.add(f"{case.stage if case else None} {name}")
            for label, holds in safety.items():
                if wrong := holds(case, event, after):
                    space.broken.setdefault(f"{label}: {wrong}", (*history, name))
            if key(after) not in seen:
                seen.add(key(after))
                queue.append((after, (*history, name)))
        if stop_at_first and space.broken:
            return space
    return space


def defaults_end_well(threads: Threads = SPINE) -> Callable[[Case], str]:
    """
    Return a check of one state: by the clock alone it ends, without going in circles, and in the account's favor.

    Memoized over all states it meets.
    """
    known: dict[State, str] = {}
    path: set[State] = set()

    def check(case: Case) -> str:
        here = key(case)
        if here in path:
            return "P17: the clock goes in circles"
        if here in known:
            return known[here]
        path.add(here)
        answer = _first_fault(case, check, threads)
        path.discard(here)
        known[here] = answer
        return answer

    return check


def _first_fault(case: Case, check: Callable[[Case], str], threads: Threads) -> str:
    """Return what is wrong with the clock's own future of a case, or ""; nothing new may ever be rated."""
    by_clock = _moves(case, clock_steps(case, threads))
    if not by_clock:
        return "" if case.final else f"P17: {case.stage} waits for ever"
    for after in by_clock:
        if case.open and not after.open and after.outcome not in {"lapsed", "improved"}:
            return "P17: silence ends a case against the account"
    return next(filter(None, map(check, (*by_clock, *_moves(case, engine_steps(case))))), "")


def _moves(case: Case, attempts: Iterable[e.Event]) -> list[Case]:
    """Return the other cases that the allowed ones of *attempts* lead to."""
    moved = []
    for attempt in attempts:
        try:
            after = evolve(case, decide(case, attempt))
        except Refusal:
            continue
        if key(after) != key(case):
            moved.append(after)
    return moved
