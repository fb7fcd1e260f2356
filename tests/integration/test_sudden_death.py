"""
Kill the sender at any moment: exactly one notice, no mail twice, none forgotten.

Real processes, a real mail server, SIGKILL from the server's side, on the database
the run asks for.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from fairnotice.outbox.rows import LEASE
from tests.support.houses import House, Model, a_house, a_model
from tests.support.mailserver import MailServer
from tests.support.sender import NOW

pytestmark = pytest.mark.both_databases
LETTERS = 3
ON_RECORD = {
    ("before", "EHLO"): {"handing"},
    ("after", "EHLO"): {"handing"},
    ("before", "MAIL"): {"handing"},
    ("after", "MAIL"): {"handing"},
    ("before", "RCPT"): {"handing"},
    ("after", "RCPT"): {"handing", "handed"},
    ("before", "DATA"): {"handed"},
    ("after", "DATA"): {"handed"},
    ("before", "DATA_END"): {"handed"},
    ("after", "DATA_END"): {"handed", "sent"},
}
"""When the sender is killed to what is on record then: the attempt before the wire, the leaving before the words."""


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Model]:
    with a_model(tmp_path_factory.mktemp("model") / "home", "seed", str(LETTERS)) as model:
        yield model


@pytest.fixture
def server() -> Iterator[MailServer]:
    with MailServer() as server:
        yield server


@pytest.fixture
def house(model: Model, tmp_path: Path, server: MailServer) -> Iterator[House]:
    with a_house(model, tmp_path / "home", FAIRNOTICE_EMAIL_URL=server.url) as house:
        yield house


def rows_of(house: House) -> list[tuple[str, str, str, str]]:
    found = house.ask("SELECT notice_id, channel, state, message_id FROM outgoing ORDER BY id")
    return [(str(notice).replace("-", ""), channel, state, name) for notice, channel, state, name in found]


class TestASenderKilled:
    @pytest.mark.parametrize("command", ["EHLO", "MAIL", "RCPT", "DATA", "DATA_END"])
    @pytest.mark.parametrize("when", ["before", "after"])
    def test_leaves_one_notice_no_second_mail_and_no_letter_forgotten(
        self, house: House, server: MailServer, when: str, command: str
    ) -> None:
        server.kill_at = (when, command)
        process = house.start("deliver", NOW.isoformat())
        server.victim = process.pid
        assert process.wait(timeout=120) == -signal.SIGKILL
        (interrupted,) = (row for row in rows_of(house) if row[3])
        assert interrupted[2] in ON_RECORD[when, command]

        house.run("deliver", *(str(at) for at in (NOW + LEASE / 2, NOW + LEASE, NOW + 2 * LEASE)))

        rows = rows_of(house)
        mails = {notice: state for notice, channel, state, _ in rows if channel == "email"}
        papers = {notice: state for notice, channel, state, _ in rows if channel == "post"}
        assert len(mails) == LETTERS
        assert len(rows) == len(mails) + len(papers)
        assert set(mails.values()) <= {"sent", "doubt"}
        assert papers == {notice: "sent" for notice, state in mails.items() if state == "doubt"}
        assert {notice for notice, state in mails.items() if state == "doubt"} <= {interrupted[0]}
        assert mails[interrupted[0]] == ("sent" if interrupted[2] == "sent" else "doubt")
        copies = server.copies()
        assert set(copies.values()) <= {1}
        assert {name for _, channel, state, name in rows if channel == "email" and state == "sent"} <= set(copies)


class TestTwoSendersAtOnce:
    def test_never_send_a_letter_twice_and_forget_none(self, house: House, server: MailServer) -> None:
        senders = [house.start("deliver", NOW.isoformat()) for _ in range(3)]
        assert [sender.wait(timeout=120) for sender in senders] == [0, 0, 0]
        assert {state for _, _, state, _ in rows_of(house)} == {"sent"}
        assert sorted(server.copies().values()) == [1] * LETTERS
