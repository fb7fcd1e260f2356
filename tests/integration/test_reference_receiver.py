"""The reference receiver as its own process: told by the real sender, and not fooled by anybody."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer
from standardwebhooks import Webhook

from fairnotice.actions.add_endpoint import AddEndpoint, add_endpoint
from fairnotice.kernel.signatures import new_secret, signed_headers
from fairnotice.ledger.effects import EffectAcknowledgement, EffectDelivery, WebhookEndpoint
from fairnotice.ledger.sealing import seal
from fairnotice.outbox.webhooks import send_test, tell_of_effects
from tests.support.effects import NOTHING_RESTRICTED, ON_HOLD, a_lifting, an_effect
from tests.support.receivers import RECEIVER, Reference, reference_receiver

pytestmark = pytest.mark.django_db(transaction=True)
SECRET = new_secret()


@pytest.fixture
def program() -> ModuleType:
    spec = importlib.util.spec_from_file_location("receiver", RECEIVER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def receiver(tmp_path: Path, settings: Settings) -> Iterator[Reference]:
    settings.WEBHOOK_PRIVATE_HOSTS = frozenset({"127.0.0.1"})
    with reference_receiver(tmp_path, f"{new_secret()} {SECRET}") as receiver:
        yield receiver


def told(receiver: Reference, now: datetime) -> WebhookEndpoint:
    """Add the receiver as an endpoint, with the secret that it has."""
    made = add_endpoint(AddEndpoint(receiver.url), now=now)
    WebhookEndpoint.objects.filter(pk=made.endpoint_id).update(sealed_secret=seal(SECRET))
    return WebhookEndpoint.objects.get()


def send(receiver: Reference, body: str, headers: dict[str, str]) -> tuple[int, Any]:
    try:
        with urlopen(Request(receiver.url, data=body.encode(), headers=headers), timeout=20) as answer:  # noqa: S310  our own
            return answer.status, json.load(answer)
    except HTTPError as error:
        with error:
            return error.code, json.load(error)


class TestTheReferenceReceiver:
    def test_keeps_what_an_account_may_do_and_acknowledges(self, receiver: Reference, program: ModuleType) -> None:
        now = datetime.now(UTC)
        endpoint = told(receiver, now)
        assert send_test(endpoint.pk, now=now) == "It took the test: 200."
        an_effect(now=now)
        assert tell_of_effects(now=now).acknowledged == 1
        assert program.may(receiver.database, "agency-1", "new_work") == ON_HOLD["new_work"] == "no"
        a_lifting(now=now)
        assert tell_of_effects(now=now).acknowledged == 1
        assert program.may(receiver.database, "agency-1", "new_work") == NOTHING_RESTRICTED["new_work"] == "yes"
        assert program.may(receiver.database, "agency-2", "new_work") == "yes"

    def test_counts_an_effect_once_and_answers_as_before(self, receiver: Reference) -> None:
        now = datetime.now(UTC)
        effect = an_effect(now=now)
        headers = signed_headers(effect.body, message_id=effect.webhook_id, at=now, keys=[SECRET])
        answers = [send(receiver, effect.body, headers) for _ in range(2)]
        assert answers[0] == answers[1]
        assert receiver.ask("SELECT count(*) FROM received") == [(1,)]

    def test_is_not_thrown_back_by_an_older_effect_that_comes_late(
        self, receiver: Reference, program: ModuleType
    ) -> None:
        now = datetime.now(UTC)
        for effect in reversed([an_effect(now=now), a_lifting(now=now)]):
            headers = signed_headers(effect.body, message_id=effect.webhook_id, at=now, keys=[SECRET])
            assert send(receiver, effect.body, headers)[0] == 200
        assert program.may(receiver.database, "agency-1", "new_work") == "yes"
        assert receiver.ask("SELECT sequence FROM account") == [(2,)]

    def test_takes_nothing_forged_or_old(self, receiver: Reference) -> None:
        now = datetime.now(UTC)
        body = an_effect(now=now).body
        forged = signed_headers(body, message_id="eff_1", at=now, keys=[new_secret()])
        old = signed_headers(body, message_id="eff_1", at=now - timedelta(minutes=6), keys=[SECRET])
        assert [send(receiver, body, headers)[0] for headers in (forged, old, {})] == [401, 401, 401]
        changed = signed_headers(body, message_id="eff_1", at=now, keys=[SECRET])
        assert send(receiver, body.replace("work_hold", "good"), changed)[0] == 401
        assert receiver.ask("SELECT count(*) FROM received") == [(0,)]

    def test_signs_as_the_package_does(self, program: ModuleType) -> None:
        at = datetime.now(UTC)
        mine = program.signature(SECRET, "eff_1", str(int(at.timestamp())), b'{"name":"Zo\xc3\xab"}')
        assert mine == Webhook(SECRET).sign("eff_1", at, '{"name":"Zoë"}')


class TestAReceiverThatAcknowledgesLater:
    def test_is_heard_by_the_api(
        self, tmp_path: Path, settings: Settings, program: ModuleType, live_server: LiveServer
    ) -> None:
        settings.WEBHOOK_PRIVATE_HOSTS = frozenset({"127.0.0.1"})
        now = datetime.now(UTC)
        with reference_receiver(tmp_path, SECRET, "--silent") as receiver:
            told(receiver, now)
            effect = an_effect(now=now)
            assert tell_of_effects(now=now).handed == 1
            ((carried_out_at,),) = receiver.ask("SELECT carried_out_at FROM received")
        api = f"{live_server.url}/api/effects/acknowledgements"
        answers = [program.acknowledge_later(api, SECRET, effect.webhook_id, carried_out_at) for _ in range(2)]
        assert [answer["new"] for answer in answers] == [True, False]
        assert EffectAcknowledgement.objects.get().carried_out_at == datetime.fromisoformat(carried_out_at)
        assert EffectDelivery.objects.get().state == "acknowledged"
