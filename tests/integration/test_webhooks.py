"""The sender of effects against receivers that acknowledge, stay silent, refuse, redirect, drip or lie."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pytest_django.fixtures import Settings
from standardwebhooks import Webhook

from fairnotice.actions.add_endpoint import AddEndpoint, NewSecret, add_endpoint
from fairnotice.actions.rotate_secret import RotateSecret, rotate_secret
from fairnotice.actions.switch_endpoint import SwitchEndpoint, switch_endpoint
from fairnotice.actions.try_effect_again import NothingToTry, TryEffectAgain, try_effect_again
from fairnotice.ledger.effects import EffectAcknowledgement, EffectDelivery, WebhookEndpoint
from fairnotice.outbox import webhook_wire
from fairnotice.outbox.webhook_rows import ASK_AGAIN, BACKOFF, LEASE
from fairnotice.outbox.webhooks import WebhookReport, send_test, tell_of_effects
from tests.support.effects import a_lifting, an_effect
from tests.support.receivers import Received, Reply, Scripted, scripted

pytestmark = pytest.mark.django_db(transaction=True)
State = EffectDelivery.State
NOW = datetime.now(UTC).replace(microsecond=0)
DRIPS_FOR = 5.0
LONGEST_WAIT = timedelta(days=1, hours=5)


@pytest.fixture
def receiver(settings: Settings) -> Iterator[Scripted]:
    settings.WEBHOOK_PRIVATE_HOSTS = frozenset({"127.0.0.1"})
    with scripted() as receiver:
        yield receiver


@pytest.fixture
def endpoint(receiver: Scripted) -> NewSecret:
    return add_endpoint(AddEndpoint(receiver.url), now=NOW)


def the_row() -> EffectDelivery:
    return EffectDelivery.objects.select_related("effect").get()


def replies(status: int, body: Any = None, **headers: str) -> Any:
    def reply(request: Received) -> Reply:
        del request
        return status, {name.replace("_", "-"): text for name, text in headers.items()}, json.dumps(body).encode()

    return reply


@contextmanager
def dripping(before: bytes) -> Iterator[str]:
    """Answer with *before* at once, and then with a letter every now and then."""
    listener = socket.create_server(("127.0.0.1", 0))

    def drip() -> None:
        connection, _ = listener.accept()
        with connection, suppress(OSError):
            connection.recv(65536)
            connection.sendall(before)
            for _ in range(int(DRIPS_FOR / 0.1)):
                time.sleep(0.1)
                connection.sendall(b"H")

    thread = threading.Thread(target=drip, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}/"
    listener.close()
    thread.join(DRIPS_FOR)


class TestAnEffectThatIsTold:
    def test_is_signed_so_that_the_package_s_own_verification_takes_it(
        self, receiver: Scripted, endpoint: NewSecret
    ) -> None:
        effect = an_effect(now=NOW)
        tell_of_effects(now=NOW)
        (request,) = receiver.requests
        assert Webhook(endpoint.secret).verify(request.body, request.headers) == json.loads(effect.body)
        assert request.headers["webhook-id"] == effect.webhook_id

    def test_is_acknowledged_in_the_answer(self, receiver: Scripted, endpoint: NewSecret) -> None:
        effect = an_effect(now=NOW)
        assert tell_of_effects(now=NOW) == WebhookReport(acknowledged=1)
        word = EffectAcknowledgement.objects.get()
        assert (word.effect, word.endpoint_id, word.how) == (effect, endpoint.endpoint_id, "answer")
        assert the_row().state == State.ACKNOWLEDGED
        assert tell_of_effects(now=NOW + timedelta(days=9)) == WebhookReport()

    def test_is_taken_but_not_acknowledged_by_a_bare_200(self, receiver: Scripted, endpoint: NewSecret) -> None:
        receiver.reply = replies(200, {})
        an_effect(now=NOW)
        assert tell_of_effects(now=NOW) == WebhookReport(handed=1)
        assert not EffectAcknowledgement.objects.exists()
        assert tell_of_effects(now=NOW + ASK_AGAIN / 2) == WebhookReport()
        receiver.reply = Scripted().reply
        assert tell_of_effects(now=NOW + LONGEST_WAIT) == WebhookReport(acknowledged=1)
        assert set(receiver.copies().values()) == {2}

    @pytest.mark.parametrize(
        ("body", "said"),
        [
            ({"acknowledged": "eff_other"}, "something else"),
            (["acknowledged"], "not acknowledged"),
            ("no", "not acknowledged"),
        ],
    )
    def test_is_not_acknowledged_by_words_about_something_else(
        self, receiver: Scripted, endpoint: NewSecret, body: Any, said: str
    ) -> None:
        receiver.reply = replies(200, body)
        an_effect(now=NOW)
        assert tell_of_effects(now=NOW) == WebhookReport(handed=1)
        assert said in the_row().last_answer

    @pytest.mark.parametrize("at", ["2001-01-01T00:00:00+00:00", "2099-01-01T00:00:00+00:00", "now", "2026-11-23"])
    def test_is_not_acknowledged_with_an_impossible_time(
        self, receiver: Scripted, endpoint: NewSecret, at: str
    ) -> None:
        effect = an_effect(now=NOW)
        receiver.reply = replies(200, {"acknowledged": effect.webhook_id, "carried_out_at": at})
        assert tell_of_effects(now=NOW) == WebhookReport(handed=1)
        assert "cannot have been carried out" in the_row().last_answer


class TestAReceiverThatFails:
    def test_is_tried_again_later_each_time(self, receiver: Scripted, endpoint: NewSecret) -> None:
        receiver.reply = replies(500, "out of order")
        an_effect(now=NOW)
        at = NOW
        for wait in BACKOFF:
            assert tell_of_effects(now=at) == WebhookReport(queued=1)
            due = the_row().due_at - at
            assert wait <= due <= wait * 1.2 + timedelta(seconds=10)
            assert tell_of_effects(now=at + wait / 2) == WebhookReport()
            at = the_row().due_at
        assert the_row().last_answer == '500: "out of order"'

    def test_is_given_up_in_the_end_and_tried_again_when_a_person_asks(
        self, receiver: Scripted, endpoint: NewSecret
    ) -> None:
        receiver.reply = replies(500)
        effect = an_effect(now=NOW)
        last = NOW + timedelta(days=13, hours=20)
        assert tell_of_effects(now=last) == WebhookReport(queued=1)
        EffectDelivery.objects.update(attempts=9)
        assert tell_of_effects(now=last + timedelta(minutes=5)) == WebhookReport(failed=1)
        assert tell_of_effects(now=last + timedelta(days=30)) == WebhookReport()
        receiver.reply = Scripted().reply
        assert try_effect_again(TryEffectAgain(effect.pk), now=last) == 1
        assert tell_of_effects(now=last) == WebhookReport(acknowledged=1)

    def test_is_given_the_time_it_asks_for(self, receiver: Scripted, endpoint: NewSecret) -> None:
        receiver.reply = replies(503, Retry_After="7200")
        an_effect(now=NOW)
        tell_of_effects(now=NOW)
        assert the_row().due_at >= NOW + timedelta(hours=2)

    def test_that_redirects_is_not_followed(self, receiver: Scripted, endpoint: NewSecret) -> None:
        receiver.reply = replies(302, Location=receiver.url)
        an_effect(now=NOW)
        assert tell_of_effects(now=NOW) == WebhookReport(queued=1)
        assert len(receiver.requests) == 1
        assert "redirects are not followed" in the_row().last_answer

    def test_that_talks_without_end_is_cut_short(self, receiver: Scripted, endpoint: NewSecret) -> None:
        receiver.reply = lambda _request: (200, {}, b" " * 10_000_000)
        an_effect(now=NOW)
        assert tell_of_effects(now=NOW) == WebhookReport(handed=1)

    def test_that_does_not_answer_is_in_doubt_and_told_again(
        self, receiver: Scripted, endpoint: NewSecret, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(webhook_wire, "TOTAL_SECONDS", 0.3)

        def slow(request: Received) -> Reply:
            time.sleep(1)
            return 200, {}, b"{}"

        receiver.reply = slow
        an_effect(now=NOW)
        an_effect("agency-2", now=NOW)
        assert tell_of_effects(now=NOW) == WebhookReport(doubt=1)
        assert len(receiver.requests) == 1, "a silent endpoint is left alone for the rest of the round"
        receiver.reply = Scripted().reply
        assert tell_of_effects(now=NOW + timedelta(minutes=2)).acknowledged == 2

    @pytest.mark.parametrize("before", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n"])
    def test_that_drips_is_cut_off(self, settings: Settings, monkeypatch: pytest.MonkeyPatch, before: bytes) -> None:
        settings.WEBHOOK_PRIVATE_HOSTS = frozenset({"127.0.0.1"})
        monkeypatch.setattr(webhook_wire, "TOTAL_SECONDS", 0.5)
        with dripping(before) as url:
            add_endpoint(AddEndpoint(url), now=NOW)
            an_effect(now=NOW)
            began = time.monotonic()
            assert tell_of_effects(now=NOW) == (WebhookReport(handed=1) if before else WebhookReport(doubt=1))
            assert time.monotonic() - began < DRIPS_FOR / 2

    def test_whose_machine_is_gone_keeps_nobody_else_waiting(self, receiver: Scripted, endpoint: NewSecret) -> None:
        add_endpoint(AddEndpoint("http://127.0.0.1:9/closed"), now=NOW)
        for number in range(3):
            an_effect(f"agency-{number}", now=NOW)
        assert tell_of_effects(now=NOW) == WebhookReport(acknowledged=3, queued=1)


class TestEffectsOfOneAccount:
    def test_are_told_by_the_newest_alone(self, receiver: Scripted, endpoint: NewSecret) -> None:
        an_effect(now=NOW)
        lifting = a_lifting(now=NOW)
        assert tell_of_effects(now=NOW) == WebhookReport(acknowledged=1)
        assert list(receiver.copies()) == [lifting.webhook_id]

    def test_let_a_lifting_pass_while_the_start_of_the_hold_cannot_be_delivered(
        self, receiver: Scripted, endpoint: NewSecret
    ) -> None:
        receiver.reply = replies(500)
        effect = an_effect(now=NOW)
        tell_of_effects(now=NOW)
        receiver.reply = Scripted().reply
        a_lifting(now=NOW)
        assert tell_of_effects(now=NOW) == WebhookReport(acknowledged=1)
        with pytest.raises(NothingToTry):
            try_effect_again(TryEffectAgain(effect.pk), now=NOW)

    def test_wait_while_an_earlier_one_is_on_the_wire_and_no_longer(
        self, receiver: Scripted, endpoint: NewSecret
    ) -> None:
        first = an_effect(now=NOW)
        EffectDelivery.objects.update(state=State.HANDING, leased_by="somebody", lease_until=NOW + LEASE)
        a_lifting(now=NOW)
        assert tell_of_effects(now=NOW + LEASE / 2) == WebhookReport()
        assert tell_of_effects(now=NOW + LEASE) == WebhookReport(acknowledged=1)
        assert first.deliveries.get().state == State.SUPERSEDED


class TestASecret:
    def test_is_not_in_the_database(self, endpoint: NewSecret) -> None:
        kept = json.dumps(list(WebhookEndpoint.objects.values()), default=str)
        assert endpoint.secret.removeprefix("whsec_") not in kept

    def test_and_its_successor_are_both_good_for_a_while(self, receiver: Scripted, endpoint: NewSecret) -> None:
        new = rotate_secret(RotateSecret(endpoint.endpoint_id), now=NOW)
        an_effect(now=NOW)
        tell_of_effects(now=NOW)
        for secret in (endpoint.secret, new.secret):
            assert Webhook(secret).verify(receiver.requests[0].body, receiver.requests[0].headers)
        assert len(receiver.requests[0].headers["webhook-signature"].split(" ")) == 2

    def test_that_somebody_stole_is_good_no_more(self, receiver: Scripted, endpoint: NewSecret) -> None:
        rotate_secret(RotateSecret(endpoint.endpoint_id, at_once=True), now=NOW)
        an_effect(now=NOW)
        tell_of_effects(now=NOW)
        assert len(receiver.requests[0].headers["webhook-signature"].split(" ")) == 1

    def test_sealed_under_another_key_stops_the_endpoint_not_the_round(
        self, receiver: Scripted, endpoint: NewSecret, settings: Settings
    ) -> None:
        settings.SECRET_KEY = "another"
        an_effect(now=NOW)
        assert tell_of_effects(now=NOW) == WebhookReport(queued=1)
        assert "Rotate the secret" in the_row().last_answer


class TestAnEndpoint:
    def test_that_is_off_is_told_nothing(self, receiver: Scripted, endpoint: NewSecret) -> None:
        an_effect(now=NOW)
        switch_endpoint(SwitchEndpoint(endpoint.endpoint_id, active=False), now=NOW)
        assert tell_of_effects(now=NOW) == WebhookReport()
        assert receiver.requests == []
        switch_endpoint(SwitchEndpoint(endpoint.endpoint_id, active=True), now=NOW + timedelta(days=30))
        assert the_row().give_up_at > NOW + timedelta(days=30)

    def test_that_comes_late_is_told_what_holds_now(self, receiver: Scripted) -> None:
        an_effect(now=NOW)
        lifting = a_lifting(now=NOW)
        other = an_effect("agency-2", now=NOW)
        add_endpoint(AddEndpoint(receiver.url), now=NOW)
        assert tell_of_effects(now=NOW) == WebhookReport(acknowledged=2)
        assert set(receiver.copies()) == {lifting.webhook_id, other.webhook_id}

    def test_takes_a_test_that_concerns_nobody(self, receiver: Scripted, endpoint: NewSecret) -> None:
        assert send_test(endpoint.endpoint_id, now=NOW) == "It took the test: 200."
        assert receiver.requests[0].content["type"] == "endpoint.test"
        receiver.reply = replies(404, "nothing here")
        assert send_test(endpoint.endpoint_id, now=NOW) == 'It refused the test: 404: "nothing here"'

    def test_inside_our_own_network_is_refused_when_the_name_turns_to_it(
        self, receiver: Scripted, endpoint: NewSecret, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def inside(host: str) -> bool:
            return False

        monkeypatch.setattr(webhook_wire, "may_be_private", inside)
        an_effect(now=NOW)
        assert tell_of_effects(now=NOW) == WebhookReport(queued=1)
        assert receiver.requests == []
        assert "inside our own network" in the_row().last_answer
