"""Whatever people do, in whatever order and whenever: on a real database with a travelling clock, these hold."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from hypothesis import HealthCheck
from hypothesis import settings as how
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from fairnotice.actions.add_statement import AddStatement, add_statement
from fairnotice.actions.ask import Ask, ask
from fairnotice.actions.claim_case import ClaimCase, claim_case
from fairnotice.actions.extend import Extend, extend
from fairnotice.actions.give_back import GiveBack, give_back
from fairnotice.actions.open_case import OpenCase, open_case
from fairnotice.actions.parties import NotAParty
from fairnotice.actions.prove_delivery import ProveDelivery, prove_delivery
from fairnotice.actions.reply import Reply, reply
from fairnotice.actions.respond import Respond, respond
from fairnotice.actions.run_clock import RunClock, due_clocks, run_clock
from fairnotice.actions.start_improvement import StartImprovement, start_improvement
from fairnotice.actions.withdraw import Withdraw, withdraw
from fairnotice.cases.clocks import ClockKind
from fairnotice.kernel.refusal import Refusal
from fairnotice.ledger.casebook import case_value
from fairnotice.ledger.dockets import Case, Clock
from fairnotice.ledger.letters import Notice
from fairnotice.ledger.people import Person
from fairnotice.queries.invariants.all import PROMISES
from tests.support.builders import a_finding, a_reviewer
from tests.support.parties import an_agency

PEOPLE = st.sampled_from(["manager-0", "manager-1", "member-0", "member-1", "reviewer"])
WITHOUT_LOOK = "table is gone"
"""The invented look has no table to replay."""


@pytest.mark.both_databases
class AnyCase(RuleBasedStateMachine):
    """One case, its people, and a clock that only goes forward; explanations need no warehouse here."""

    def __init__(self) -> None:
        super().__init__()
        call_command("flush", interactive=False, verbosity=0)
        self.folder = tempfile.TemporaryDirectory()
        self.home = settings.HOME
        settings.HOME = Path(self.folder.name)
        self.now = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
        an_agency(settings.HOME, managers=2, members=2)
        self.reviewer = a_reviewer()
        self.case_id = open_case(OpenCase(a_finding().pk), now=self.now)

    def teardown(self) -> None:
        settings.HOME = self.home
        self.folder.cleanup()

    def person(self, name: str) -> int:
        if name == "reviewer":
            return self.reviewer.pk
        found = Person.objects.filter(account_id=name).first()
        return found.pk if found else self.reviewer.pk

    def attempt(self, deed: Any, command: Any) -> None:
        try:
            deed(command, now=self.now)
        except Refusal:
            return

    @rule(days=st.integers(0, 40), hours=st.integers(0, 23))
    def time_passes(self, days: int, hours: int) -> None:
        self.now += timedelta(days=days, hours=hours)

    @rule()
    def the_clocks_are_run(self) -> None:
        improvement = Clock.objects.filter(kind=ClockKind.IMPROVEMENT).values_list("pk", flat=True)
        for clock in due_clocks(now=self.now):
            if clock not in improvement:
                self.attempt(run_clock, RunClock(clock))

    @rule(which=st.integers(0, 9))
    def a_letter_is_opened(self, which: int) -> None:
        letters = list(Notice.objects.filter(case=self.case_id, not_before__lte=self.now).order_by("created_at", "pk"))
        if letters:
            letter = letters[which % len(letters)]
            self.attempt(prove_delivery, ProveDelivery(letter.pk, "opened", letter.recipient_id))

    @rule(name=PEOPLE)
    def somebody_asks(self, name: str) -> None:
        self.attempt(ask, Ask(self.case_id, self.person(name), "Which contracts?"))

    @rule(thread=st.integers(1, 3), fact=st.booleans())
    def a_reviewer_replies(self, thread: int, fact: bool) -> None:
        self.attempt(reply, Reply(self.case_id, self.reviewer.pk, thread, "See the list.", (), what_would_change=fact))

    @rule(name=PEOPLE)
    def somebody_answers(self, name: str) -> None:
        self.attempt(respond, Respond(self.case_id, self.person(name), "We take fewer at a time."))

    @rule(name=PEOPLE)
    def somebody_speaks(self, name: str) -> None:
        self.attempt(add_statement, AddStatement(self.case_id, self.person(name), "The client changed the brief."))

    @rule(name=PEOPLE)
    def somebody_wants_more_time(self, name: str) -> None:
        self.attempt(extend, Extend(self.case_id, self.person(name)))

    @rule(reasons=st.sampled_from(["", "The client changed the brief."]), sure=st.integers(0, 5))
    def a_reviewer_withdraws(self, reasons: str, sure: int) -> None:
        if not sure:
            self.attempt(withdraw, Withdraw(self.case_id, self.reviewer.pk, reasons))

    @rule()
    def a_reviewer_gives_time(self) -> None:
        self.attempt(start_improvement, StartImprovement(self.case_id, self.reviewer.pk, "Two at a time."))

    @rule(back=st.booleans())
    def a_reviewer_takes_it_or_gives_it_back(self, back: bool) -> None:
        if back:
            self.attempt(give_back, GiveBack(self.case_id, self.reviewer.pk))
        else:
            self.attempt(claim_case, ClaimCase(self.case_id, self.reviewer.pk))

    @precondition(lambda self: Case.objects.get(pk=self.case_id).outcome == "")
    @rule()
    def a_stranger_is_no_party(self) -> None:
        stranger = Person.objects.filter(account_id="stranger").first() or Person.objects.create(
            account_id="stranger", joined_at=self.now
        )
        with pytest.raises(NotAParty):
            ask(Ask(self.case_id, stranger.pk, "What is this?"), now=self.now)

    @invariant()
    def every_promise_is_kept(self) -> None:
        found = [str(b) for _, check in PROMISES.values() for b in check() if WITHOUT_LOOK not in b.sentence]
        assert found == []

    @invariant()
    def nothing_stands_still_without_a_deadline(self) -> None:
        case = case_value(Case.objects.get(pk=self.case_id))
        running = Clock.objects.filter(case=self.case_id, ended_at=None, stopped_at=None)
        assert case.final or running.exists()


AnyCase.TestCase.settings = how(
    max_examples=6,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestAnyCase = pytest.mark.django_db(transaction=True)(AnyCase.TestCase)
