"""
One search: every case that a set of threads can lead to, breadth first.

It serves three ends at once. Each step that is allowed is checked. Each step that is refused by one guard alone is
taken all the same, to see which promise breaks without that guard, by the shortest history. And the clock's own
steps are kept as a graph, so that it can be said from every case that it ends without anybody's doing.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from fairnotice.cases import events as e
from fairnotice.cases.case import Case
from fairnotice.cases.clocks import ClockKind, running_clocks
from fairnotice.cases.flow import NEXT_STAGE, TAKEN_BY, decide, evolve
from fairnotice.cases.guards import GUARDS
from fairnotice.cases.refusals import NotYoursToTake
from fairnotice.cases.stages import Stage, Who
from fairnotice.cases.standing import Standing
from fairnotice.kernel.refusal import Refusal
from tests.support.every_case.attempts import attempts
from tests.support.every_case.keys import NOT_OPENED, State, key
from tests.support.every_case.promises import DEFAULT_OF, broken, subject_of
from tests.support.every_case.world import FAR

History = tuple[str, ...]
Lock = tuple[str, str]
"""A step and one of its guards."""
NOT_DEFAULTS = (e.FindingLapsed, e.ReEvaluatedNotImproved)
"""Ends of a deadline that are not the clock's own, or would hide a default that is missing."""
NO_STEP = frozenset({ClockKind.REMINDER_HALF, ClockKind.REMINDER_LAST, ClockKind.FINDING})
"""Deadlines that nothing waits for."""


@dataclass(slots=True)
class Found:
    """What a search found."""

    states: int = 0
    steps: int = 0
    refused: int = 0
    depth: int = 0
    fired: set[tuple[Stage | None, type[e.Event]]] = field(default_factory=set)
    refusing: set[Lock] = field(default_factory=set)
    broken: dict[str, History] = field(default_factory=dict)
    killed: dict[Lock, tuple[str, History]] = field(default_factory=dict)
    by_clock: dict[State, tuple[State, ...]] = field(default_factory=dict)
    ends: dict[State, str] = field(default_factory=dict)
    """What is wrong with a case if nothing more happens to it, or ""."""
    histories: dict[State, History] = field(default_factory=dict)

    def line(self) -> str:
        """Return the figures as a line."""
        return f"{self.states} cases, {self.steps} steps tried, {self.refused} refused, longest history {self.depth}"


def failing(case: Case | None, step: e.Event) -> list[str]:
    """Return every guard that refuses a step."""
    names = []
    for guard in GUARDS[type(step)]:
        try:
            guard(case, step)
        except Refusal:
            names.append(guard.__name__)
    return names


def waits_wrongly(case: Case, defaults: set[tuple[ClockKind, str]]) -> str:
    """Return a deadline that runs and at whose end nothing can be done, or ""."""
    running = [clock for clock in running_clocks(case) if clock.stopped_at is None and clock.kind not in NO_STEP]
    head_start = any(clock.kind is ClockKind.HEAD_START for clock in running)
    for clock in running:
        if (clock.kind, clock.subject) in defaults or (clock.kind is ClockKind.RESPONSE and head_start):
            continue
        return f"P17: the deadline {clock.kind} runs out, and nothing follows"
    return ""


def settled(case: Case) -> str:
    """Return what is wrong with a case if the clock does nothing more, or ""."""
    if not case.final:
        return f"P17: {case.stage} waits for ever"
    return "" if case.standing is Standing.GOOD or case.closed_for_good else "P17: restricted for ever"


class Search:
    """A search on its way."""

    def __init__(self, kinds: Iterable[type[e.Event]]) -> None:
        self.found = Found()
        self.queue: deque[tuple[Case, State, History]] = deque()
        self.kinds = {
            stage: tuple(kind for kind in kinds if (stage, kind) in NEXT_STAGE) for stage in Stage
        }  # fmt: skip
        self.tried: set[tuple[type[e.Event], tuple[str, ...]]] = set()

    def run(self, openings: Iterable[e.Event]) -> Found:
        """Visit every case that *openings* lead to."""
        found = self.found
        found.histories[NOT_OPENED] = ()
        for opening in openings:
            self.attempt(None, opening, ())
        while self.queue:
            case, here, history = self.queue.popleft()
            found.depth = max(found.depth, len(history))
            defaults: set[tuple[ClockKind, str]] = set()
            by_clock: dict[State, None] = {}
            for kind in self.kinds[case.stage]:
                for step in attempts(kind, case):
                    after = self.attempt(case, step, history)
                    if after is not None and step.by is Who.CLOCK and step.at == FAR and kind in DEFAULT_OF:
                        defaults.add((DEFAULT_OF[kind], subject_of(step)))
                        if kind not in NOT_DEFAULTS:
                            by_clock[after] = None
            if wrong := waits_wrongly(case, defaults):
                found.broken.setdefault(wrong, history)
            found.by_clock[here] = tuple(by_clock)
            found.ends[here] = settled(case)
        found.states = len(found.histories)
        return found

    def attempt(self, case: Case | None, step: e.Event, history: History) -> State | None:
        """Try one step; return the case that it leads to, if it is allowed."""
        found = self.found
        found.steps += 1
        kind = type(step)
        against = failing(case, step)
        if against:
            found.refused += 1
            self.refuse(case, step, against, history)
            return None
        row = (case.stage if case else None, kind)
        if row not in found.fired:
            found.fired.add(row)
            self.others_may_not(case, step)
        after = evolve(case, decide(case, step))
        if wrong := broken(case, step, after):
            found.broken.setdefault(wrong, (*history, kind.__name__))
        there = key(after)
        if there not in found.histories:
            found.histories[there] = (*history, kind.__name__)
            self.queue.append((after, there, found.histories[there]))
        return there

    def refuse(self, case: Case | None, step: e.Event, against: list[str], history: History) -> None:
        """Note who refused; take the step all the same where one guard alone stands against it."""
        kind = type(step)
        self.found.refusing.update((kind.__name__, name) for name in against)
        if (kind, tuple(against)) not in self.tried:
            self.tried.add((kind, tuple(against)))
            try:
                decide(case, step)
            except Refusal:
                pass
            else:
                self.found.broken.setdefault("a guard refuses and the step is allowed", (*history, kind.__name__))
        lock = (kind.__name__, against[0])
        if len(against) == 1 and lock not in self.found.killed:
            wrong = broken(case, step, evolve(case, step))
            if wrong:
                self.found.killed[lock] = (wrong, (*history, kind.__name__))

    def others_may_not(self, case: Case | None, step: e.Event) -> None:
        """Try a step that is allowed in everybody else's name."""
        for who in set(Who) - TAKEN_BY[type(step)]:
            try:
                decide(case, replace(step, by=who))
            except NotYoursToTake:
                continue
            self.found.broken.setdefault(f"P7: {who} took {type(step).__name__}", ())


def never_settled(found: Found) -> dict[str, History]:
    """Return what is wrong with the clock's own futures: a circle, a wait without end, a restriction without end."""
    wrong: dict[str, History] = {}
    done: set[State] = set()
    path: set[State] = set()
    for start in found.by_clock:
        stack: list[tuple[State, bool]] = [(start, False)]
        while stack:
            here, leaving = stack.pop()
            if leaving:
                path.discard(here)
                done.add(here)
                continue
            if here in path:
                wrong.setdefault("P17: the clock goes in circles", found.histories[here])
                continue
            if here in done:
                continue
            path.add(here)
            stack.append((here, True))
            nexts = found.by_clock[here]
            if not nexts and found.ends[here]:
                wrong.setdefault(found.ends[here], found.histories[here])
            stack += ((there, False) for there in nexts)
    return wrong
