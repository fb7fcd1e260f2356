"""The promises about restrictions complain when their data is broken by hand, and are silent when it is not."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from fairnotice.ledger.models import CaseEvent, DeliveryProof, Effect, EvidenceLook, Person
from fairnotice.queries.invariants.all import PROMISES
from tests.support.restrictions import Decider, in_second_review

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unguarded")]


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch, unguarded: None) -> Decider:
    """An agency on hold, by every step there is."""
    review = in_second_review(monkeypatch)
    return review.opened_everything().proposed().decided().after(2).served().after(20).begun()


def broken(promise: str) -> list[str]:
    return [breach.sentence for breach in PROMISES[promise][1]()]


def change(name: str, **facts: Any) -> None:
    event = CaseEvent.objects.get(name=name)
    CaseEvent.objects.filter(pk=event.pk).update(facts={**event.facts, **facts})


def lose_the_proof(_: Decider) -> None:
    DeliveryProof.objects.filter(notice__document="decision").delete()


def lose_the_first_proof(_: Decider) -> None:
    DeliveryProof.objects.filter(notice__document="first_notice").delete()


def begin_too_early(review: Decider) -> None:
    CaseEvent.objects.filter(name="EffectGiven").update(occurred_at=review.now - timedelta(days=12))


def begin_within_somebody_s_period(review: Decider) -> None:
    change("DecisionServed", period_until=(review.now + timedelta(days=1)).isoformat())


def begin_undecided(_: Decider) -> None:
    CaseEvent.objects.filter(name="DecisionMade").update(name="StatementAdded")


def begin_without_a_step(_: Decider) -> None:
    CaseEvent.objects.filter(name="EffectGiven").update(name="StatementAdded")


def let_the_clock_begin(_: Decider) -> None:
    CaseEvent.objects.filter(name="EffectGiven").update(actor_kind="clock", actor=None)


def decide_in_another_s_name(review: Decider) -> None:
    change("DecisionMade", person=review.second.pk)


def decide_by_another(review: Decider) -> None:
    CaseEvent.objects.filter(name="DecisionMade").update(actor=review.second)


def decide_without_words(_: Decider) -> None:
    CaseEvent.objects.filter(name="DecisionMade").update(words_digest="")


def decide_unopened(_: Decider) -> None:
    EvidenceLook.objects.all().delete()


def decide_more_than_proposed(_: Decider) -> None:
    change("DecisionMade", measure="full_hold")


def decide_gravely_alone(_: Decider) -> None:
    change("MeasureProposed", measure="closure")
    change("DecisionMade", measure="closure")


def tell_that_nobody_is_heard(_: Decider) -> None:
    effect = Effect.objects.get()
    body = json.loads(effect.body)
    body["data"]["capabilities"]["be_heard"] = "no"
    Effect.objects.update(body=json.dumps(body))


def shut_the_door(review: Decider) -> None:
    Person.objects.filter(pk=review.file.manager.pk).update(is_active=False)


def touch_another_account(review: Decider) -> None:
    Effect.objects.update(account_id=review.file.manager.account_id)


def rest_on_others(_: Decider) -> None:
    change("MeasureProposed", others_conduct=["C-1"])


def rest_on_foreign_facts(_: Decider) -> None:
    change("DecisionMade", facts=["C-77777"])


def find_somebody_else(_: Decider) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE finding SET account_id = 'somebody-else'")


class TestUnbrokenData:
    def test_keeps_the_promises(self, held: Decider) -> None:
        assert {promise: broken(promise) for promise in ("P1", "P7", "P12", "P13")} == {
            "P1": [],
            "P7": [],
            "P12": [],
            "P13": [],
        }


class TestBrokenData:
    @pytest.mark.parametrize(
        ("promise", "damage"),
        [
            ("P1", lose_the_proof),
            ("P1", lose_the_first_proof),
            ("P1", begin_too_early),
            ("P1", begin_within_somebody_s_period),
            ("P1", begin_undecided),
            ("P1", begin_without_a_step),
            ("P7", let_the_clock_begin),
            ("P7", decide_in_another_s_name),
            ("P7", decide_by_another),
            ("P7", decide_without_words),
            ("P7", decide_unopened),
            ("P7", decide_more_than_proposed),
            ("P7", decide_gravely_alone),
            ("P7", begin_undecided),
            ("P12", tell_that_nobody_is_heard),
            ("P12", shut_the_door),
            ("P13", touch_another_account),
            ("P13", rest_on_others),
            ("P13", rest_on_foreign_facts),
            ("P13", find_somebody_else),
        ],
        ids=lambda value: value if isinstance(value, str) else value.__name__,
    )
    def test_is_named(self, held: Decider, promise: str, damage: Callable[[Decider], None]) -> None:
        assert broken(promise) == []
        damage(held)
        assert broken(promise)
