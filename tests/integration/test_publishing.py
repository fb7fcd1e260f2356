"""A version of the policy is public, follows those before it, and never changes (P14)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, transaction

from fairnotice.actions.publish_policy import PublishPolicy, VersionDoesNotFollow, VersionTaken, publish_policy
from fairnotice.kernel.problem import BadInput
from fairnotice.ledger.policies import PolicyVersion
from tests.support.policies import example_text

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


def publish(**changes: str) -> str:
    return publish_policy(PublishPolicy(example_text(**changes)), now=NOW)


def second(**changes: str) -> str:
    return publish(**{"version": "3", "published_on": "2026-11-24", "binds_from": "2026-12-24", **changes})


class TestAFirstVersion:
    def test_may_tell_of_the_day_on_which_the_marketplace_published_it(self) -> None:
        fingerprint = publish(version="2")
        assert PolicyVersion.objects.get(pk=fingerprint).published_on.year == 2024

    def test_laxer_than_its_pack_is_refused_with_the_floor_and_its_source(self) -> None:
        with pytest.raises(BadInput) as refused:
            publish(notice_closure="14")
        assert "14 days are too few: at least 30 (pack strictest of 2026-11-01; P2B 4(2))" in str(refused.value)
        assert not PolicyVersion.objects.exists()


class TestALaterVersion:
    @pytest.fixture(autouse=True)
    def _first(self) -> None:
        publish(version="2")

    def test_follows(self) -> None:
        assert PolicyVersion.objects.get(pk=second()).version == 3

    def test_is_recorded_once(self) -> None:
        assert second() == second()
        assert PolicyVersion.objects.count() == 2

    def test_never_replaces_a_text_on_record(self) -> None:
        with pytest.raises(VersionTaken):
            second(version="2")

    @pytest.mark.parametrize(
        ("changes", "key", "said"),
        [
            ({"version": "1"}, "version", "it cannot be before 3: version 2 is on record"),
            ({"published_on": "2024-01-01"}, "published_on", "it cannot be before 2024-01-02: that is version 2's"),
            (
                {"published_on": "2026-11-22"},
                "published_on",
                "it cannot be before 2026-11-23: nobody could read it here before today",
            ),
            (
                {"published_on": "2024-01-02", "binds_from": "2024-02-01"},
                "published_on",
                "it cannot be before 2026-11-23: nobody could read it here before today",
            ),
        ],
    )
    def test_that_comes_before_another_is_refused(self, changes: dict[str, str], key: str, said: str) -> None:
        with pytest.raises(VersionDoesNotFollow) as refused:
            second(**changes)
        assert (refused.value.key, said in refused.value.sentence) == (key, True)
        assert PolicyVersion.objects.count() == 1

    def test_cannot_bind_before_the_one_that_is_announced(self) -> None:
        second(binds_from="2027-06-01")
        with pytest.raises(VersionDoesNotFollow) as refused:
            second(version="4")
        assert refused.value.key == "binds_from"

    def test_is_never_changed_not_even_by_hand(self) -> None:
        fingerprint = second()
        with pytest.raises(DatabaseError), transaction.atomic():
            PolicyVersion.objects.filter(pk=fingerprint).update(binds_from="2020-01-01")
