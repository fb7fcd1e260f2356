"""P9: everything derived after a reversed decision equals what is derived from the history without the decision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from fairnotice.cases import events as e
from fairnotice.cases.case import Case
from fairnotice.cases.clocks import running_clocks
from fairnotice.cases.flow import decide, evolve
from fairnotice.cases.ladder import Steps, climb
from fairnotice.cases.measures import Measure
from fairnotice.cases.stages import Matter, Outcome, Who
from fairnotice.cases.standing import Standing, capabilities, strictest
from fairnotice.ledger.rungs import rung_of

START = datetime(2026, 1, 5, 9, tzinfo=UTC)
DAY = timedelta(days=1)
LADDER = Steps((Measure.WARNING, Measure.WORK_HOLD, Measure.FULL_HOLD, Measure.SUSPENSION, Measure.CLOSURE))
MANAGER, REVIEWER, SECOND, HEARER = 1, 11, 12, 13


@dataclass(frozen=True)
class Matters:
    """One decided case of an account: what was decided, how far it came, and how it was undone, if it was."""

    day: int
    measure: Measure
    works: bool
    ended: bool
    undone: str
    """"", ``by_a_person`` or ``by_silence``."""

    def events(self, *, undo: bool = True) -> list[e.Event]:
        """Return its history; each step is allowed by the machine itself."""
        now = START + self.day * DAY
        steps = [*_decided(now, self.measure)]
        if self.measure.restricts and self.works:
            steps += _at_work(now, self.measure, ended=self.ended)
        later = now + 80 * DAY
        if undo and self.undone:
            steps.append(
                e.AppealFiled(at=later, by=Who.ACCOUNT, person=MANAGER, answer_by=later + 14 * DAY, against="decision")
            )
            restore_by = later + 40 * DAY if self.works and self.measure.restricts else None
            steps.append(
                e.AppealUnanswered(at=later + 15 * DAY, by=Who.CLOCK, restore_by=restore_by)
                if self.undone == "by_silence"
                else e.DecisionReversed(
                    at=later + 2 * DAY, by=Who.HEARER, person=HEARER, facts=("V-1",), reasoned=True,
                    restore_by=restore_by,
                )
            )  # fmt: skip
        return steps


def _decided(now: datetime, measure: Measure) -> list[e.Event]:
    restricts: dict[str, Any] = {"days": 30, "days_at_most": 90} if measure.has_end else {}
    served = now + 20 * DAY
    steps: list[e.Event] = [
        e.CaseOpened(
            at=now, by=Who.REVIEWER, verdict="recorded", facts=("V-1",), new_adverse=("V-1",), managers=(MANAGER,),
            has_team=False, deliver_by=now + 30 * DAY, matter=Matter.VIOLATION, bound_since=START - 90 * DAY,
            conduct_from=now - DAY,
        ),
        e.NoticeServed(
            at=now, by=Who.WORLD, person=MANAGER, proof="opened", respond_by=now + 14 * DAY, team_after=now + 3 * DAY
        ),
        e.ResponseReceived(at=now + DAY, by=Who.ACCOUNT, person=MANAGER, review_by=now + 15 * DAY),
        e.MeasureProposed(
            at=now + 2 * DAY, by=Who.REVIEWER, person=REVIEWER, measure=measure, facts=("V-1",), opened=("V-1",),
            lesser=tuple((m.value, "No.") for m in measure.lesser), reasoned=True, pinned=True, rungs=("WM-1",),
            at_most=Measure.CLOSURE, decide_by=now + 9 * DAY,
        ),
    ]  # fmt: skip
    if measure.needs_second:
        steps.append(
            e.Seconded(at=now + 3 * DAY, by=Who.SECOND, person=SECOND, measure=measure, blind=True, reasoned=True)
        )
    made = e.DecisionMade(
        at=now + 4 * DAY, by=Who.REVIEWER, person=REVIEWER, measure=measure, facts=("V-1",), reasoned=True,
        deliver_by=now + 34 * DAY, **restricts,
    )  # fmt: skip
    proven = e.DecisionServed(
        at=served, by=Who.WORLD, person=MANAGER, proof="opened", period_until=served + 14 * DAY,
        appeal_until=served + 200 * DAY, team_after=served,
    )  # fmt: skip
    return [*steps, made, proven]


def _at_work(now: datetime, measure: Measure, *, ended: bool) -> list[e.Event]:
    over = now + 34 * DAY
    ends_at = over + 31 * DAY if measure.has_end else None
    steps: list[e.Event] = [
        e.NoticePeriodOver(at=over, by=Who.CLOCK, effect_by=over + 14 * DAY),
        e.EffectGiven(at=over + DAY, by=Who.REVIEWER, person=REVIEWER, facts_read_today=True, ends_at=ends_at),
    ]
    if ended and ends_at is not None:
        steps.append(e.RestrictionEnded(at=ends_at, by=Who.CLOCK))
    return steps


def folded(steps: Sequence[e.Event]) -> Case:
    """Return what the steps add up to; the machine allowed each of them."""
    case: Case | None = None
    for step in steps:
        case = evolve(case, decide(case, step))
    assert case is not None
    return case


def derived(histories: Sequence[list[e.Event]]) -> dict[str, Any]:
    """Return everything that is ever derived from an account's cases."""
    cases = [folded(steps) for steps in histories]
    standings = [case.standing for case in cases]
    rungs = [rung_of(f"WM-{n}", case, steps) for n, (case, steps) in enumerate(zip(cases, histories, strict=True))]
    climbed = climb([r for r in rungs if r and not r.reversed], LADDER, now=START + 400 * DAY)
    everything = climb([r for r in rungs if r], LADDER, now=START + 400 * DAY)
    return {
        "standing": strictest(standings),
        "capabilities": capabilities(standings),
        "most": climbed.most,
        "most with the reversed ones on record": everything.most,
        "why": climbed.why,
        "waits for people": sum(bool(case.appeals or case.fresh_review) for case in cases),
    }


MATTERS = st.builds(
    Matters,
    day=st.integers(0, 60),
    measure=st.sampled_from(list(Measure)),
    works=st.booleans(),
    ended=st.booleans(),
    undone=st.sampled_from(["", "by_a_person", "by_silence"]),
)


class TestAReversedDecision:
    @given(st.lists(MATTERS, max_size=5))
    def test_leaves_nothing_in_anything_derived(self, account: list[Matters]) -> None:
        as_it_was = derived([matter.events() for matter in account])
        without = derived([matter.events() for matter in account if not matter.undone])
        assert as_it_was == without

    @given(MATTERS)
    def test_restricts_nothing_and_waits_only_to_be_put_back(self, matter: Matters) -> None:
        case = folded(matter.events())
        if not matter.undone:
            return
        assert case.outcome is Outcome.REVERSED
        assert case.standing is Standing.GOOD
        assert {clock.kind.value for clock in running_clocks(case)} == ({"restoration"} if case.worked else set())
