"""Whatever people do about a measure, in whatever order and whenever: on a real database these hold."""

from __future__ import annotations

import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from hypothesis import HealthCheck, event
from hypothesis import settings as how
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from fairnotice.actions.ask import Ask, ask
from fairnotice.actions.decide_measure import DecideMeasure, decide_measure
from fairnotice.actions.give_effect import GiveEffect, give_effect
from fairnotice.actions.lift import Lift, lift
from fairnotice.actions.look_at_evidence import LookAtEvidence, look_at_evidence
from fairnotice.actions.propose_measure import ProposeMeasure, propose_measure
from fairnotice.actions.prove_delivery import ProveDelivery, prove_delivery
from fairnotice.actions.reply import Reply, reply
from fairnotice.actions.respond import Respond, respond
from fairnotice.actions.run_clock import RunClock, due_clocks, run_clock
from fairnotice.actions.second_measure import SecondMeasure, second_measure
from fairnotice.cases.measures import Measure
from fairnotice.cases.standing import Standing
from fairnotice.cases.weighing import Gravity, Intent
from fairnotice.kernel.refusal import Refusal
from fairnotice.ledger.casebook import case_value
from fairnotice.ledger.models import Case, CaseEvent, Clock, Effect, Notice, Person
from fairnotice.queries.invariants.all import PROMISES
from fairnotice.queries.standing import standing_of
from tests.integration.test_breaches_decided import NOT_LESS, WHY, a_case, brought_to_its_end
from tests.support.breaches import RECORDED_AT, a_town
from tests.support.builders import a_reviewer

STAFF = st.sampled_from(["ruth", "ada", "jon"])
MEASURES = st.sampled_from(Measure)


@pytest.mark.both_databases
class AnyMeasure(RuleBasedStateMachine):
    """A second breach of a freelancer who was warned, three members of staff, and a clock that only goes forward."""

    def __init__(self) -> None:
        super().__init__()
        call_command("flush", interactive=False, verbosity=0)
        self.folder = tempfile.TemporaryDirectory()
        self.home = settings.HOME
        settings.HOME = Path(self.folder.name)
        a_town(settings.HOME)
        self.staff = {n: a_reviewer(email=f"{n}@workmere.example", name=n.title()) for n in ("ruth", "ada", "jon")}
        ruth, ada = self.staff["ruth"], self.staff["ada"]
        self.now = brought_to_its_end(1, ruth, ada, Measure.WARNING, now=RECORDED_AT)
        self.case_id = a_case(2, ruth, now=self.now)
        self.now += timedelta(days=1)

    def teardown(self) -> None:
        settings.HOME = self.home
        self.folder.cleanup()

    def attempt(self, deed: Any, command: Any) -> None:
        try:
            deed(command, now=self.now)
        except Refusal:
            return

    @rule(days=st.integers(0, 20), hours=st.integers(0, 23))
    def time_passes(self, days: int, hours: int) -> None:
        self.now += timedelta(days=days, hours=hours)

    @rule()
    def the_clocks_are_run(self) -> None:
        for clock in due_clocks(now=self.now):
            self.attempt(run_clock, RunClock(clock))

    @rule(document=st.sampled_from(["decision", "advice", "effect"]))
    def a_letter_is_opened(self, document: str) -> None:
        for letter in Notice.objects.filter(case=self.case_id, document=document, not_before__lte=self.now):
            self.attempt(prove_delivery, ProveDelivery(letter.pk, "opened", letter.recipient_id))

    @rule(steps=st.integers(1, 4))
    def the_next_steps_are_taken(self, steps: int) -> None:
        """Go on as one should, so that long histories are reached and not only refusals."""
        for _ in range(steps):
            self.the_next_step_is_taken()
            self.every_promise_is_kept()

    def the_next_step_is_taken(self) -> None:
        stage = Case.objects.get(pk=self.case_id).stage
        if stage == "under_review":
            self.somebody_opens_the_evidence("ruth")
            self.somebody_proposes("ruth", Measure.WORK_HOLD, "V-2", lesser=True)
        elif stage == "proposed":
            self.somebody_decides("ruth", 30)
            self.now += timedelta(days=4)
            self.a_letter_is_opened("decision")
        elif stage == "decided":
            self.now += timedelta(days=18)
            self.the_clocks_are_run()
            self.somebody_lets_it_begin("ruth", read=True)
        elif stage == "in_effect":
            event("a restriction worked")
            self.now += timedelta(days=32)
            self.the_clocks_are_run()

    @rule(name=STAFF)
    def somebody_opens_the_evidence(self, name: str) -> None:
        self.attempt(look_at_evidence, LookAtEvidence(self.case_id, self.staff[name].pk, "V-2"))

    @rule(name=STAFF, measure=MEASURES, fact=st.sampled_from(["V-2", "V-1"]), lesser=st.booleans())
    def somebody_proposes(self, name: str, measure: Measure, fact: str, lesser: bool) -> None:
        wish = ProposeMeasure(
            case_id=self.case_id,
            reviewer_id=self.staff[name].pk,
            measure=measure,
            facts=(fact,),
            reasons=WHY,
            gravity=Gravity.SLIGHT,
            intent=Intent.KNOWING,
            lesser={m: NOT_LESS[m] for m in measure.lesser} if lesser else {},
        )
        self.attempt(propose_measure, wish)

    @rule(name=STAFF, measure=st.none() | MEASURES)
    def somebody_writes_a_second_view(self, name: str, measure: Measure | None) -> None:
        self.attempt(
            second_measure, SecondMeasure(self.case_id, self.staff[name].pk, measure, "M-5512 is plain to me.")
        )

    @rule(name=STAFF, days=st.integers(0, 40))
    def somebody_decides(self, name: str, days: int) -> None:
        command = DecideMeasure(self.case_id, self.staff[name].pk, WHY, "Show that the client asked for it.", days)
        self.attempt(decide_measure, command)

    @rule(name=STAFF, read=st.booleans())
    def somebody_lets_it_begin(self, name: str, read: bool) -> None:
        self.attempt(give_effect, GiveEffect(self.case_id, self.staff[name].pk, facts_read_today=read))

    @rule(name=STAFF, sure=st.integers(0, 3))
    def somebody_lifts(self, name: str, sure: int) -> None:
        if not sure:
            self.attempt(lift, Lift(self.case_id, self.staff[name].pk, "The client of C-88213 had asked for it."))

    @rule()
    def the_account_asks(self) -> None:
        self.attempt(ask, Ask(self.case_id, Person.objects.get(account_id="member-0").pk, "Which message?"))

    @rule(thread=st.integers(1, 3))
    def somebody_replies(self, thread: int) -> None:
        answer = "It is M-5512, which you sent before the contract with that client began."
        self.attempt(reply, Reply(self.case_id, self.staff["ruth"].pk, thread, answer, ("M-5512",)))

    @rule()
    def the_account_answers(self) -> None:
        self.attempt(
            respond, Respond(self.case_id, Person.objects.get(account_id="member-0").pk, "It was asked of me.")
        )

    @invariant()
    def every_promise_is_kept(self) -> None:
        assert [str(breach) for _, check in PROMISES.values() for breach in check()] == []

    @invariant()
    def nothing_stands_still_without_a_deadline(self) -> None:
        case = case_value(Case.objects.get(pk=self.case_id))
        running = Clock.objects.filter(case=self.case_id, ended_at=None, stopped_at=None)
        assert case.final or running.exists()

    @invariant()
    def the_newest_word_to_the_marketplace_is_the_standing(self) -> None:
        newest = Effect.objects.filter(account_id="member-0").order_by("sequence").last()
        told = Standing(newest.standing_after) if newest else Standing.GOOD
        assert told is standing_of("member-0").standing

    @invariant()
    def nobody_else_is_touched(self) -> None:
        assert all(not standing_of(each).restricted for each in ("agency-1", "manager-0", "member-1"))

    @invariant()
    def only_people_tightened(self) -> None:
        tightened = CaseEvent.objects.filter(name__in=("MeasureProposed", "DecisionMade", "EffectGiven"))
        assert not tightened.filter(actor=None).exists()


AnyMeasure.TestCase.settings = how(
    max_examples=6,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestAnyMeasure = pytest.mark.django_db(transaction=True)(AnyMeasure.TestCase)
