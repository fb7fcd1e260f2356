"""Rows to start a test from; each builder's arguments name only what differs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from fairnotice.evaluation.record import explanation_to_json
from fairnotice.evaluation.result import Estimate, Explanation
from fairnotice.ledger.looks import Finding, Look
from fairnotice.ledger.people import Person
from fairnotice.ledger.policies import PolicyVersion
from fairnotice.policy.reading import read_policy
from fairnotice.policy.rulebook import Policy
from tests.support.explanations import LOOK_AT, LOOK_ON, an_explanation

POLICY_FILE = Path(__file__).parents[2] / "examples" / "policies" / "marketplace-quality.yaml"


@cache
def the_policy() -> Policy:
    """Return the example policy."""
    return read_policy(POLICY_FILE.read_text(encoding="utf-8"), source=POLICY_FILE.name)


def a_policy_version() -> PolicyVersion:
    """Publish the example policy, once."""
    policy = the_policy()
    version, _ = PolicyVersion.objects.get_or_create(
        fingerprint=policy.fingerprint,
        defaults={
            "policy_id": policy.id,
            "version": policy.version,
            "title": policy.title,
            "text": POLICY_FILE.read_text(encoding="utf-8"),
            "published_on": policy.published_on,
            "binds_from": policy.binds_from,
            "recorded_at": LOOK_AT,
        },
    )
    return version


def a_person(account_id: str | None = "member-0", **changes: Any) -> Person:
    """Admit a person of Lisbon; staff have no account."""
    values: dict[str, Any] = {
        "account_id": account_id,
        "email": f"{account_id or 'staff'}@people.example",
        "name": "Mara Velling",
        "timezone": "Europe/Lisbon",
        "country": "PT",
        "joined_at": LOOK_AT,
    }
    return Person.objects.create(**{**values, **changes})


def a_reviewer(**changes: Any) -> Person:
    """Admit a member of staff who works the queue."""
    values: dict[str, Any] = {"email": "ruth@workmere.example", "name": "Ruth Amsel", "role": Person.Role.REVIEWER}
    return a_person(None, **{**values, **changes})


def a_look(*, look_on: date = LOOK_ON, as_of: datetime = LOOK_AT, **changes: Any) -> Look:
    """Record a look; the same day gives the same look."""
    policy = a_policy_version()
    if kept := Look.objects.filter(policy=policy, look_on=look_on).first():
        return kept
    values: dict[str, Any] = {
        "look_on": look_on,
        "as_of": as_of,
        "policy": policy,
        "snapshot": "s12-9c41e07a",
        "versions": {"contracts": 12, "feedback": 12},
        "model": {},
        "summary": {"finding": 1, "heads_up": 0, "clear": 0, "insufficient_evidence": 0},
        "directory": f"looks/{look_on}",
        "fingerprint": "0" * 64,
        "recorded_at": as_of + timedelta(minutes=1),
    }
    return Look.objects.create(**{**values, **changes})


def a_finding(explanation: Explanation | None = None, *, look: Look | None = None, **changes: Any) -> Finding:
    """Record that a look found an account below the standard."""
    explanation = explanation or an_explanation()
    chance = explanation.estimate.v if isinstance(explanation.estimate, Estimate) else 0.0
    values: dict[str, Any] = {
        "look": look or a_look(),
        "account_id": explanation.account_id,
        "kind": explanation.kind,
        "provision_id": explanation.provenance.provision,
        "verdict": explanation.verdict.value,
        "v": chance,
        "charged": 1 - chance,
        "explanation": explanation_to_json(explanation),
    }
    return Finding.objects.create(**{**values, **changes})


def names(people: Sequence[Person]) -> list[str]:
    """Return the names of *people*, sorted."""
    return sorted(person.name for person in people)
