"""A case opens only on work that falls short of every rule that bound while it was done (P14, ADR 0025)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from fairnotice.actions.conduct_look import ConductLook, conduct_look
from fairnotice.actions.deal_with_finding import DealWithFinding, deal_with_finding, waiting_findings
from fairnotice.actions.publish_policy import PublishPolicy, publish_policy
from fairnotice.ledger.dockets import Case
from fairnotice.ledger.looks import FindingFate
from tests.support.measuring import imported, troubled_marketplace
from tests.support.policies import example_text

pytestmark = pytest.mark.django_db


def publish(version: int, *, published: date, binds: date, words: str = "is asked to", **changes: str) -> str:
    dates = {"published_on": published.isoformat(), "binds_from": binds.isoformat()}
    at = datetime(published.year, published.month, published.day, 9, tzinfo=UTC)
    text = example_text(version=str(version), **dates, **changes).replace("is asked to", words)
    return publish_policy(PublishPolicy(text), now=at)


def look(fingerprint: str, on: date) -> dict[str, str]:
    """Look at everybody and deal with whom it found; return what became of each account with a finding."""
    at = datetime(on.year, on.month, on.day, 4, tzinfo=UTC)
    conduct_look(ConductLook(on, fingerprint), now=at)
    for finding in waiting_findings():
        deal_with_finding(DealWithFinding(finding), now=at)
    fates = FindingFate.objects.filter(finding__look__look_on=on, finding__verdict="finding")
    return dict(fates.values_list("finding__account_id", "fate"))


@pytest.fixture
def _facts(home: Path) -> None:
    imported(troubled_marketplace(), home)


@pytest.mark.usefixtures("_facts")
class TestAnAgencyWhoseLastHalfYearWentWrong:
    def test_is_written_to_when_all_of_it_was_under_the_rule(self) -> None:
        rule = publish(2, published=date(2024, 1, 2), binds=date(2024, 2, 1))
        assert set(look(rule, date(2024, 11, 1)).values()) == {"case_opened"}
        opening = Case.objects.get().events.get(number=1)
        assert opening.facts["bound_since"].startswith("2024-02-01T12:00")

    def test_is_not_when_the_rule_is_younger_than_what_went_wrong(self) -> None:
        rule = publish(2, published=date(2024, 9, 1), binds=date(2024, 10, 15))
        assert set(look(rule, date(2024, 11, 1)).values()) == {"rule_bound_then"}
        assert not Case.objects.exists()

    def test_is_when_it_fell_short_of_the_milder_rule_before_as_well(self) -> None:
        milder = publish(2, published=date(2024, 1, 2), binds=date(2024, 2, 1), standard="0.70")
        look(milder, date(2024, 3, 1))
        stricter = publish(3, published=date(2024, 9, 1), binds=date(2024, 10, 15))
        assert set(look(stricter, date(2024, 11, 1)).values()) == {"case_opened"}
        opening = Case.objects.get().events.get(number=1)
        assert opening.facts["bound_since"].startswith("2024-02-01T12:00")

    def test_is_not_when_the_milder_rule_before_had_nothing_against_it(self) -> None:
        milder = publish(2, published=date(2024, 1, 2), binds=date(2024, 2, 1), standard="0.01")
        look(milder, date(2024, 3, 1))
        stricter = publish(3, published=date(2024, 9, 1), binds=date(2024, 10, 15))
        assert set(look(stricter, date(2024, 11, 1)).values()) == {"rule_bound_then"}

    def test_is_when_only_the_words_of_the_rule_are_young(self) -> None:
        first = publish(2, published=date(2024, 1, 2), binds=date(2024, 2, 1))
        look(first, date(2024, 3, 1))
        again = publish(3, published=date(2024, 9, 1), binds=date(2024, 10, 15), words="is told to")
        assert set(look(again, date(2024, 11, 1)).values()) == {"case_opened"}
