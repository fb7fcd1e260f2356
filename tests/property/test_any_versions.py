"""Whatever versions are published in whatever order: no rule reaches back over a time in which it was milder (P14)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from fairnotice.policy.binding import binds_since, bound_since, first_day, rules_back, version_in_force
from fairnotice.policy.rulebook import Policy
from fairnotice.policy.strictness import is_stricter
from tests.support.versions import a_version, with_clause, without_clause

CLAUSE = "Q2.1"
FIRST_ZONE = timezone(timedelta(hours=14))


HISTORIES = st.lists(
    st.tuples(
        st.integers(0, 200),  # days from the publication before to this one
        st.integers(0, 200),  # days from publication to the first day
        st.sampled_from([0.70, 0.75, 0.80]),
        st.sampled_from([0.8, 0.9]),
        st.integers(0, 9).map(bool),  # has the clause
        st.sampled_from(["strictest", "eu"]),
    ),
    min_size=1,
    max_size=5,
)


History = list[tuple[int, int, float, float, bool, str]]


def published(history: History) -> list[Policy]:
    """Return the versions of a history; each is published and binds no earlier than the one before it."""
    versions: list[Policy] = []
    day = binds = date(2024, 1, 1)
    for number, (gap, wait, standard, bar, has_clause, pack) in enumerate(history, start=1):
        day += timedelta(days=gap)
        binds = max(binds, day + timedelta(days=wait))
        version = a_version(number, published_on=day, binds_from=binds, pack=pack)
        binds = max(binds, first_day(version))
        version = with_clause(replace(version, binds_from=binds), CLAUSE, standard=standard, bar=bar)
        versions.append(version if has_clause else without_clause(version, CLAUSE))
    return versions


def last_with_clause(versions: list[Policy]) -> Policy | None:
    return next((one for one in reversed(versions) if one.provision(CLAUSE)), None)


class TestAnyHistoryOfVersions:
    @given(HISTORIES)
    def test_binds_nothing_before_publication_and_its_pack(self, history: History) -> None:
        versions = published(history)
        for version in versions:
            assert first_day(version) >= version.binds_from
            days = {"strictest": 30, "eu": 15}[version.pack]
            assert (first_day(version) - version.published_on).days >= days
            assert binds_since(version).astimezone(FIRST_ZONE).date() > first_day(version)

    @given(HISTORIES)
    def test_never_reaches_back_over_a_milder_time(self, history: History) -> None:
        versions = published(history)
        newest = last_with_clause(versions)
        if newest is None:
            return
        since = bound_since(versions, CLAUSE, newest.version)
        for older in versions:
            replaced = any(
                later.version > older.version and binds_since(later) <= binds_since(older) for later in versions
            )  # on the very day it would have begun to bind: it never did
            if (
                older.version < newest.version
                and not replaced
                and binds_since(older) >= since
                and binds_since(older) < binds_since(newest)
            ):
                assert older.provision(CLAUSE) is not None
                assert not is_stricter(newest, older, CLAUSE)

    @given(HISTORIES, st.permutations(range(5)))
    def test_is_the_same_in_whatever_order_versions_are_given(self, history: History, order: list[int]) -> None:
        versions = published(history)
        shuffled = [versions[n] for n in order if n < len(versions)]
        newest = last_with_clause(versions)
        if newest is not None:
            given_so = rules_back(shuffled, CLAUSE, newest.version)
            assert given_so == rules_back(versions, CLAUSE, newest.version)

    @given(HISTORIES)
    def test_tells_rules_newest_first_each_milder_than_the_next(self, history: History) -> None:
        versions = published(history)
        newest = last_with_clause(versions)
        if newest is not None:
            rules = rules_back(versions, CLAUSE, newest.version)
            assert rules[0].policy is newest
            assert [rule.policy.version for rule in rules] == sorted({r.policy.version for r in rules}, reverse=True)
            for later, earlier in pairwise(rules):
                assert later.policy.version > earlier.policy.version

    @given(HISTORIES)
    def test_a_version_without_change_moves_nothing(self, history: History) -> None:
        versions = published(history)
        newest = last_with_clause(versions)
        if newest is None or newest is not versions[-1]:
            return
        day = newest.binds_from + timedelta(days=1)
        again = a_version(newest.version + 1, published_on=day, binds_from=day + timedelta(days=40), pack=newest.pack)
        clause = newest.provision(CLAUSE)
        assert clause is not None
        again = with_clause(again, CLAUSE, standard=clause.standard, bar=clause.bar, title="Other words")
        assert bound_since([*versions, again], CLAUSE, again.version) == bound_since(versions, CLAUSE, newest.version)

    @given(HISTORIES, st.datetimes(datetime(2023, 1, 1), datetime(2030, 1, 1)))  # noqa: DTZ001  made aware below
    def test_in_force_is_at_most_one_and_only_what_has_begun(self, history: History, naive: datetime) -> None:
        versions = published(history)
        at = naive.replace(tzinfo=UTC)
        found = version_in_force(versions, at=at)
        begun = [one.version for one in versions if binds_since(one) <= at]
        assert (found.version if found else None) == max(begun, default=None)
