"""Every contract has an outcome, and nothing that happened after the look exists for it."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from fairnotice.warehouse.look import look_instant
from fairnotice.warehouse.span import LookSpan
from fairnotice.warehouse.statements import ask, outcomes_sql
from tests.support.marketplaces import Marketplace, noon
from tests.support.measuring import LOOK_ON
from tests.support.policies import example_policy
from tests.support.views import file_warehouse

ENDED = date(2024, 9, 10)


class Case:
    """A marketplace of one freelancer and one client, to which a test adds what it is about."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.marketplace = Marketplace(until=LOOK_ON)
        self.marketplace.account("freelancer-a")
        self.marketplace.account("client-a", "client")

    def contract(self, *, ended: date | None = ENDED, stars: int | None = None, **changes: Any) -> dict[str, object]:
        self.marketplace.contract("freelancer-a", "client-a", ended=ended, stars=stars, **changes)
        return self.marketplace.rows["contracts"][-1]

    def feedback(self) -> dict[str, object]:
        return self.marketplace.rows["feedback"][-1]

    def outcomes(self, *, on: date = LOOK_ON, previous: date | None = None) -> list[dict[str, Any]]:
        policy = example_policy()
        warehouse = file_warehouse(self.marketplace.write(self.folder))
        before = look_instant(policy, previous) if previous else None
        span = LookSpan.of(policy, as_of=look_instant(policy, on), previous_as_of=before)
        with warehouse.connect(warehouse.snapshot()) as connection:
            asked = ask(connection, outcomes_sql(policy), span.parameters())
            names = [column[0] for column in asked.description or []]
            rows = [dict(zip(names, row, strict=True)) for row in asked.fetchall()]
        for row in rows:
            row["code"] = policy.outcomes[row["rule"] - 1].code
        return sorted(rows, key=lambda row: row["contract_id"])

    def code(self, **when: Any) -> str:
        [row] = self.outcomes(**when)
        return str(row["code"])


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return Case(tmp_path)


class TestAnOutcome:
    @pytest.mark.parametrize(
        ("changes", "code", "satisfied", "adverse", "counted"),
        [
            ({"ended": None}, "still_open", 0, 0, 0),
            ({"end_reason": "platform", "stars": 1}, "our_own_measure", 0, 0, 0),
            ({"end_reason": "not_started", "stars": 1}, "nothing_worked", 0, 0, 0),
            ({"charged": 0, "stars": 1}, "nothing_worked", 0, 0, 0),
            ({"end_reason": "dispute_provider", "stars": 1}, "dispute_for_provider", 0, 0, 0),
            ({"end_reason": "dispute_none", "stars": 1}, "dispute_for_provider", 0, 0, 0),
            ({"end_reason": "dispute_client", "stars": 1}, "client_unsatisfied", 0, 1, 1),
            ({"ended": date(2024, 10, 20), "stars": 1}, "not_yet_mature", 0, 0, 0),
            ({"stars": 4}, "client_satisfied", 1, 0, 1),
            ({"stars": 3}, "client_unsatisfied", 0, 1, 1),
            ({"end_reason": "client_ended"}, "client_own_reasons", 0, 0, 0),
            ({}, "no_feedback", 0, 0, 1),
        ],
    )
    def test_comes_from_the_first_rule_that_holds(
        self, case: Case, changes: dict[str, Any], code: str, satisfied: int, adverse: int, counted: int
    ) -> None:
        case.contract(**changes)
        [row] = case.outcomes()
        assert (row["code"], row["satisfied"], row["adverse"], row["counted"]) == (code, satisfied, adverse, counted)

    def test_of_a_recommendation_counts_where_there_are_no_stars(self, case: Case) -> None:
        case.contract(stars=1)
        case.feedback().update(stars="", recommend=9)
        assert case.code() == "client_satisfied"

    def test_matures_to_the_minute(self, case: Case) -> None:
        case.contract(stars=5)["ended_at"] = "2024-10-18T03:00:00Z"
        assert case.code() == "client_satisfied"
        case.marketplace.rows["contracts"][-1]["ended_at"] = "2024-10-18T03:00:01Z"
        assert case.code() == "not_yet_mature"


class TestWhatHappensAfterTheLook:
    def test_does_not_end_a_contract(self, case: Case) -> None:
        case.contract(ended=date(2024, 11, 20), stars=1)
        assert case.code() == "still_open"

    def test_at_the_very_instant_does_not_either(self, case: Case) -> None:
        case.contract(stars=1)["ended_at"] = "2024-11-01T03:00:00Z"
        assert case.code() == "still_open"

    def test_does_not_begin_one(self, case: Case) -> None:
        case.contract(ended=None)["started_at"] = noon(date(2024, 11, 2))
        assert case.outcomes() == []

    def test_does_not_rate_one(self, case: Case) -> None:
        case.contract(stars=1)
        case.feedback()["submitted_at"] = "2024-11-01T03:00:00Z"
        assert case.code() == "no_feedback"

    def test_does_not_take_feedback_back(self, case: Case) -> None:
        case.contract(stars=1)
        case.feedback()["withdrawn_at"] = noon(date(2024, 11, 1))
        assert case.code() == "client_unsatisfied"
        assert case.code(on=date(2024, 12, 1)) == "feedback_withdrawn"


class TestFeedback:
    def test_counts_as_it_was_said_last(self, case: Case) -> None:
        contract = str(case.contract(stars=1)["contract_id"])
        case.marketplace.feedback(contract, stars=5, on=date(2024, 10, 5))
        case.feedback()["feedback_id"] = "F-later"
        assert case.code() == "client_satisfied"
        assert case.code(on=date(2024, 10, 1)) == "client_unsatisfied"

    def test_by_the_provider_says_nothing_about_the_provider(self, case: Case) -> None:
        case.contract(stars=1)
        case.feedback()["by"] = "provider"
        assert case.code() == "no_feedback"


class TestNews:
    def test_is_what_did_not_count_at_the_previous_look(self, case: Case) -> None:
        case.contract(ended=date(2024, 9, 10), stars=1)
        [old] = case.outcomes(previous=date(2024, 10, 1))
        assert old["is_new"] == 0

    def test_is_a_contract_that_had_not_matured_then(self, case: Case) -> None:
        case.contract(ended=date(2024, 9, 20), stars=1)
        [new] = case.outcomes(previous=date(2024, 10, 1))
        assert new["is_new"] == 1

    def test_is_a_contract_that_was_rated_since(self, case: Case) -> None:
        case.contract(ended=date(2024, 8, 1), stars=1)
        case.feedback()["submitted_at"] = "2024-10-01T03:00:00Z"
        [new] = case.outcomes(previous=date(2024, 10, 1))
        assert new["is_new"] == 1

    def test_is_everything_at_the_first_look(self, case: Case) -> None:
        case.contract(ended=date(2023, 1, 10), stars=1)
        [new] = case.outcomes()
        assert new["is_new"] == 1


class TestTheWindow:
    def test_leaves_out_what_ended_before_it(self, case: Case) -> None:
        case.contract(ended=date(2022, 10, 31), stars=1)
        case.contract(ended=date(2022, 11, 1), stars=1)
        [row] = case.outcomes()
        assert (row["ended_at"], row["month"]) == (datetime(2022, 11, 1, 12), 0)  # noqa: DTZ001  naive, as at rest

    def test_ends_with_the_month_before_the_look(self, case: Case) -> None:
        case.contract(ended=date(2024, 10, 1), stars=1)
        case.contract(ended=date(2024, 9, 30), stars=1)
        assert [row["month"] for row in case.outcomes()] == [23, 22]
