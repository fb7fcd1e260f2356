"""What a step changes for an account is recorded once, numbered, and the newest word is the whole truth."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from fairnotice.ledger.effects import Effect, EffectDelivery, WebhookEndpoint
from tests.support.effects import NOTHING_RESTRICTED, ON_HOLD, a_lifting, an_effect

pytestmark = pytest.mark.django_db
State = EffectDelivery.State


@pytest.fixture
def endpoint(now: datetime) -> WebhookEndpoint:
    return WebhookEndpoint.objects.create(
        url="https://workmere.example/hooks", sealed_secret="sealed", created_at=now, changed_at=now
    )


class TestAnEffect:
    def test_says_everything_a_receiver_needs(self, now: datetime) -> None:
        effect = an_effect(now=now)
        assert json.loads(effect.body) == {
            "type": "account.restriction_started",
            "timestamp": now.isoformat(),
            "data": {
                "effect": effect.webhook_id,
                "account": {"id": "agency-1", "kind": "agency"},
                "sequence": 1,
                "what": "restriction_started",
                "standing": {"before": "good", "after": "work_hold"},
                "capabilities": ON_HOLD,
                "from": now.isoformat(),
                "until": (now + timedelta(days=30)).isoformat(),
                "reference": "WM-2611-0001",
            },
        }

    def test_is_numbered_per_account(self, now: datetime) -> None:
        for account in ("agency-1", "agency-2", "agency-1"):
            an_effect(account, now=now)
        kept = Effect.objects.order_by("created_at", "account_id", "sequence").values_list("account_id", "sequence")
        assert list(kept) == [("agency-1", 1), ("agency-1", 2), ("agency-2", 1)]

    def test_goes_to_each_active_endpoint_once(self, now: datetime, endpoint: WebhookEndpoint) -> None:
        WebhookEndpoint.objects.create(
            url="https://old.example", sealed_secret="s", active=False, created_at=now, changed_at=now
        )
        effect = an_effect(now=now)
        (row,) = EffectDelivery.objects.all()
        assert (row.effect, row.endpoint, row.state, row.due_at) == (effect, endpoint, State.QUEUED, now)

    def test_is_gone_with_the_step_that_failed(self, now: datetime, endpoint: WebhookEndpoint) -> None:
        with transaction.atomic():
            an_effect(now=now)
            transaction.set_rollback(True)
        assert not Effect.objects.exists()
        assert not EffectDelivery.objects.exists()

    @pytest.mark.parametrize("statement", ["UPDATE effect SET body = '{}'", "DELETE FROM effect"])
    def test_is_never_changed(self, now: datetime, statement: str) -> None:
        an_effect(now=now)
        with (
            pytest.raises(DatabaseError, match="append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)

    def test_exists_once_for_its_event(self, now: datetime) -> None:
        effect = an_effect(now=now)
        effect.pk, effect.sequence = None, 2
        with pytest.raises(IntegrityError), transaction.atomic():
            Effect.objects.create(
                **{
                    field.attname: getattr(effect, field.attname)
                    for field in Effect._meta.concrete_fields
                    if field.name != "id"
                }
            )


class TestALaterEffect:
    def test_supersedes_what_the_receiver_has_not_acknowledged(self, now: datetime, endpoint: WebhookEndpoint) -> None:
        an_effect(now=now)
        lifting = a_lifting(now=now + timedelta(hours=1))
        states = dict(EffectDelivery.objects.values_list("effect__sequence", "state"))
        assert states == {1: State.SUPERSEDED, 2: State.QUEUED}
        assert json.loads(lifting.body)["data"]["capabilities"] == NOTHING_RESTRICTED

    def test_leaves_other_accounts_and_what_is_done_alone(self, now: datetime, endpoint: WebhookEndpoint) -> None:
        an_effect("agency-2", now=now)
        an_effect(now=now)
        EffectDelivery.objects.filter(effect__account_id="agency-1").update(state=State.ACKNOWLEDGED)
        a_lifting(now=now)
        states = EffectDelivery.objects.order_by("effect__account_id", "effect__sequence").values_list(
            "state", flat=True
        )
        assert list(states) == [State.ACKNOWLEDGED, State.QUEUED, State.QUEUED]
