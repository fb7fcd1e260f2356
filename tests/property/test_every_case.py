"""Every case there can be, searched: fair clocks, order, an end to every wait, and a guard behind each promise."""

from __future__ import annotations

import os
from dataclasses import replace
from functools import cache

import pytest

from fairnotice.cases import changes, flow, guards
from fairnotice.cases import events as e
from fairnotice.cases.clocks import ClockKind
from fairnotice.cases.flow import evolve
from fairnotice.cases.guards.common import provision_active, question_answered
from fairnotice.cases.refusals import StepOutOfOrder
from fairnotice.cases.stages import Stage, Who
from tests.support.every_case import search as searching
from tests.support.every_case.attempts import asking, opening
from tests.support.every_case.promises import DEFAULT_OF
from tests.support.every_case.search import NO_STEP, Lock, Search, never_settled
from tests.support.every_case.threads import BREACH, PAIRS, QUALITY, SEARCHES, SPINE, THREADS, searched

NAMES = tuple(dict.fromkeys((*SEARCHES, *(PAIRS if os.environ.get("FAIRNOTICE_FULL_SEARCH") else ()))))
"""Every pair of threads is searched when asked to."""
NEVER_REACHED = {
    (Stage.OPENED, e.TeamTold),
    (Stage.RE_EVALUATED, e.TeamTold),
    (Stage.PROPOSED, e.TeamTold),
    (Stage.IN_EFFECT, e.TeamTold),
}
"""Nobody is served in the first two, and the team was told before the others; the rows let a guard say why."""
SECOND_LOCKS: dict[Lock, str] = {
    ("EffectGiven", "decision_delivered"): "A notice period is over only after delivery.",
    ("NoticePeriodOver", "decision_delivered"): "Before delivery no end of the notice period is set.",
    ("PlanAccepted", "first_round"): "A plan can be proposed in the first round alone, and improvement takes it away.",
}
"""Guards that never stand alone: another one refuses whatever they refuse. They stay, should the other one go."""

found = cache(searched)


def locks() -> set[Lock]:
    return {(kind.__name__, guard.__name__) for kind, row in guards.GUARDS.items() for guard in row}


class TestEveryCase:
    """One class, so that one process searches once."""

    @pytest.mark.parametrize("name", NAMES)
    def test_keeps_every_promise_at_every_step(self, name: str, capsys: pytest.CaptureFixture[str]) -> None:
        with capsys.disabled():
            print(f"\n{name}: {found(name).line()}")  # noqa: T201  the figures are the result
        assert found(name).broken == {}

    @pytest.mark.parametrize("name", NAMES)
    def test_ends_by_the_clock_alone_and_never_against_the_account(self, name: str) -> None:
        assert never_settled(found(name)) == {}

    def test_takes_every_step_of_the_table_at_least_once(self) -> None:
        fired = set().union(*(found(name).fired for name in NAMES))
        assert set(flow.NEXT_STAGE) - fired == NEVER_REACHED

    def test_meets_every_guard(self) -> None:
        assert locks() == set().union(*(found(name).refusing for name in NAMES))

    def test_needs_every_guard_for_a_promise(self) -> None:
        """Where one guard alone refuses, taking the step all the same breaks a promise; nothing is listed in vain."""
        killed = set().union(*(found(name).killed for name in NAMES))
        assert locks() - killed == set(SECOND_LOCKS)

    def test_is_a_space_worth_searching(self) -> None:
        assert sum(found(name).states for name in NAMES) > 15_000


FEW = {
    e.QuestionUnanswered: "questions",
    e.SupplementLapsed: "supplements",
    e.InterimLapsed: "holds",
    e.InterimEnded: "holds",
    e.ProvisionRetired: "pauses",
    e.FreshReviewUnanswered: "pauses",
    e.AppealUnanswered: "appeals",
    e.RestorationLate: "appeals",
    e.PlanAccepted: "plans",
}


class TestWithoutOneDefault:
    @pytest.mark.parametrize(
        "kind", [k for k in DEFAULT_OF if k not in searching.NOT_DEFAULTS], ids=lambda k: k.__name__
    )
    def test_a_deadline_runs_out_and_nothing_follows(self, kind: type[e.Event]) -> None:
        kinds = [other for other in (*SPINE, *THREADS.get(FEW.get(kind, ""), ())) if other is not kind]
        without = Search(kinds).run((QUALITY, BREACH, asking()))
        assert any(wrong.startswith("P17") for wrong in {**without.broken, **never_settled(without)})

    def test_every_kind_of_deadline_has_one(self) -> None:
        assert set(ClockKind) - set(DEFAULT_OF.values()) == NO_STEP - {ClockKind.FINDING}


class TestEveryEvent:
    def test_is_refused_where_the_table_has_no_row(self) -> None:
        sample = evolve(None, opening())
        for kind in set(e.EVENTS.values()) - {e.CaseOpened}:
            step = object.__new__(kind)
            for stage in Stage:
                if (stage, kind) not in flow.NEXT_STAGE:
                    with pytest.raises(StepOutOfOrder):
                        flow.decide(replace(sample, stage=stage), step)
        with pytest.raises(StepOutOfOrder):
            flow.decide(sample, opening())

    def test_has_guards_a_taker_and_an_effect(self) -> None:
        kinds = set(e.EVENTS.values())
        assert set(guards.GUARDS) == kinds
        assert set(flow.TAKEN_BY) == kinds
        assert set(changes.CHANGES) <= kinds
        assert {kind for _, kind in flow.NEXT_STAGE} == kinds

    def test_leads_to_effect_by_one_step_which_a_reviewer_takes(self) -> None:
        to_effect = {
            kind
            for (stage, kind), leads in flow.NEXT_STAGE.items()
            if stage is not Stage.IN_EFFECT
            and Stage.IN_EFFECT in ((leads,) if isinstance(leads, Stage) else leads.stages)
        }
        assert to_effect == {e.EffectGiven}
        assert flow.TAKEN_BY[e.EffectGiven] == {Who.REVIEWER}

    def test_that_runs_against_the_account_needs_an_active_rule(self) -> None:
        unguarded = {kind for kind in flow.TIGHTENING if provision_active not in guards.GUARDS[kind]}
        assert not unguarded

    def test_that_runs_against_the_account_waits_for_its_questions(self) -> None:
        unguarded = {kind for kind in flow.TIGHTENING if question_answered not in guards.GUARDS[kind]}
        assert unguarded == {e.CaseOpened, e.InterimHoldImposed}
