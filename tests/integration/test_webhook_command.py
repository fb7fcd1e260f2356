"""``fairnotice webhook``: add, list, test, rotate, off; the secret alone on standard output, once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pytest_django.fixtures import Settings

from fairnotice.interfaces.cli.commands import fairnotice
from fairnotice.ledger.effects import WebhookEndpoint
from tests.support.receivers import Scripted, scripted

pytestmark = pytest.mark.django_db(transaction=True)
SECRET = re.compile(r"whsec_[A-Za-z0-9+/]{43}=\n")


@pytest.fixture
def receiver(home: Path, settings: Settings) -> Iterator[Scripted]:
    settings.WEBHOOK_PRIVATE_HOSTS = frozenset({"127.0.0.1"})
    with scripted() as receiver:
        yield receiver


def run(*words: str) -> Result:
    return CliRunner().invoke(fairnotice, ["webhook", *words])


class TestTheWebhookCommand:
    def test_prints_a_secret_once(self, receiver: Scripted) -> None:
        added = run("add", receiver.url, "--description", "Accounts")
        assert added.exit_code == 0
        assert SECRET.fullmatch(added.stdout)
        listed = run("list")
        assert listed.stdout == f"{receiver.url}\ton, 0 not acknowledged\tAccounts\n"

    def test_says_where_it_cannot_send(self, receiver: Scripted) -> None:
        refused = run("add", "http://hooks.example/")
        assert refused.exit_code == 3
        assert refused.stderr == "Effects cannot be sent there: only https is safe on the way.\n"
        assert not WebhookEndpoint.objects.exists()

    def test_tells_what_a_test_was_answered(self, receiver: Scripted) -> None:
        run("add", receiver.url)
        assert run("test", receiver.url).stdout == "It took the test: 200.\n"
        assert receiver.requests[0].content["type"] == "endpoint.test"

    def test_rotates_and_switches_off(self, receiver: Scripted) -> None:
        first = run("add", receiver.url).stdout
        second = run("rotate", receiver.url).stdout
        assert SECRET.fullmatch(second)
        assert first != second
        run("off", receiver.url)
        assert run("list").stdout == f"{receiver.url}\toff\n"

    def test_names_what_it_does_not_know(self, receiver: Scripted) -> None:
        unknown = run("rotate", "https://nobody.example/")
        assert unknown.exit_code == 2
        assert "`fairnotice webhook list` shows them" in unknown.stderr

    def test_says_when_nobody_listens(self, home: Path) -> None:
        assert "Nobody is told of effects." in run("list").stderr
