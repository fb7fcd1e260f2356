"""P14 on live data: it complains when rules or what they are held against are changed by hand, each by name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fairnotice.actions.open_case import OpenCase, open_case
from fairnotice.ledger.dockets import Case
from fairnotice.ledger.policies import PolicyVersion
from fairnotice.ledger.violations import ViolationVersion
from fairnotice.policy.reading import read_policy
from fairnotice.queries.invariants.p14_no_retroactive_rules import breaches
from tests.support.breaches import recorded
from tests.support.builders import a_finding
from tests.support.parties import an_agency
from tests.support.policies import example_text

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases, pytest.mark.usefixtures("unguarded")]
NOW = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)


@pytest.fixture
def case(home: Path, unguarded: None) -> Case:
    """A case about quality, and a violation on record beside it."""
    an_agency(home)
    case = Case.objects.get(pk=open_case(OpenCase(a_finding().pk), now=NOW))
    recorded()
    return case


def said() -> list[str]:
    return [breach.sentence for breach in breaches()]


def rewritten(**changes: str) -> None:
    """Write another text and its dates over the published one."""
    text = example_text(**changes)
    policy = read_policy(text)
    PolicyVersion.objects.update(text=text, published_on=policy.published_on, binds_from=policy.binds_from)


def change_the_text(case: Case) -> None:
    rewritten(standard="0.95")


def move_the_day(case: Case) -> None:
    PolicyVersion.objects.update(binds_from="2024-01-03")


def slip_in_a_version(case: Case) -> None:
    text = example_text(version="2", published_on="2023-06-01", binds_from="2024-02-01")
    policy = read_policy(text)
    PolicyVersion.objects.create(
        fingerprint=policy.fingerprint,
        policy_id=policy.id,
        version=policy.version,
        title=policy.title,
        text=text,
        published_on=policy.published_on,
        binds_from=policy.binds_from,
        recorded_at=NOW,
    )


def make_the_rule_younger_than_the_work(case: Case) -> None:
    rewritten(published_on="2026-09-01", binds_from="2026-10-15")


def leave_the_rule_too_little(case: Case) -> None:
    opening = case.events.get(number=1)
    newest = [contract for contract in opening.facts["new_adverse"] if contract == "C-88213"]
    case.events.filter(pk=opening.pk).update(facts={**opening.facts, "new_adverse": newest})
    rewritten(published_on="2026-08-01", binds_from="2026-10-01")


def lose_the_clause(case: Case) -> None:
    Case.objects.filter(pk=case.pk).update(provision_id="Q9.9")


def date_an_act_back(case: Case) -> None:
    ViolationVersion.objects.update(occurred_at=datetime(2023, 5, 1, tzinfo=UTC))


class TestUnbrokenRules:
    def test_give_no_reason_to_complain(self, case: Case) -> None:
        assert said() == []


class TestBrokenRules:
    @pytest.mark.parametrize(
        ("damage", "sentence"),
        [
            (change_the_text, "Its text is not the one that was published."),
            (move_the_day, "Its text is not the one that was published."),
            (slip_in_a_version, "Its published_on is before that of version 1."),
            (make_the_rule_younger_than_the_work, "It was opened on work from before Q2.1 bound."),
            (leave_the_rule_too_little, "Too little of it was done while Q2.1 bound."),
            (lose_the_clause, "Its version of the policy has no clause Q9.9."),
            (date_an_act_back, "V1.1 as recorded did not bind on 2023-05-01."),
        ],
        ids=lambda value: "" if isinstance(value, str) else value.__name__,
    )
    def test_are_named(self, case: Case, damage: Callable[[Case], None], sentence: str) -> None:
        assert said() == []
        damage(case)
        assert sentence in said()
