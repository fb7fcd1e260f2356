"""A case about a recorded breach: opened by a person, told to those who answer for it, under the same machine."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from fairnotice.actions.acknowledge import (
    Acknowledge,
    NameNeeded,
    NotAsked,
    TakeBack,
    TextChanged,
    acknowledge,
    take_back_acknowledgement,
)
from fairnotice.actions.add_statement import AddStatement, add_statement
from fairnotice.actions.ask import Ask, ask
from fairnotice.actions.decide_measure import DecideMeasure, decide_measure
from fairnotice.actions.letter_facts_breaches import text_to_confirm
from fairnotice.actions.look_at_evidence import LookAtEvidence, look_at_evidence
from fairnotice.actions.open_violation_case import OpenViolationCase, open_violation_case
from fairnotice.actions.parties import NotAParty
from fairnotice.actions.propose_measure import ProposeMeasure, propose_measure, what_stands_against
from fairnotice.actions.prove_delivery import ProveDelivery, prove_delivery
from fairnotice.actions.record_violation import ViolationWithdrawn
from fairnotice.actions.reply import Reply, reply
from fairnotice.actions.respond import Respond, respond
from fairnotice.actions.tell_team import TellTeam, tell_team
from fairnotice.actions.withdraw import Withdraw, withdraw
from fairnotice.actions.withdraw_violation import NoSuchViolation, WithdrawViolation, withdraw_violation
from fairnotice.cases.measures import Measure
from fairnotice.cases.refusals import AlreadyJudged, CaseAlreadyOpen, OnlyOnce
from fairnotice.cases.weighing import Gravity, Intent
from fairnotice.kernel.problem import BadInput
from fairnotice.ledger.casebook import case_value
from fairnotice.ledger.models import Acknowledgement, Case, CaseEvent, Notice, Outgoing, Person, Violation
from fairnotice.outbox.mail import message_of
from fairnotice.queries.account_record import account_record
from fairnotice.queries.invariants.all import all_breaches
from tests.support.breaches import RECORDED_AT, a_town, recorded
from tests.support.builders import a_reviewer
from tests.support.parties import lay

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_town")]
NOW = RECORDED_AT
DAY = timedelta(days=1)


@pytest.fixture
def _town(home: Path) -> None:
    warehouse = a_town(home)
    del warehouse


def opened(*violation_ids: str, now: datetime = NOW) -> UUID:
    reviewer = Person.objects.filter(role="reviewer").first() or a_reviewer()
    return open_violation_case(OpenViolationCase(violation_ids or ("V-17",), reviewer.pk), now=now)


def a_case(*, now: datetime = NOW, **changes: Any) -> UUID:
    recorded(now=now, **changes)
    return opened(now=now)


def delivered(case_id: UUID, *, now: datetime = NOW) -> Person:
    """Let the addressee open the first letter."""
    notice = Notice.objects.get(case_id=case_id, document="violation_notice")
    prove_delivery(ProveDelivery(notice.pk, "opened", notice.recipient_id), now=now)
    return notice.recipient


def signature(case_id: UUID, person: Person, **changes: Any) -> Acknowledge:
    row = Case.objects.get(pk=case_id)
    shown = text_to_confirm(row, row.policy.rulebook).fingerprint
    return Acknowledge(**{
        "case_id": case_id, "person_id": person.pk, "name": "Member  Zero", "fingerprint": shown,
        "session_kind": "code", **changes,
    })  # fmt: skip


class TestOpening:
    def test_tells_the_freelancer_what_it_rests_on_and_the_most_that_can_follow(self) -> None:
        case_id = a_case()
        row = Case.objects.get(pk=case_id)
        assert (row.matter, row.stage, row.finding) == ("violation", "opened", None)
        notice = Notice.objects.get(case=row)
        assert (notice.document, notice.recipient.account_id) == ("violation_notice", "member-0")
        words = " ".join(notice.text.split())
        assert '"Asked the client of C-88213 to pay by bank transfer."' in words
        assert "message M-5512 and contract C-88213" in words
        assert "The most that can follow is a warning." in words
        assert "client-3" not in words
        assert f"/cases/{row.reference}/sign/" in words
        assert list(all_breaches()) == []

    def test_of_an_agency_tells_its_owner_and_manager_and_nobody_else(self) -> None:
        case_id = a_case(account_id="agency-1", actor_id="manager-1")
        told = Notice.objects.filter(case_id=case_id).values_list("recipient__account_id", flat=True)
        assert set(told) == {"manager-0", "manager-1"}
        assert not Case.objects.filter(account_id__startswith="manager").exists()

    def test_is_a_person_s_step(self) -> None:
        case_id = a_case()
        event = CaseEvent.objects.get(case_id=case_id)
        assert (event.actor_kind, event.actor.role if event.actor else "") == ("reviewer", "reviewer")

    def test_brings_each_act_into_one_case_only(self) -> None:
        case_id = a_case()
        with pytest.raises(AlreadyJudged):
            opened()
        withdraw(
            Withdraw(case_id, a_person_of_staff().pk, "C-88213 shows that it was the client who asked for it."), now=NOW
        )
        with pytest.raises(AlreadyJudged):
            opened()

    def test_waits_while_another_case_of_the_group_is_open(self) -> None:
        a_case()
        recorded("V-18", provision="V1.2")
        with pytest.raises(CaseAlreadyOpen):
            opened("V-18")

    def test_needs_acts_on_record_that_were_not_taken_back(self) -> None:
        recorded()
        reviewer = a_reviewer()
        withdraw_violation(WithdrawViolation("V-17", reviewer.pk, "Wrong."), now=NOW)
        with pytest.raises(ViolationWithdrawn):
            opened()
        with pytest.raises(NoSuchViolation):
            opened("V-99")

    def test_is_about_one_account_and_one_rule(self) -> None:
        recorded("V-1")
        recorded("V-2", account_id="member-1")
        with pytest.raises(BadInput):
            opened("V-1", "V-2")

    def test_may_rest_on_several_acts(self) -> None:
        recorded("V-1")
        recorded("V-2", occurred_at="2026-10-30")
        case_id = opened("V-1", "V-2")
        assert set(case_value(Case.objects.get(pk=case_id)).facts) == {"V-1", "V-2", "M-5512", "C-88213"}


def a_person_of_staff() -> Person:
    found = Person.objects.filter(role="reviewer").first()
    return found or a_reviewer()


class TestTheSameMachine:
    def test_serves_hears_and_answers_as_for_quality(self) -> None:
        case_id = a_case()
        person = delivered(case_id)
        assert Case.objects.get(pk=case_id).stage == "awaiting_response"
        asked = ask(Ask(case_id, person.pk, "Which message do you mean?"), now=NOW + DAY)
        said = "We mean M-5512 of October 28, which you sent before the contract with that client began."
        reply(Reply(case_id, a_person_of_staff().pk, asked.thread, said, cites=("M-5512",)), now=NOW + DAY)
        sent = " ".join(Notice.objects.get(case_id=case_id, document="reply").text.split())
        assert "V-17, October 28, 2026. Supported by message M-5512" in sent
        respond(Respond(case_id, person.pk, "It was the client's idea."), now=NOW + 2 * DAY)
        assert Case.objects.get(pk=case_id).stage == "under_review"
        assert list(all_breaches()) == []

    def test_tells_a_member_whose_contract_is_named_and_shows_nothing_else(self, home: Path) -> None:
        case_id = a_case(account_id="agency-1")
        the_contract(home, "C-88213", worker="member-1")
        for notice in Notice.objects.filter(case_id=case_id, document="violation_notice"):
            prove_delivery(ProveDelivery(notice.pk, "opened", notice.recipient_id), now=NOW)
        tell_team(TellTeam(case_id), now=NOW + 5 * DAY)
        letter = Notice.objects.get(case_id=case_id, document="violation_member")
        assert letter.recipient.account_id == "member-1"
        assert "You worked C-88213." in " ".join(letter.text.split())
        assert "bank transfer" not in letter.text
        assert list(all_breaches()) == []


def the_contract(home: Path, contract_id: str, *, worker: str) -> None:
    """Lay a contract of the agency beside what is there."""
    from tests.integration.test_violations import a_towns_tables  # noqa: PLC0415  one helper

    row: dict[str, object] = {
        "contract_id": contract_id, "client_id": "client-3", "provider_id": "agency-1", "worker_id": worker,
        "started_at": datetime(2026, 10, 1), "kind": "fixed",  # noqa: DTZ001  tables rest in UTC
    }  # fmt: skip
    lay(home, **a_towns_tables(home), contracts=[row])


class TestTakingAnActBack:
    def test_ends_the_case_that_rests_on_it_and_tells_the_account_why(self) -> None:
        case_id = a_case()
        delivered(case_id)
        withdraw_violation(
            WithdrawViolation("V-17", a_person_of_staff().pk, "Two people were mixed up."), now=NOW + DAY
        )
        assert Case.objects.get(pk=case_id).outcome == "withdrawn"
        assert "Two people were mixed up." in Notice.objects.get(case_id=case_id, document="withdrawn").text
        assert list(all_breaches()) == []

    def test_leaves_a_case_that_rests_on_another_act(self) -> None:
        recorded("V-1")
        recorded("V-2", occurred_at="2026-10-30")
        case_id = opened("V-1", "V-2")
        withdraw_violation(WithdrawViolation("V-1", a_person_of_staff().pk, "Wrong."), now=NOW + DAY)
        assert Case.objects.get(pk=case_id).outcome == ""
        withdraw_violation(WithdrawViolation("V-2", a_person_of_staff().pk, "Wrong too."), now=NOW + DAY)
        assert Case.objects.get(pk=case_id).outcome == "withdrawn"


class TestSigning:
    def test_records_the_text_the_person_the_time_and_the_session(self) -> None:
        case_id = a_case()
        person = delivered(case_id)
        reference = acknowledge(signature(case_id, person), now=NOW + DAY)
        kept = Acknowledgement.objects.select_related("case").get()
        assert reference == kept.reference == f"{kept.case.reference}-A1"
        assert (kept.person, kept.session_kind, kept.signed_at) == (person, "code", NOW + DAY)
        assert kept.shown.endswith(kept.sentence)
        assert "V1.1 of the Quality policy, version 1" in kept.shown
        event = CaseEvent.objects.get(name="Acknowledged")
        assert event.facts["text_sha256"] == kept.fingerprint
        assert event.words.text == "Member Zero"

    def test_sends_a_receipt_that_says_what_it_does_not_mean(self) -> None:
        case_id = a_case()
        person = delivered(case_id)
        acknowledge(signature(case_id, person), now=NOW + DAY)
        receipt = Notice.objects.get(document="acknowledgement_receipt")
        assert (receipt.recipient, receipt.reference[-3:]) == (person, "-A1")
        assert "Signed: Member Zero" in receipt.text
        assert "It admits nothing" in receipt.text
        mail = message_of(Outgoing.objects.get(notice=receipt), now=NOW + DAY)
        name, paper, kind = mail.attachments[0]
        assert (name, paper[:4], kind) == (f"{receipt.reference}.pdf", b"%PDF", "application/pdf")
        assert list(all_breaches()) == []

    def test_is_taken_back_and_both_stay_on_record(self) -> None:
        case_id = a_case()
        person = delivered(case_id)
        acknowledge(signature(case_id, person), now=NOW + DAY)
        take_back_acknowledgement(TakeBack(case_id, person.pk), now=NOW + 2 * DAY)
        signed = account_record("member-0", now=NOW + 2 * DAY).signed
        assert [(each.signed_at, each.taken_back_at) for each in signed] == [(NOW + DAY, NOW + 2 * DAY)]
        assert Notice.objects.filter(document="acknowledgement_taken_back").count() == 1
        with pytest.raises(NotAsked):
            take_back_acknowledgement(TakeBack(case_id, person.pk), now=NOW + 3 * DAY)
        assert acknowledge(signature(case_id, person), now=NOW + 3 * DAY).endswith("-A2")

    def test_is_refused_for_another_text_without_a_name_and_twice(self) -> None:
        case_id = a_case()
        person = delivered(case_id)
        with pytest.raises(TextChanged):
            acknowledge(signature(case_id, person, fingerprint="0" * 64), now=NOW)
        with pytest.raises(NameNeeded):
            acknowledge(signature(case_id, person, name="  "), now=NOW)
        acknowledge(signature(case_id, person), now=NOW)
        with pytest.raises(OnlyOnce):
            acknowledge(signature(case_id, person), now=NOW)

    def test_is_not_asked_where_the_rule_does_not_ask(self) -> None:
        case_id = a_case(provision="V2.3")
        with pytest.raises(NotAsked):
            acknowledge(signature(case_id, delivered(case_id)), now=NOW)

    def test_is_for_those_who_answer_for_the_account(self) -> None:
        case_id = a_case()
        for stranger in (Person.objects.filter(role="reviewer").get(), Person.objects.get(pk=a_stranger())):
            with pytest.raises(NotAParty):
                acknowledge(signature(case_id, stranger), now=NOW)


def a_stranger() -> int:
    return Person.objects.create(account_id="stranger", joined_at=NOW, password="!").pk


class TestNotSigning:
    """Everything works the same with a signature, without one, and after it was taken back."""

    @pytest.mark.parametrize("signs", [0, 1, 2])
    def test_changes_no_step_no_date_and_no_letter(self, signs: int) -> None:
        case_id = a_case()
        person = delivered(case_id)
        if signs:
            acknowledge(signature(case_id, person), now=NOW)
        if signs > 1:
            take_back_acknowledgement(TakeBack(case_id, person.pk), now=NOW)
        before = case_value(Case.objects.get(pk=case_id))
        add_statement(AddStatement(case_id, person.pk, "It was not me."), now=NOW + DAY)
        ask(Ask(case_id, person.pk, "Which message?"), now=NOW + DAY)
        said = "We mean M-5512 of October 28, sent before the contract with that client began, as the record shows."
        reply(Reply(case_id, a_person_of_staff().pk, 1, said, cites=("M-5512",)), now=NOW + DAY)
        respond(Respond(case_id, person.pk, "It was the client's idea."), now=NOW + 2 * DAY)
        after = case_value(Case.objects.get(pk=case_id))
        assert (before.stage, before.respond_by, before.standing) == ("awaiting_response", before.respond_by, "good")
        assert (after.stage, after.standing) == ("under_review", "good")
        documents = ("violation_notice", "reply", "answer_receipt")
        assert Notice.objects.filter(case_id=case_id, document__in=documents).count() == 3
        record = account_record("member-0", now=NOW + 2 * DAY)
        assert [ladder.climb.most for ladder in record.ladders] == ["warning"]


class TestTheRecord:
    def test_holds_the_act_the_letter_and_when_it_arrived(self) -> None:
        case_id = a_case()
        delivered(case_id)
        record = account_record("member-0", now=NOW + DAY)
        assert [v.case_reference for v in record.violations] == [record.cases[0].reference]
        assert [letter.proof_kind for letter in record.cases[0].letters] == ["opened"]
        assert [step.name for step in record.cases[0].happened] == ["CaseOpened", "NoticeServed"]
        assert Violation.objects.count() == 1


class TestTheLadder:
    """The worked history of three breaches, as far as the second: warned first, then a hold at most."""

    def answered(self, case_id: UUID, *, now: datetime) -> None:
        person = delivered(case_id, now=now)
        respond(Respond(case_id, person.pk, "It will not happen again."), now=now + DAY)

    def warned(self, case_id: UUID, *, now: datetime) -> None:
        reviewer = a_person_of_staff()
        facts = ("V-17",)
        look_at_evidence(LookAtEvidence(case_id, reviewer.pk, "V-17"), now=now)
        reasons = "M-5512 asks for a bank transfer on October 28, before the contract with that client had begun."
        wish = ProposeMeasure(
            case_id, reviewer.pk, Measure.WARNING, facts, reasons, Gravity.SERIOUS, Intent.NOT_SHOWN, lesser={}
        )
        propose_measure(wish, now=now)
        exit_by = "Nothing needs to be done; V-17 counts for two years, or until twenty satisfied contracts followed."
        decide_measure(DecideMeasure(case_id, reviewer.pk, reasons, exit_by), now=now)
        for notice in Notice.objects.filter(case_id=case_id, document__startswith="decision"):
            prove_delivery(ProveDelivery(notice.pk, "opened", notice.recipient_id), now=now)

    def at_most(self, case_id: UUID, *, now: datetime) -> list[Measure]:
        person = a_person_of_staff().pk
        against = what_stands_against(case_id, person_id=person, now=now)
        return [measure for measure in Measure if not against[measure]]

    def test_leads_from_a_warning_to_a_hold_and_back_when_the_warning_is_old(self) -> None:
        first = a_case()
        self.answered(first, now=NOW)
        assert self.at_most(first, now=NOW + 2 * DAY) == [Measure.ADVICE, Measure.WARNING]
        self.warned(first, now=NOW + 2 * DAY)
        assert Case.objects.get(pk=first).outcome == "warned"
        later = NOW + 30 * DAY
        recorded("V-18", occurred_at="2026-11-20", now=later)
        second = opened("V-18", now=later)
        letter = " ".join(Notice.objects.get(case_id=second).text.split())
        assert "The most that can follow is a hold on new work." in letter
        self.answered(second, now=later)
        at_most = [Measure.ADVICE, Measure.WARNING, Measure.WORK_HOLD]
        assert self.at_most(second, now=later + 2 * DAY) == at_most
        record = account_record("member-0", now=later + 2 * DAY)
        assert [each.counts for each in record.ladders[0].climb.rungs] == [True]
        old = account_record("member-0", now=NOW + 800 * DAY)
        assert [(each.counts, each.why) for each in old.ladders[0].climb.rungs] == [(False, "Its time is over.")]
