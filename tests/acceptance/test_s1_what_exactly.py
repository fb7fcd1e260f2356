"""S1 "What exactly?": every letter and every reply names the facts it rests on and what would change the result."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.support.marketplaces import Marketplace
from tests.support.town import Town, links_of, text_of

LOOK = datetime(2026, 11, 2, 10, tzinfo=UTC)
TOMORROW = datetime(2026, 11, 3, 10, tzinfo=UTC)
BOILERPLATE = "Please read our policy. We cannot discuss individual cases."


@pytest.fixture
def unsatisfied(town: Town, tmp_path: Path) -> list[str]:
    """Let an agency fall short among ordinary freelancers, and let the November look find it."""
    marketplace = Marketplace(until=date(2026, 10, 31))
    marketplace.crowd()
    contracts = marketplace.failing_agency()
    town.run("import", marketplace.write(tmp_path / "facts"))
    town.work(LOOK)
    return contracts


class TestWhatExactly:
    def test_the_letter_names_rule_contracts_numbers_remedy_and_deadline(
        self, town: Town, unsatisfied: list[str]
    ) -> None:
        [letter] = town.mail("manager-a@people.example")
        text = text_of(letter)
        for contract in unsatisfied[1:]:
            assert contract in text
        assert "Q2.1 of the Quality policy, version 1" in text
        assert "20 rated contracts" in text
        assert "8 were satisfied, 12 were not" in text
        assert "very likely" in text
        assert "more satisfied contracts with new clients" in text
        assert "Your time has not started" in text
        assert "Lisbon time" in text
        assert "Nothing is restricted" in text

    def test_only_the_one_who_fell_short_is_written_to(self, town: Town, unsatisfied: list[str]) -> None:
        first_notices = [letter for letter in town.mail("@") if "early word" not in str(letter["Subject"])]
        assert [str(letter["To"]) for letter in first_notices] == [str(town.mail("manager-a@")[0]["To"])]

    def test_a_question_stops_the_clock_and_a_reply_without_a_fact_cannot_be_sent(
        self, town: Town, unsatisfied: list[str]
    ) -> None:
        [letter] = town.mail("manager-a@people.example")
        notice = next(link for link in links_of(letter) if "/letters/" in link)
        case = next(link for link in links_of(letter) if "/cases/" in link).partition("#")[0]
        reference = case.rstrip("/").rpartition("/")[2]
        with town.signed_in(town.person("manager-a")) as manager:
            assert unsatisfied[3] in manager.read(notice)
            assert "Answer by Monday, November 16, 2026" in manager.read(case)
            asked = manager.send(f"{case}ask/", text="Which contracts? What would change it?")
            assert f"{reference}-Q1" in asked
            assert "Your time stands still" in manager.read(case)

        desk = f"/console/cases/{reference}/"
        with town.signed_in(town.reviewer()) as reviewer:
            reviewer.send(f"{desk}claim/")
            refused = reviewer.send(f"{desk}reply/1/", status=422, text=BOILERPLATE, step="send")
            assert "name" in refused.lower()
            town.work(TOMORROW)
            assert len(town.mail("manager-a@people.example")) == 1
            reviewer.send(
                f"{desk}reply/1/",
                answers=["These two weigh most.", "Three satisfied contracts with new clients help."],
                cites=unsatisfied[2:4],
                what_would_change="1",
                step="send",
            )
        town.work(TOMORROW)
        _, reply = town.mail("manager-a@people.example")
        for contract in unsatisfied[2:4]:
            assert contract in text_of(reply)
        with town.signed_in(town.person("manager-a")) as manager:  # the day that the question waited is given back
            assert "Answer by Tuesday, November 17, 2026" in manager.read(case)
