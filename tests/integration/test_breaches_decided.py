"""A recorded breach brought to its measure: the first ends in a warning at most, the next climbs one step."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from fairnotice.actions.decide_measure import DecideMeasure, decide_measure
from fairnotice.actions.give_effect import GiveEffect, give_effect
from fairnotice.actions.look_at_evidence import LookAtEvidence, look_at_evidence
from fairnotice.actions.open_violation_case import OpenViolationCase, open_violation_case
from fairnotice.actions.propose_measure import ProposeMeasure, propose_measure
from fairnotice.actions.prove_delivery import ProveDelivery, prove_delivery
from fairnotice.actions.respond import Respond, respond
from fairnotice.actions.run_clock import RunClock, run_clock
from fairnotice.actions.second_measure import SecondMeasure, second_measure
from fairnotice.cases.ladder import Climb, Rung, RungFate, RungStanding
from fairnotice.cases.measures import Measure
from fairnotice.cases.refusals import LadderLimit, RecordsKept, SecondPresent, WarnedBefore
from fairnotice.cases.stages import Outcome, Stage
from fairnotice.cases.standing import Standing
from fairnotice.cases.weighing import Gravity, Intent
from fairnotice.ledger.casebook import case_value
from fairnotice.ledger.models import Case, Clock, Effect, Notice, Person
from fairnotice.queries.access import forget_facts
from fairnotice.queries.invariants.all import all_breaches
from fairnotice.queries.standing import standing_of
from tests.integration.test_violation_cases import the_contract
from tests.support.breaches import RECORDED_AT, a_town, recorded
from tests.support.builders import a_reviewer
from tests.support.case_files import signed_in, stop_the_clock

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases, pytest.mark.usefixtures("_town")]
DAY = timedelta(days=1)
WHY = "You asked the client in the first message of all to pay by transfer, as message M-5512 shows."
NOT_LESS = {
    Measure.WARNING: "A warning was given for the same thing, and it happened again.",
    Measure.WORK_HOLD: "New work was on hold before, and the next client was asked as well.",
    Measure.FULL_HOLD: "A full hold changed nothing in what clients were asked.",
    Measure.SUSPENSION: "After the suspension the very first client was asked again.",
}


@pytest.fixture
def _town(home: Path) -> None:
    a_town(home)


@pytest.fixture
def ruth() -> Person:
    return a_reviewer()


@pytest.fixture
def ada() -> Person:
    return a_reviewer(email="ada@workmere.example", name="Ada Marsh")


def a_case(number: int, ruth: Person, *, now: datetime, rule: str = "V1.1") -> UUID:
    """Record a breach of yesterday, open its case, and let the account answer."""
    recorded(f"V-{number}", now=now, occurred_at=(now - DAY).isoformat(), provision=rule)
    case_id = open_violation_case(OpenViolationCase((f"V-{number}",), ruth.pk), now=now)
    opened(case_id, "violation_notice", now=now)
    respond(Respond(case_id, Person.objects.get(account_id="member-0").pk, f"It was {number} dollars."), now=now + DAY)
    return case_id


def opened(case_id: UUID, document: str, *, now: datetime) -> None:
    notice = Notice.objects.filter(case_id=case_id, document=document).latest("created_at")
    prove_delivery(ProveDelivery(notice.pk, "opened", notice.recipient_id), now=now)


def proposed(case_id: UUID, ruth: Person, measure: Measure, *, now: datetime) -> None:
    act = Case.objects.get(pk=case_id).events.get(number=1).facts["new_adverse"][0]
    look_at_evidence(LookAtEvidence(case_id, ruth.pk, act), now=now)
    wish = ProposeMeasure(
        case_id=case_id,
        reviewer_id=ruth.pk,
        measure=measure,
        facts=(act,),
        reasons=WHY,
        gravity=Gravity.SLIGHT,
        intent=Intent.KNOWING,
        lesser={m: NOT_LESS[m] for m in measure.lesser},
    )
    propose_measure(wish, now=now)


def decided(case_id: UUID, ruth: Person, *, now: datetime) -> None:
    decide_measure(DecideMeasure(case_id, ruth.pk, WHY, "Show that the client asked for it."), now=now)


def due(case_id: UUID, *, now: datetime, begin: Person | None = None) -> None:
    """Run what is due, and let the measure begin where somebody is named."""
    for _ in range(4):
        for clock in Clock.objects.filter(case_id=case_id, ended_at=None, stopped_at=None, due_at__lte=now):
            run_clock(RunClock(clock.pk), now=now)
    if begin is not None:
        give_effect(GiveEffect(case_id, begin.pk, facts_read_today=True), now=now)


def brought_to_its_end(number: int, ruth: Person, ada: Person, measure: Measure, *, now: datetime) -> datetime:
    """Bring a breach to the measure and through it; return when it was over."""
    case_id = a_case(number, ruth, now=now)
    proposed(case_id, ruth, measure, now=now + 2 * DAY)
    if measure.needs_second:
        second_measure(
            SecondMeasure(case_id, ada.pk, measure, "I would do the same; M-5512 is plain."), now=now + 3 * DAY
        )
    decided(case_id, ruth, now=now + 3 * DAY)
    opened(case_id, "decision", now=now + 4 * DAY)
    now = now + 4 * DAY
    while (state := case_value(Case.objects.get(pk=case_id))).open:
        now += 5 * DAY
        due(case_id, now=now)
        state = case_value(Case.objects.get(pk=case_id))
        if state.decision is not None and state.decision.period_over and state.stage is Stage.DECIDED:
            give_effect(GiveEffect(case_id, ruth.pk, facts_read_today=True), now=now)
    assert case_value(Case.objects.get(pk=case_id)).outcome in {Outcome.WARNED, Outcome.EXPIRED}
    return now + 2 * DAY


class TestAFirstBreach:
    def test_ends_in_a_warning_at_most(self, ruth: Person) -> None:
        case_id = a_case(1, ruth, now=RECORDED_AT)
        for measure in (Measure.WORK_HOLD, Measure.CLOSURE):
            with pytest.raises((WarnedBefore, LadderLimit)):
                proposed(case_id, ruth, measure, now=RECORDED_AT + 2 * DAY)

    def test_is_warned_of_with_the_act_and_its_day(self, ruth: Person, ada: Person) -> None:
        brought_to_its_end(1, ruth, ada, Measure.WARNING, now=RECORDED_AT)
        text = " ".join(Notice.objects.get(document="decision").text.split())
        assert "Ruth Amsel decided on a warning for your account." in text
        assert "V-1, November 1, 2026" in text
        assert "Somebody reported it to us." in text
        assert not Effect.objects.exists()


class TestTheNextBreach:
    def test_climbs_one_step_at_a_time(self, ruth: Person, ada: Person) -> None:
        now = brought_to_its_end(1, ruth, ada, Measure.WARNING, now=RECORDED_AT)
        case_id = a_case(2, ruth, now=now)
        with pytest.raises(LadderLimit):
            proposed(case_id, ruth, Measure.FULL_HOLD, now=now + 2 * DAY)
        proposed(case_id, ruth, Measure.WORK_HOLD, now=now + 2 * DAY)
        decided(case_id, ruth, now=now + 2 * DAY)
        assert case_value(Case.objects.get(pk=case_id)).decision is not None


class TestAClosure:
    @pytest.fixture
    def closing(self, ruth: Person, ada: Person) -> tuple[UUID, datetime]:
        now = RECORDED_AT
        for number, measure in enumerate(
            (Measure.WARNING, Measure.WORK_HOLD, Measure.FULL_HOLD, Measure.SUSPENSION), start=1
        ):
            now = brought_to_its_end(number, ruth, ada, measure, now=now)
        return a_case(9, ruth, now=now), now + 2 * DAY

    def test_needs_a_second_person_and_then_works_for_good(
        self, closing: tuple[UUID, datetime], ruth: Person, ada: Person
    ) -> None:
        case_id, now = closing
        proposed(case_id, ruth, Measure.CLOSURE, now=now)
        with pytest.raises(SecondPresent):
            decided(case_id, ruth, now=now)
        second_measure(SecondMeasure(case_id, ada.pk, Measure.CLOSURE, "Four measures, and M-5512 again."), now=now)
        decided(case_id, ruth, now=now)
        opened(case_id, "decision", now=now + DAY)
        due(case_id, now=now + 20 * DAY)
        assert case_value(Case.objects.get(pk=case_id)).stage is Stage.DECIDED
        due(case_id, now=now + 35 * DAY)
        give_effect(GiveEffect(case_id, ruth.pk, facts_read_today=True), now=now + 35 * DAY)
        case = case_value(Case.objects.get(pk=case_id))
        assert case.closed_for_good
        assert case.standing is Standing.CLOSURE
        assert Effect.objects.latest("sequence").standing_after == "closure"
        assert [str(breach) for breach in all_breaches()] == []

    def test_is_blocked_by_a_missing_record(
        self, closing: tuple[UUID, datetime], ruth: Person, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        case_id, now = closing
        monkeypatch.setattr(
            "fairnotice.actions.measure_claims.missing_records", lambda _: ("The file of V-9 is gone.",)
        )
        with pytest.raises(RecordsKept):
            proposed(case_id, ruth, Measure.CLOSURE, now=now)


class TestAFreelancer:
    def test_reads_on_the_case_what_was_decided_about_them(
        self, ruth: Person, ada: Person, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        now = brought_to_its_end(1, ruth, ada, Measure.WARNING, now=RECORDED_AT)
        me = Person.objects.get(account_id="member-0")
        warned, case_id = Case.objects.get(), a_case(2, ruth, now=now)
        row = Case.objects.get(pk=case_id)

        def page(url: str, at: datetime) -> str:
            forget_facts()
            stop_the_clock(monkeypatch, at)
            return " ".join(re.sub(r"<[^>]+>", " ", signed_in(me).get(url).content.decode()).split())

        assert "This case ended with a warning, which restricts nothing." in page(f"/cases/{warned.reference}/", now)
        proposed(case_id, ruth, Measure.WORK_HOLD, now=now + 2 * DAY)
        url = f"/cases/{row.reference}/"
        assert "Nothing is restricted" in page(url, now + 2 * DAY)
        decided(case_id, ruth, now=now + 3 * DAY)
        opened(case_id, "decision", now=now + 5 * DAY)
        assert "We decided on a hold on new work for 30 days, and it has not begun." in page(url, now + 6 * DAY)
        due(case_id, now=now + 25 * DAY, begin=ruth)
        assert "You cannot take new contracts until" in page(url, now + 25 * DAY)
        assert "A hold on new work" in page("/record/member-0/", now + 25 * DAY)
        due(case_id, now=now + 60 * DAY)
        assert "has ended on its day" in page(url, now + 60 * DAY)


class TestAnAgency:
    def test_is_decided_about_alone_and_its_member_hears_of_their_own_contract(
        self, home: Path, ruth: Person, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        now = RECORDED_AT
        counted = RungStanding(Rung("WM-2601-0001", Measure.WARNING, now), RungFate.COUNTS, None, 0)
        monkeypatch.setattr(
            "fairnotice.actions.measure_claims.climb_of", lambda *_, **__: Climb(Measure.WORK_HOLD, "", (counted,))
        )
        recorded("V-1", now=now, account_id="agency-1")
        case_id = open_violation_case(OpenViolationCase(("V-1",), ruth.pk), now=now)
        the_contract(home, "C-88213", worker="member-1")
        for notice in Notice.objects.filter(case_id=case_id, document="violation_notice"):
            prove_delivery(ProveDelivery(notice.pk, "opened", notice.recipient_id), now=now)
        due(case_id, now=now + 5 * DAY)
        due(case_id, now=now + 20 * DAY)
        proposed(case_id, ruth, Measure.WORK_HOLD, now=now + 20 * DAY)
        decided(case_id, ruth, now=now + 21 * DAY)
        for notice in Notice.objects.filter(case_id=case_id, document="decision"):
            prove_delivery(ProveDelivery(notice.pk, "opened", notice.recipient_id), now=now + 22 * DAY)
        due(case_id, now=now + 40 * DAY, begin=ruth)
        told = Notice.objects.filter(case_id=case_id, document="team_decision")
        assert {letter.recipient.account_id for letter in told} == {"member-1"}
        assert "bank transfer" not in told[0].text
        assert {n.recipient.account_id for n in Notice.objects.filter(case_id=case_id, document="effect")} == {
            "manager-0",
            "manager-1",
            "member-1",
        }
        assert standing_of("agency-1").standing is Standing.WORK_HOLD
        assert standing_of("manager-0").standing is standing_of("member-1").standing is Standing.GOOD
        broken = [str(b) for b in all_breaches() if "without an earlier warning" not in b.sentence]
        assert broken == []  # but for the warning of another year, which this test only claims
