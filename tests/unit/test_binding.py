"""Which version bound, and since when: never before its time, never by becoming stricter afterwards (P14)."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from fairnotice.policy.binding import (
    RuleBoundThen,
    binds_since,
    bound_provision,
    bound_since,
    rules_back,
    version_in_force,
    versions_in_force,
)
from fairnotice.policy.rulebook import Policy
from tests.support.versions import a_version, with_clause, without_clause

FIRST = datetime(2024, 2, 1, 12, tzinfo=UTC)


def noon(month: int, *, year: int = 2024) -> datetime:
    """The first day of that month has begun everywhere."""
    return datetime(year, month, 1, 12, tzinfo=UTC)


class TestAVersion:
    def test_binds_when_its_day_has_begun_everywhere(self) -> None:
        assert binds_since(a_version(1)) == FIRST

    def test_never_binds_before_the_days_of_its_pack_whatever_it_says(self) -> None:
        hasty = a_version(1, published_on=date(2024, 1, 20), binds_from=date(2024, 1, 21))
        assert binds_since(hasty) == datetime(2024, 2, 19, 12, tzinfo=UTC)
        assert binds_since(a_version(1, published_on=date(2024, 1, 20), pack="us-wa")) == FIRST

    def test_in_force_is_the_newest_that_has_begun(self) -> None:
        versions = [a_version(2, month=6), a_version(1), a_version(3, month=9)]
        told = [version_in_force(versions, at=at) for at in (noon(1), FIRST, noon(6), noon(12))]
        assert [version.version if version else None for version in told] == [None, 1, 2, 3]

    def test_of_each_policy_one_is_in_force(self) -> None:
        other = a_version(4, id="manners")
        found = versions_in_force([a_version(1), a_version(2, month=6), other], at=noon(7))
        assert [(version.id, version.version) for version in found] == [("manners", 4), ("marketplace-quality", 2)]


class TestAClause:
    def test_binds_from_the_first_version_that_has_it(self) -> None:
        versions = [without_clause(a_version(1), "Q2.1"), a_version(2, month=6)]
        assert bound_since(versions, "Q2.1", 2) == noon(6)
        assert bound_since(versions, "Q2.2", 2) == FIRST

    @pytest.mark.parametrize(
        "milder",
        [
            {},
            {"title": "Agencies that fall short", "text": "Other words, the same rule."},
            {"standard": 0.70},
            {"bar": 0.90},
            {"lapse_days": 60},
            {"measures": ("warning",)},
            {"owner": "Somebody Else"},
        ],
    )
    def test_that_did_not_become_stricter_binds_as_long_as_before(self, milder: dict[str, object]) -> None:
        versions = [a_version(1), with_clause(a_version(2, month=6), "Q2.1", **milder)]
        assert bound_since(versions, "Q2.1", 2) == FIRST

    @pytest.mark.parametrize(
        "stricter",
        [
            {"standard": 0.80},
            {"bar": 0.70},
            {"keeps": 0.40},
            {"lapse_days": 120},
            {"standard": 0.70, "bar": 0.70},
        ],
    )
    def test_that_became_stricter_binds_later_conduct_only(self, stricter: dict[str, object]) -> None:
        versions = [a_version(1), with_clause(a_version(2, month=6), "Q2.1", **stricter)]
        assert bound_since(versions, "Q2.1", 2) == noon(6)
        assert bound_since(versions, "Q2.2", 2) == FIRST
        assert bound_since(versions, "Q2.1", 1) == FIRST

    def test_that_was_milder_for_a_while_does_not_reach_back_over_it(self) -> None:
        milder = with_clause(a_version(2, month=6), "Q2.1", standard=0.70)
        versions = [a_version(1), milder, a_version(3, month=9)]
        assert bound_since(versions, "Q2.1", 3) == noon(9)
        assert [(rule.policy.version, rule.since) for rule in rules_back(versions, "Q2.1", 3)] == [
            (3, noon(9)),
            (2, FIRST),
        ]

    def test_that_was_left_out_for_a_while_tells_of_nothing_older(self) -> None:
        versions = [a_version(1), without_clause(a_version(2, month=6), "Q2.1"), a_version(3, month=9)]
        assert [rule.since for rule in rules_back(versions, "Q2.1", 3)] == [noon(9)]

    def test_that_was_retired_never_binds_again(self) -> None:
        versions = [a_version(1), a_version(2, month=6)]
        retired = frozenset({("Q2.1", 1)})
        assert bound_since(versions, "Q2.1", 2, retired=retired) == noon(6)
        with pytest.raises(RuleBoundThen):
            bound_since(versions, "Q2.1", 1, retired=retired)

    def test_that_does_not_exist_is_a_mistake_of_the_caller(self) -> None:
        for clause, version in (("Q9.9", 1), ("Q2.1", 7)):
            with pytest.raises(LookupError):
                bound_since([a_version(1)], clause, version)


class TestARuleThatCanBeBreached:
    def version_of(self, policies: list[Policy], at: datetime, **retired: int) -> int | None:
        gone = frozenset((clause.replace("_", "."), version) for clause, version in retired.items())
        found = bound_provision(policies, "V1.1", at=at, retired=gone)
        return found.version if found else None

    def test_is_that_of_the_version_in_force_when_it_was_done(self) -> None:
        policies = [a_version(1), a_version(2, month=6)]
        assert [self.version_of(policies, at) for at in (noon(1), noon(3), noon(7))] == [None, 1, 2]

    def test_ends_with_the_version_that_leaves_it_out(self) -> None:
        policies = [a_version(1), without_clause(a_version(2, month=6), "V1.1")]
        assert [self.version_of(policies, at) for at in (noon(3), noon(7))] == [1, None]

    def test_opens_nothing_more_once_it_is_retired(self) -> None:
        assert self.version_of([a_version(1)], noon(3), V1_1=1) is None

    @pytest.mark.parametrize(
        ("change", "since"),
        [
            ({"ladder": ("advice", "warning")}, FIRST),
            ({"ladder": ("warning", "work_hold", "closure")}, noon(6)),
            ({"rung_months": 12}, FIRST),
            ({"clean_contracts": 10}, FIRST),
            ({"clean_contracts": None}, noon(6)),
            ({"clean_contracts": 30}, noon(6)),
            ({"text": "Paying elsewhere is a breach, and so is asking how it works."}, noon(6)),
            ({"acknowledge": False, "title": "Pay here"}, FIRST),
        ],
    )
    def test_binds_anew_when_its_words_or_its_ladder_became_stricter(
        self, change: dict[str, object], since: datetime
    ) -> None:
        versions = [a_version(1), with_clause(a_version(2, month=6), "V1.1", **change)]
        assert bound_since(versions, "V1.1", 2) == since
