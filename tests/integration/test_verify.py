"""Each promise complains when its data is broken by hand, and is silent when it is not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection

from fairnotice.actions.open_case import OpenCase, open_case
from fairnotice.actions.prove_delivery import ProveDelivery, prove_delivery
from fairnotice.actions.tell_team import TellTeam, tell_team
from fairnotice.ledger.dockets import Case
from fairnotice.ledger.letters import Notice
from fairnotice.queries.invariants.all import PROMISES
from tests.support.builders import a_finding
from tests.support.parties import an_agency

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unguarded")]
NOW = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)


@pytest.fixture
def case(home: Path, unguarded: None) -> Case:
    """A case whose manager knows and whose team was told; its invented look has no table to replay."""
    an_agency(home)
    case = Case.objects.get(pk=open_case(OpenCase(a_finding().pk), now=NOW))
    notice = Notice.objects.get(case=case)
    prove_delivery(ProveDelivery(notice.pk, "opened", notice.recipient_id), now=NOW)
    tell_team(TellTeam(case.pk), now=NOW + timedelta(days=4))
    return case


def broken(promise: str) -> list[str]:
    return [breach.sentence for breach in PROMISES[promise][1]() if "table is gone" not in breach.sentence]


def run(statement: str, *values: datetime | str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))
        assert cursor.rowcount > 0, statement


def lower_the_answer(case: Case) -> None:
    run("UPDATE finding SET verdict = 'heads_up'")


def lose_the_clause(case: Case) -> None:
    run("UPDATE notice SET text = 'Serious policy violations.'")


def lose_the_contracts(case: Case) -> None:
    letter = Notice.objects.filter(document="first_notice").values_list("letter", flat=True)[0]
    Notice.objects.filter(document="first_notice").update(letter={**letter, "records": []})


def lose_the_proof(case: Case) -> None:
    run("DELETE FROM delivery_proof")


def shorten_the_time(case: Case) -> None:
    event = case.events.get(name="NoticeServed")
    case.events.filter(pk=event.pk).update(facts={**event.facts, "respond_by": (NOW + timedelta(days=2)).isoformat()})


def tell_the_team_first(case: Case) -> None:
    Notice.objects.filter(document="team_notice").update(created_at=NOW - timedelta(days=1))


def cut_the_head_start(case: Case) -> None:
    Notice.objects.filter(document="team_notice").update(not_before=NOW + timedelta(hours=1))


def show_anothers_contract(case: Case) -> None:
    mine, other = Notice.objects.filter(document="team_notice").order_by("reference")[:2]
    Notice.objects.filter(pk=mine.pk).update(letter=other.letter)


def lose_an_event(case: Case) -> None:
    Notice.objects.filter(event__name="TeamTold").update(event=case.events.get(number=1))
    run("DELETE FROM case_event WHERE number = 2")


def move_the_stage(case: Case) -> None:
    Case.objects.filter(pk=case.pk).update(stage="under_review")


def move_a_clock(case: Case) -> None:
    run("UPDATE clock SET due_at = %s WHERE ended_at IS NULL", NOW)


def forge_a_step(case: Case) -> None:
    case.events.filter(name="TeamTold").update(actor_kind="reviewer")


def lose_a_letter(case: Case) -> None:
    notice = Notice.objects.filter(document="team_notice").order_by("reference")[0]
    notice.outgoing.all().delete()
    run("DELETE FROM notice WHERE reference = %s", notice.reference)


def lose_the_row(case: Case) -> None:
    run("DELETE FROM outgoing")


class TestUnbrokenData:
    def test_keeps_every_promise(self, case: Case) -> None:
        assert {promise: broken(promise) for promise in PROMISES} == {promise: [] for promise in PROMISES}


class TestBrokenData:
    @pytest.mark.parametrize(
        ("promise", "damage"),
        [
            ("P2", lower_the_answer),
            ("P3", lose_the_clause),
            ("P3", lose_the_contracts),
            ("P4", lose_the_proof),
            ("P4", shorten_the_time),
            ("P5", lose_the_proof),
            ("P5", tell_the_team_first),
            ("P5", cut_the_head_start),
            ("P5", show_anothers_contract),
            ("P15", lose_an_event),
            ("P15", move_the_stage),
            ("P15", move_a_clock),
            ("P15", forge_a_step),
            ("P16", lose_a_letter),
            ("P16", lose_the_row),
        ],
        ids=lambda value: value if isinstance(value, str) else value.__name__,
    )
    def test_is_named(self, case: Case, promise: str, damage: Callable[[Case], None]) -> None:
        assert broken(promise) == []
        damage(case)
        assert broken(promise)
