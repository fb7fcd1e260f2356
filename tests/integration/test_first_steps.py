"""A case on a real database: opened, delivered, told, asked, answered, improved."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from fairnotice.actions.ask import Ask, ask
from fairnotice.actions.extend import Extend, extend
from fairnotice.actions.open_case import OpenCase, open_case
from fairnotice.actions.prove_delivery import NotYourLetter, ProveDelivery, prove_delivery
from fairnotice.actions.reply import Reply, reply
from fairnotice.actions.respond import Respond, respond
from fairnotice.actions.start_improvement import StartImprovement, start_improvement
from fairnotice.actions.tell_team import TellTeam, tell_team
from fairnotice.actions.withdraw import Withdraw, withdraw
from fairnotice.cases.refusals import (
    AlreadyJudged,
    CaseAlreadyOpen,
    EnoughEvidence,
    ExtensionLimit,
    ManagerKnows,
    QuestionAnswered,
    ReasonsNeeded,
    StatesFacts,
)
from fairnotice.cases.stages import Stage
from fairnotice.evaluation.result import Verdict
from fairnotice.ledger.dockets import Case, Clock
from fairnotice.ledger.letters import Notice
from fairnotice.ledger.people import Person
from tests.support.builders import a_finding, a_look, a_reviewer
from tests.support.case_files import behind
from tests.support.explanations import an_explanation
from tests.support.parties import an_agency

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)


@pytest.fixture
def case(home: Path) -> Case:
    an_agency(home)
    return Case.objects.get(pk=open_case(OpenCase(a_finding().pk), now=NOW))


def manager() -> Person:
    return Person.objects.get(account_id="manager-0")


def first_notice(case: Case) -> Notice:
    return Notice.objects.get(case=case, document="first_notice")


def deliver(case: Case, *, now: datetime = NOW, document: str = "first_notice") -> None:
    notice = Notice.objects.filter(case=case, document=document).latest("created_at")
    prove_delivery(ProveDelivery(notice.pk, "opened", notice.recipient_id), now=now)


def stage(case: Case) -> str:
    return Case.objects.get(pk=case.pk).stage


class TestOpening:
    def test_writes_to_the_manager_and_starts_only_our_own_clock(self, case: Case) -> None:
        assert case.reference == "WM-2611-0001"
        assert first_notice(case).recipient == manager()
        running = {clock.kind for clock in Clock.objects.filter(case=case, ended_at=None)}
        assert running == {"delivery", "finding"}

    def test_a_second_case_is_refused_while_the_first_is_open(self, case: Case) -> None:
        with pytest.raises(CaseAlreadyOpen):
            open_case(OpenCase(behind(case).pk), now=NOW)

    def test_on_the_same_facts_is_refused_after_the_first_has_ended(self, case: Case) -> None:
        withdraw(Withdraw(case.pk, a_reviewer().pk, "The client changed the brief."), now=NOW)
        with pytest.raises(AlreadyJudged):
            open_case(OpenCase(behind(case).pk), now=NOW)

    def test_takes_a_finding_and_nothing_less(self, home: Path) -> None:
        with pytest.raises(EnoughEvidence):
            open_case(OpenCase(a_finding(an_explanation(verdict=Verdict.HEADS_UP)).pk), now=NOW)
        assert not Case.objects.exists()


class TestDelivery:
    def test_starts_fourteen_days_in_the_managers_zone(self, case: Case) -> None:
        deliver(case)
        clock = Clock.objects.get(case=case, kind="response", ended_at=None)
        assert clock.due_at == datetime(2026, 11, 17, 0, tzinfo=UTC)

    def test_by_somebody_else_proves_nothing(self, case: Case) -> None:
        with pytest.raises(NotYourLetter):
            prove_delivery(ProveDelivery(first_notice(case).pk, "opened", a_reviewer().pk), now=NOW)
        assert stage(case) == Stage.OPENED

    def test_twice_moves_nothing(self, case: Case) -> None:
        deliver(case)
        deliver(case, now=NOW + timedelta(days=3))
        assert case.events.count() == 2


class TestTheTeam:
    def test_is_told_after_the_head_start_about_its_own_contracts(self, case: Case) -> None:
        deliver(case)
        with pytest.raises(ManagerKnows):
            tell_team(TellTeam(case.pk), now=NOW + timedelta(days=2))
        tell_team(TellTeam(case.pk), now=NOW + timedelta(days=4))
        letters = Notice.objects.filter(case=case, document="team_notice")
        assert {n.recipient.account_id for n in letters} == {"member-0", "member-1", "member-2"}
        assert {n.reference for n in letters} == {f"{case.reference}-M{n}" for n in (1, 2, 3)}

    def test_is_never_told_while_no_manager_is_proven_to_know(self, case: Case) -> None:
        with pytest.raises(ManagerKnows):
            tell_team(TellTeam(case.pk), now=NOW + timedelta(days=29))


class TestAQuestion:
    def test_stops_the_time_and_gives_it_back_with_the_answer(self, case: Case) -> None:
        deliver(case)
        asked = ask(Ask(case.pk, manager().pk, "Which contracts?"), now=NOW + timedelta(days=10))
        assert asked.reference == f"{case.reference}-Q1"
        assert Clock.objects.get(case=case, kind="response", ended_at=None).stopped_at == NOW + timedelta(days=10)
        facts = behind(case).explanation["contracts"]
        reply(
            Reply(case.pk, a_reviewer().pk, asked.thread, "These two.", cites=(facts[0]["contract_id"],)),
            now=NOW + timedelta(days=12),
        )
        clock = Clock.objects.get(case=case, kind="response", ended_at=None)
        assert clock.stopped_at is None
        assert clock.due_at >= datetime(2026, 11, 19, 0, tzinfo=UTC)

    def test_is_not_answered_by_boilerplate(self, case: Case) -> None:
        deliver(case)
        asked = ask(Ask(case.pk, manager().pk, "Which contracts?"), now=NOW)
        for cites in ((), ("C-0",)):
            with pytest.raises(StatesFacts):
                reply(
                    Reply(
                        case.pk, a_reviewer(email=f"r{len(cites)}@w.example").pk, asked.thread, "Policy.", cites=cites
                    ),
                    now=NOW,
                )
        assert not Notice.objects.filter(document="reply").exists()

    def test_keeps_a_reviewer_from_going_on(self, case: Case) -> None:
        deliver(case)
        ask(Ask(case.pk, manager().pk, "Which contracts?"), now=NOW)
        respond(Respond(case.pk, manager().pk, "We hired a second editor."), now=NOW)
        with pytest.raises(QuestionAnswered):
            start_improvement(StartImprovement(case.pk, a_reviewer().pk, "Take fewer at a time."), now=NOW)


class TestMoreTime:
    def test_is_given_once_as_of_right_and_once_more_by_a_reviewer(self, case: Case) -> None:
        deliver(case)
        first = extend(Extend(case.pk, manager().pk), now=NOW)
        assert first == datetime(2026, 12, 1, 0, tzinfo=UTC)
        with pytest.raises(ExtensionLimit):
            extend(Extend(case.pk, manager().pk), now=NOW)
        reviewer = a_reviewer()
        assert extend(Extend(case.pk, reviewer.pk), now=NOW) > first
        with pytest.raises(ExtensionLimit):
            extend(Extend(case.pk, reviewer.pk), now=NOW)


class TestAReviewer:
    def test_gives_time_to_improve_that_counts_from_proof(self, case: Case) -> None:
        deliver(case)
        respond(Respond(case.pk, manager().pk, "We hired a second editor."), now=NOW)
        start_improvement(StartImprovement(case.pk, a_reviewer().pk, "Take fewer at a time."), now=NOW)
        assert stage(case) == Stage.IMPROVING
        before = Clock.objects.get(case=case, kind="improvement", ended_at=None).due_at
        deliver(case, now=NOW + timedelta(days=9), document="improvement_started")
        after = Clock.objects.get(case=case, kind="improvement", ended_at=None).due_at
        assert after - before >= timedelta(days=7)

    def test_withdraws_with_reasons_and_never_without(self, case: Case) -> None:
        reviewer = a_reviewer()
        with pytest.raises(ReasonsNeeded):
            withdraw(Withdraw(case.pk, reviewer.pk, "  "), now=NOW)
        withdraw(Withdraw(case.pk, reviewer.pk, "The client changed the brief."), now=NOW)
        ended = Case.objects.get(pk=case.pk)
        assert (ended.stage, ended.outcome) == ("ended", "withdrawn")
        assert Notice.objects.filter(case=case, document="withdrawn", recipient=manager()).exists()
        assert not Clock.objects.filter(case=case, ended_at=None).exists()


class TestReferences:
    def test_count_within_their_month(self, case: Case) -> None:
        other = a_finding(an_explanation(account_id="manager-0", kind="freelancer", name="Mara"), look=a_look())
        number = Case.objects.get(pk=open_case(OpenCase(other.pk), now=NOW)).reference
        assert number == "WM-2611-0002"
