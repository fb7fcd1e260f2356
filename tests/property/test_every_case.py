"""Every case there can be, searched: fair clocks, order, an end to every wait, and a guard behind each promise."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace

import pytest

from fairnotice.cases import changes, clocks, flow, guards
from fairnotice.cases import events as e
from fairnotice.cases.case import Case
from fairnotice.cases.clocks import ClockKind, running_clocks
from fairnotice.cases.flow import evolve
from fairnotice.cases.guards.common import provision_active, question_answered
from fairnotice.cases.refusals import StepOutOfOrder
from fairnotice.cases.stages import Stage, Who
from tests.support.case_space import (
    EVERYTHING,
    MANAGERS,
    SPINE,
    Property,
    Space,
    Threads,
    defaults_end_well,
    opening,
    search,
)


def no_evidence_no_case(before: Case | None, event: e.Event, after: Case) -> str:
    if isinstance(event, e.CaseOpened) and (event.verdict != "finding" or not event.new_adverse):
        return "opened without a new finding"
    worsens = isinstance(event, e.ReEvaluatedNotImproved)
    sure = isinstance(event, e.Evidence) and event.enough and (event.v_later or 0) >= event.bar
    return "too little later work worsened something" if worsens and not sure else ""


def opened_on_own_later_deeds(before: Case | None, event: e.Event, after: Case) -> str:
    if not isinstance(event, e.CaseOpened):
        return ""
    if event.conduct_from is None or event.bound_since is None or event.conduct_from < event.bound_since:
        return "P14: a rule reached back"
    if event.others_conduct:
        return "P13: somebody answers for another's deed"
    if event.own_effects:
        return "P19: what we did ourselves opened a case"
    return "" if event.provision_active else "P18: a paused rule opened a case"


def documents_state_facts(before: Case | None, event: e.Event, after: Case) -> str:
    if isinstance(event, e.CaseOpened) and not event.facts:
        return "a notice without facts"
    if isinstance(event, e.ImprovementStarted) and not event.goals:
        return "an improvement without goals"
    if isinstance(event, e.Withdrawn) and not event.reasoned:
        return "a decision without reasons"
    named = isinstance(event, e.ReplySent) and (event.what_would_change or bool(event.cites))
    known = isinstance(event, e.ReplySent) and before is not None and set(event.cites) <= set(before.facts)
    return "a reply without facts" if isinstance(event, e.ReplySent) and not (named and known) else ""


def no_clock_without_proof(before: Case | None, event: e.Event, after: Case) -> str:
    running = {clock.kind for clock in running_clocks(after)}
    if ClockKind.RESPONSE in running and not set(after.served) & set(MANAGERS):
        return "a response clock without a manager proven to know"
    if isinstance(event, e.NoticeServed | e.ImprovementServed):
        if event.proof not in {"opened", "seen", "signed_post"} or event.person not in MANAGERS:
            return "no proof started a clock"
        if isinstance(event, e.NoticeServed) and before is not None and event.person in before.served:
            return "one delivery was proven twice"
    if isinstance(event, e.ReEvaluatedNotImproved) and before is not None and not before.improvement_served:
        return "judged after a time nobody is proven to have known of"
    return ""


def deadlines_only_move_later(before: Case | None, event: e.Event, after: Case) -> str:
    if before is None or before.stage is not after.stage or before.round != after.round:
        return ""
    instants = ("respond_by", "improve_by", "stands_until")
    for was, now in ((getattr(before, name), getattr(after, name)) for name in instants):
        if was is not None and (now is None or now < was):
            return "a deadline was shortened"
    if isinstance(event, e.FindingStands) and after.stands_until == before.stands_until:
        return "a finding was said to stand longer, and does not"
    owed = before.account_due
    if isinstance(event, e.ReplySent) and not after.questions and owed and before.stopped_at and after.account_due:
        return "" if after.account_due >= owed + (event.at - before.stopped_at) else "a pause cost the account time"
    return ""


def defaults_wait(before: Case | None, event: e.Event, after: Case) -> str:
    if before is None:
        return ""
    due = {
        e.DeliveryLapsed: before.deliver_by,
        e.ResponseWindowLapsed: before.respond_by,
        e.ReviewLapsed: before.review_by,
        e.ImprovementProlonged: before.improve_by,
        e.ImprovementLapsed: before.improve_by,
        e.ReEvaluatedNotImproved: before.improve_by,
        e.FindingLapsed: before.stands_until,
    }.get(type(event))
    if isinstance(event, e.QuestionUnanswered):
        question = before.question(event.thread)
        due = question.answer_by if question else None
        if question is None:
            return "a default without a question"
    return "a default before its time" if due is not None and event.at < due else ""


def managers_before_team(before: Case | None, event: e.Event, after: Case) -> str:
    if isinstance(event, e.TeamTold) and before is not None:
        if not set(before.served) & set(MANAGERS):
            return "the team heard before its managers"
        if before.team_after is None or event.at < before.team_after:
            return "the head start was cut"
        if before.team_told or not before.has_team:
            return "a team was told twice, or there is none"
    if isinstance(event, e.ResponseWindowLapsed) and before is not None and before.has_team:
        if not before.team_told:
            return "went on without the team"
        if before.speak_until and event.at < before.speak_until:
            return "went on before the team could speak"
    return ""


def nothing_tightens_over_a_question(before: Case | None, event: e.Event, after: Case) -> str:
    stands = (e.ResponseWindowLapsed, e.ImprovementStarted, e.ReEvaluatedNotImproved)
    stopped = (e.ImprovementProlonged, e.ImprovementLapsed)
    if before is not None and before.questions and isinstance(event, stands + stopped):
        return "went on while a question waited"
    if after.questions and any(
        clock.stopped_at is None for clock in running_clocks(after) if clock.kind in clocks.AGAINST_ACCOUNT
    ):
        return "a clock ran against the account over its question"
    return ""


def only_later_work_counts(before: Case | None, event: e.Event, after: Case) -> str:
    if isinstance(event, e.Evidence) and before is not None:
        if before.warned_at is None or event.ended_after < before.warned_at:
            return "judged on work from before the warning"
        if not event.later_rated:
            return "judged on no later work"
    return ""


def people_decide(before: Case | None, event: e.Event, after: Case) -> str:
    if isinstance(event, e.Withdrawn | e.ImprovementStarted) and event.by is not Who.REVIEWER:
        return "a person's decision was taken by another"
    if isinstance(event, e.ResponseReceived | e.Extended) and event.by in {Who.MEMBER, Who.CLOCK}:
        return "somebody spoke for the account"
    return ""


def everything_is_bounded(before: Case | None, event: e.Event, after: Case) -> str:
    if len(after.extended_by) > len(set(after.extended_by)):
        return "extended twice by one side"
    return "time to improve was given twice" if after.improvements > 1 or after.round > 2 else ""


def once_is_once(before: Case | None, event: e.Event, after: Case) -> str:
    if before is None:
        return ""
    match event:
        case e.ImprovementProlonged() if before.prolonged:
            wrong = "prolonged twice"
        case e.ImprovementLapsed() if not before.prolonged:
            wrong = "dropped without the second time"
        case e.ImprovementServed() if before.improvement_served:
            wrong = "the time to improve began twice"
        case e.Reminded() if event.which in before.reminders:
            wrong = "reminded twice"
        case e.ReplySent() if before.question(event.thread) is None:
            wrong = "answered what nobody asks"
        case _:
            wrong = ""
    return wrong


def ended_stays_ended(before: Case | None, event: e.Event, after: Case) -> str:
    if before is not None and not before.open and (after.open or after.outcome != before.outcome):
        return "an ended case moved"
    return "" if after.open == (after.outcome is None) else "ended without an outcome"


def one_reviewer_at_a_time(before: Case | None, event: e.Event, after: Case) -> str:
    if before is not None and before.reviewer is not None and after.reviewer not in {before.reviewer, None}:
        return "a case was taken from its reviewer"
    taken = isinstance(event, e.CaseGivenBack) and before is not None and before.reviewer != event.reviewer
    return "given back by another" if taken else ""


SAFETY: dict[str, Property] = {
    "P2": no_evidence_no_case,
    "opening": opened_on_own_later_deeds,
    "P3": documents_state_facts,
    "P4 proof": no_clock_without_proof,
    "P4 later": deadlines_only_move_later,
    "P4 wait": defaults_wait,
    "P5": managers_before_team,
    "P3 question": nothing_tightens_over_a_question,
    "P6": only_later_work_counts,
    "P7": people_decide,
    "P17": everything_is_bounded,
    "P16": once_is_once,
    "P9": ended_stays_ended,
    "order": one_reviewer_at_a_time,
}


NEVER_REACHED = {"opened TeamTold", "re_evaluated TeamTold"}
"""Nobody is served in these stages, so `manager_knows` always refuses; the rows let it say why."""
BESIDE = {
    e.CaseClaimed: Threads(claims=True),
    e.CaseGivenBack: Threads(claims=True),
    e.Reminded: Threads(reminders=True),
}


@pytest.fixture(scope="module")
def space() -> Space:
    """Search with every thread when asked to (half a minute), else with claims and reminders apart."""
    threads = EVERYTHING if os.environ.get("FAIRNOTICE_FULL_SEARCH") else Threads(questions=1)
    found = search(SAFETY, defaults_end_well(threads), threads=threads)
    for beside in (Threads(claims=True, questions=0), Threads(reminders=True, questions=0)):
        apart = search(SAFETY, defaults_end_well(beside), threads=beside)
        found.fired |= apart.fired
        found.codes |= apart.codes
        found.broken |= apart.broken
    print(  # noqa: T201  the figures are the result
        f"\n{found.states} states, {found.steps} steps tried, {found.refused} refused, longest history {found.depth}"
    )
    return found


class TestEveryCase:
    def test_keeps_every_promise(self, space: Space) -> None:
        assert space.broken == {}

    def test_is_a_space_worth_searching(self, space: Space) -> None:
        assert space.states > 1000

    def test_takes_every_step_of_the_table_at_least_once(self, space: Space) -> None:
        rows = {f"{stage} {kind.__name__}" for stage, kind in flow.NEXT_STAGE}
        assert rows - space.fired == NEVER_REACHED

    def test_meets_every_refusal(self, space: Space) -> None:
        assert space.codes >= {
            "not_yours_to_take",
            "enough_evidence",
            "already_judged",
            "states_facts",
            "proven_delivery",
            "manager_knows",
            "window_still_open",
            "question_answered",
            "extension_limit",
            "only_later",
            "later_evidence",
            "later_evidence_enough",
            "still_below",
            "claimed_by_another",
            "no_such_question",
            "only_once",
            "reasons_needed",
        }


def guarded_rows() -> Iterator[tuple[type[e.Event], guards.Guard]]:
    for kind, row in guards.GUARDS.items():
        for guard in row:
            yield kind, guard


class TestWithoutOneGuard:
    @pytest.mark.parametrize(
        ("kind", "guard"), list(guarded_rows()), ids=lambda x: x.__name__ if callable(x) else str(x)
    )
    def test_a_promise_breaks(self, kind: type[e.Event], guard: guards.Guard, monkeypatch: pytest.MonkeyPatch) -> None:
        left = tuple(other for other in guards.GUARDS[kind] if other is not guard)
        monkeypatch.setitem(guards.GUARDS, kind, left)
        threads = BESIDE.get(kind, SPINE)
        assert search(SAFETY, defaults_end_well(threads), threads=threads, stop_at_first=True).broken

    @pytest.mark.parametrize(
        "kind",
        [e.DeliveryLapsed, e.ReviewLapsed, e.ResponseWindowLapsed, e.ImprovementLapsed, e.TeamTold],
        ids=lambda kind: kind.__name__,
    )
    def test_and_without_one_default_a_case_waits_for_ever(
        self, kind: type[e.Event], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for stage in Stage:
            monkeypatch.delitem(flow.NEXT_STAGE, (stage, kind), raising=False)
        assert any("P17" in wrong for wrong in search({}, defaults_end_well(), stop_at_first=True).broken)

    def test_who_may_take_a_step_is_wired_in(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(flow.TAKEN_BY, e.Withdrawn, frozenset(Who))
        assert any(wrong.startswith("P7") for wrong in search(SAFETY, stop_at_first=True).broken)


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
