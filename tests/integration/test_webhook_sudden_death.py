"""Kill the sender of webhooks at any moment: the receiver has each effect once, and none is forgotten."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fairnotice.outbox.webhook_rows import LEASE
from tests.support.houses import House, Model, a_house, a_model
from tests.support.receivers import Scripted, reference_receiver, scripted

pytestmark = pytest.mark.both_databases
EFFECTS = 3


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Model]:
    with a_model(tmp_path_factory.mktemp("model") / "home", "seed", "0") as model:
        yield model


@pytest.fixture
def house(model: Model, tmp_path: Path) -> Iterator[House]:
    with a_house(model, tmp_path / "home", FAIRNOTICE_WEBHOOK_PRIVATE_HOSTS="127.0.0.1") as house:
        yield house


@pytest.fixture
def between() -> Iterator[Scripted]:
    with scripted() as between:
        yield between


class TestASenderOfWebhooksKilled:
    @pytest.mark.parametrize("moment", ["connected", "asked", "answered", "relayed"])
    def test_leaves_each_effect_once_with_the_receiver(
        self, house: House, between: Scripted, tmp_path: Path, moment: str
    ) -> None:
        secret = house.run("effects", between.url, str(EFFECTS))
        with reference_receiver(tmp_path, secret) as receiver:
            between.reply, between.kill_at = receiver.relay, moment
            now = datetime.now(UTC)
            process = house.start("tell", now.isoformat())
            between.victim = process.pid
            assert process.wait(timeout=120) == -signal.SIGKILL
            states = {state for (state,) in house.ask("SELECT state FROM effect_delivery")}
            assert states - {"queued"} <= ({"handing", "acknowledged"} if moment == "relayed" else {"handing"})
            assert "queued" in states

            house.run("tell", *(at.isoformat() for at in (now + LEASE / 2, now + LEASE, now + 2 * LEASE)))

            told = {f"eff_{str(key).replace('-', '')}" for (key,) in house.ask("SELECT id FROM effect")}
            assert {state for (state,) in house.ask("SELECT state FROM effect_delivery")} == {"acknowledged"}
            assert house.ask("SELECT count(*) FROM effect_acknowledgement") == [(EFFECTS,)]
            assert sorted(receiver.ask("SELECT webhook_id FROM received")) == sorted((name,) for name in told)
            assert sorted(between.copies().values()) in ([1] * EFFECTS, [1] * (EFFECTS - 1) + [2])
            assert receiver.ask("SELECT DISTINCT sequence, standing FROM account") == [(1, "work_hold")]


class TestTwoSendersOfWebhooksAtOnce:
    def test_tell_each_effect_once(self, house: House, between: Scripted, tmp_path: Path) -> None:
        secret = house.run("effects", between.url, str(EFFECTS))
        with reference_receiver(tmp_path, secret) as receiver:
            between.reply = receiver.relay
            senders = [house.start("tell", datetime.now(UTC).isoformat()) for _ in range(2)]
            assert [sender.wait(timeout=120) for sender in senders] == [0, 0]
            assert sorted(between.copies().values()) == [1] * EFFECTS


class TestManyAtOnce:
    def test_number_the_effects_of_one_account_without_gaps_and_tell_a_new_endpoint_of_the_newest(
        self, house: House
    ) -> None:
        house.run("change", "agency-1", "1")
        url = "http://127.0.0.1:9/late"
        processes = [
            house.start(*words)
            for words in (("change", "agency-1", "15"), ("change", "agency-1", "15"), ("listen", url))
        ]
        assert [process.wait(timeout=120) for process in processes] == [0, 0, 0]
        numbers = [number for (number,) in house.ask("SELECT sequence FROM effect ORDER BY sequence")]
        assert numbers == list(range(1, 32))
        rows = house.ask(
            "SELECT e.sequence, d.state FROM effect_delivery d JOIN effect e ON e.id = d.effect_id ORDER BY e.sequence"
        )
        assert rows[-1] == (31, "queued")
        assert {state for _, state in rows[:-1]} <= {"superseded"}
