"""The API's first door: the marketplace says later that it has carried out an effect."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from fairnotice.actions.add_endpoint import AddEndpoint, NewSecret, add_endpoint
from fairnotice.actions.switch_endpoint import SwitchEndpoint, switch_endpoint
from fairnotice.interfaces.api import acknowledgements
from fairnotice.kernel.signatures import new_secret, signed_headers
from fairnotice.ledger.effects import Effect, EffectAcknowledgement, EffectDelivery
from tests.support.effects import a_lifting, an_effect

pytestmark = pytest.mark.django_db
URL = "/api/effects/acknowledgements"
NOW = datetime.now(UTC).replace(microsecond=0)


@pytest.fixture(autouse=True)
def _no_memory_of_others() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def endpoint() -> NewSecret:
    return add_endpoint(AddEndpoint("https://hooks.example/"), now=NOW)


@pytest.fixture
def effect(endpoint: NewSecret) -> Effect:
    return an_effect(now=NOW)


def say(secret: str, content: Any, *, at: datetime | None = None, **headers: str) -> Any:
    body = content if isinstance(content, str) else json.dumps(content)
    signed = signed_headers(body, message_id="m-1", at=at or datetime.now(UTC), keys=[secret])
    given = {**signed, **{name.replace("_", "-"): text for name, text in headers.items()}}
    return Client(enforce_csrf_checks=True).post(URL, body, content_type="application/json", headers=given)


class TestAnAcknowledgement:
    def test_is_recorded_once(self, endpoint: NewSecret, effect: Effect) -> None:
        word = {"acknowledged": effect.webhook_id, "carried_out_at": NOW.isoformat()}
        answers = [say(endpoint.secret, word).json() for _ in range(2)]
        assert answers == [{"acknowledged": effect.webhook_id, "new": new} for new in (True, False)]
        kept = EffectAcknowledgement.objects.get()
        assert (kept.effect, kept.endpoint_id, kept.how, kept.carried_out_at) == (
            effect, endpoint.endpoint_id, "api", NOW
        )  # fmt: skip
        assert EffectDelivery.objects.get().state == "acknowledged"

    def test_of_a_superseded_effect_is_taken_as_well(self, endpoint: NewSecret, effect: Effect) -> None:
        a_lifting(now=NOW)
        assert say(endpoint.secret, {"acknowledged": effect.webhook_id}).status_code == 200
        assert effect.deliveries.get().state == "acknowledged"

    def test_with_the_secret_before_is_taken_while_both_are_good(self, endpoint: NewSecret, effect: Effect) -> None:
        from fairnotice.actions.rotate_secret import RotateSecret, rotate_secret  # noqa: PLC0415  for this test alone

        rotate_secret(RotateSecret(endpoint.endpoint_id), now=NOW)
        assert say(endpoint.secret, {"acknowledged": effect.webhook_id}).status_code == 200
        rotate_secret(RotateSecret(endpoint.endpoint_id, at_once=True), now=NOW)
        assert say(endpoint.secret, {"acknowledged": effect.webhook_id}).status_code == 401


class TestAWrongAcknowledgement:
    def refused(self, answer: Any, status: int, code: str) -> None:
        content = answer.json()
        assert (answer.status_code, content["code"]) == (status, code)
        (problem,) = content["problems"]
        assert all(problem[each] for each in ("where", "what", "what_to_do"))
        assert not EffectAcknowledgement.objects.exists()

    def test_that_is_forged_is_refused(self, endpoint: NewSecret, effect: Effect) -> None:
        word = {"acknowledged": effect.webhook_id}
        self.refused(say(new_secret(), word), 401, "not_signed")
        self.refused(say(endpoint.secret, word, webhook_id="m-2"), 401, "not_signed")
        self.refused(say(endpoint.secret, word, webhook_signature=""), 401, "not_signed")
        self.refused(Client().post(URL, word, content_type="application/json"), 401, "not_signed")
        self.refused(Client().post(URL, b"\xff\xfe", content_type="application/json"), 401, "not_signed")

    def test_that_is_old_is_refused(self, endpoint: NewSecret, effect: Effect) -> None:
        old = say(endpoint.secret, {"acknowledged": effect.webhook_id}, at=NOW - timedelta(minutes=6))
        self.refused(old, 401, "not_signed")

    @pytest.mark.parametrize("named", ["eff_" + "0" * 32, "eff_x", "x", "", "eff_-1", "eff_" + "é" * 32])
    def test_of_an_unknown_effect_is_refused(self, endpoint: NewSecret, effect: Effect, named: str) -> None:
        self.refused(say(endpoint.secret, {"acknowledged": named}), 404, "unknown_effect")

    def test_by_somebody_who_was_never_told_is_refused(self, endpoint: NewSecret, effect: Effect) -> None:
        switch_endpoint(SwitchEndpoint(endpoint.endpoint_id, active=False), now=NOW)
        self.refused(say(endpoint.secret, {"acknowledged": effect.webhook_id}), 401, "not_signed")
        other = add_endpoint(AddEndpoint("https://other.example/"), now=NOW)
        EffectDelivery.objects.filter(endpoint_id=other.endpoint_id).delete()
        self.refused(say(other.secret, {"acknowledged": effect.webhook_id}), 404, "unknown_effect")

    @pytest.mark.parametrize("at", ["yesterday", "2026-11-23T10:00:00", "2001-01-01T00:00:00Z", "2099-01-01T00:00:00Z"])
    def test_at_an_impossible_time_is_refused(self, endpoint: NewSecret, effect: Effect, at: str) -> None:
        word = {"acknowledged": effect.webhook_id, "carried_out_at": at}
        self.refused(say(endpoint.secret, word), 422, "carried_out_when")

    @pytest.mark.parametrize("content", ["no json", "[]", "{}", '{"acknowledged": 7}', '{"acknowledged": null}'])
    def test_that_is_not_understood_is_refused(self, endpoint: NewSecret, content: str) -> None:
        answer = say(endpoint.secret, content)
        assert answer.status_code == 400
        assert answer.json()["code"] == "not_readable"

    def test_too_often_is_refused_before_anything_is_computed(
        self, endpoint: NewSecret, effect: Effect, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(acknowledgements, "OFTEN", 2)
        answers = [say(new_secret(), {"acknowledged": "x"}) for _ in range(3)]
        assert [answer.status_code for answer in answers] == [401, 401, 429]
        self.refused(answers[-1], 429, "too_often")
