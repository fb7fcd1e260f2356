"""A step that changes what an account may do leaves its effect with it; P16 notices when one is lost."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection

from fairnotice.actions.add_endpoint import AddEndpoint, add_endpoint
from fairnotice.actions.case_letters import Said
from fairnotice.actions.open_case import OpenCase, open_case
from fairnotice.actions.taking_steps import locked, take
from fairnotice.cases import events as e
from fairnotice.cases.measures import Measure
from fairnotice.cases.stages import Who
from fairnotice.ledger.dockets import Case
from fairnotice.ledger.effects import Effect, EffectDelivery
from fairnotice.queries.invariants import effects_once
from tests.support.builders import a_finding, a_person, a_reviewer
from tests.support.effects import NOTHING_RESTRICTED, ON_HOLD
from tests.support.parties import an_agency

pytestmark = [pytest.mark.django_db]
NOW = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
OVER = NOW + timedelta(days=7)


@pytest.fixture
def case(home: Path) -> Case:
    """A case with an interim hold, told to one endpoint."""
    an_agency(home)
    case = Case.objects.get(pk=open_case(OpenCase(a_finding().pk), now=NOW))
    one, other = a_reviewer(), a_person(None, email="ada@workmere.example", name="Ada Marsh", role="reviewer")
    add_endpoint(AddEndpoint("https://hooks.example/"), now=NOW)
    hold = e.InterimHoldImposed(
        at=NOW, by=Who.REVIEWER, person=one.pk, approver=other.pk, kind=Measure.WORK_HOLD, exception="imminent_harm",
        listed=True, evidence=("M-1",), reasoned=True, review_by=NOW + timedelta(days=3), ends_at=OVER,
    )  # fmt: skip
    docket, _ = locked(case.pk)
    take(docket, hold, actor=one.pk, now=NOW, said=Said("M-1 asks two clients for their passwords."))
    return case


def fall(case: Case) -> None:
    docket, _ = locked(case.pk)
    at = NOW + timedelta(days=4)
    take(docket, e.InterimLapsed(at=at, by=Who.CLOCK), actor=None, now=at)


def told() -> list[str]:
    return [breach.sentence for breach in effects_once.breaches()]


class TestAnInterimHold:
    def test_leaves_with_the_whole_table_of_capabilities(self, case: Case) -> None:
        data = json.loads(Effect.objects.get().body)["data"]
        assert data["what"] == "interim_started"
        assert data["standing"] == {"before": "good", "after": "work_hold"}
        assert data["capabilities"] == ON_HOLD
        assert data["until"] == OVER.isoformat()

    def test_that_falls_gives_everything_back(self, case: Case) -> None:
        fall(case)
        data = json.loads(Effect.objects.get(sequence=2).body)["data"]
        assert (data["what"], data["capabilities"], data["until"]) == ("interim_ended", NOTHING_RESTRICTED, None)
        assert told() == []


def lose_the_effect(case: Case) -> None:
    run("DELETE FROM effect_delivery")
    run("DELETE FROM effect WHERE sequence = 1")


def lose_the_row(case: Case) -> None:
    run("DELETE FROM effect_delivery")


def number_wrongly(case: Case) -> None:
    run("UPDATE effect SET sequence = 9 WHERE sequence = 2")


def forget_the_number(case: Case) -> None:
    run("UPDATE effect_counter SET last = 5")


def say_it_is_done(case: Case) -> None:
    run("UPDATE effect_delivery SET state = 'acknowledged'")


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        assert cursor.rowcount > 0, statement


class TestWhatIsLostOrForged:
    @pytest.mark.usefixtures("unguarded")
    @pytest.mark.parametrize(
        ("damage", "sentence"),
        [
            (lose_the_effect, "InterimHoldImposed (2) changed what the account may do, and nobody is told."),
            (lose_the_row, "https://hooks.example/ is never told of"),
            (number_wrongly, "2 effects are numbered to 9, and 2 were given out."),
            (forget_the_number, "2 effects are numbered to 2, and 5 were given out."),
            (say_it_is_done, "is called acknowledged, and nobody said so."),
        ],
        ids=lambda value: value if isinstance(value, str) else value.__name__,
    )
    def test_is_named(self, case: Case, damage: Callable[[Case], None], sentence: str) -> None:
        fall(case)
        assert told() == []
        damage(case)
        assert any(sentence in each for each in told())

    def test_is_known_of_both_rows_of_a_change(self, case: Case) -> None:
        fall(case)
        assert sorted(EffectDelivery.objects.values_list("state", flat=True)) == ["queued", "superseded"]
