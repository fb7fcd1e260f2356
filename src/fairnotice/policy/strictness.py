"""Whether a version of a clause can weigh on an account on which the version before did not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fairnotice.policy.rulebook import RUNGS, VIOLATION, Policy, Provision


@dataclass(frozen=True, slots=True)
class Changes:
    """What a version makes of the clauses of another, by id, in the order of the file."""

    stricter: tuple[str, ...]
    """They bind anew: only what is done from the version's first day on."""
    added: tuple[str, ...]
    gone: tuple[str, ...]


def changes(newer: Policy, older: Policy) -> Changes:
    """Return which clauses that can open a case became stricter, are new, or are gone."""
    now = {clause.id: clause for clause in newer.provisions if clause.matter}
    before = {clause.id: clause for clause in older.provisions if clause.matter}
    return Changes(
        stricter=tuple(name for name in now if name in before and is_stricter(newer, older, name)),
        added=tuple(name for name in now if name not in before),
        gone=tuple(name for name in before if name not in now),
    )


def is_stricter(newer: Policy, older: Policy, provision_id: str) -> bool:
    """
    Say whether the clause could weigh on somebody under *newer* who was free of it under *older*.

    Only what is milder or equal in everything is not stricter; what cannot be compared, such as another rule
    of outcomes or other words of a breach, is. Titles, sentences, contact names and the words around a measured
    clause decide nothing.

    Raises:
        LookupError: one of both has no such clause.
    """
    now, before = newer.provision(provision_id), older.provision(provision_id)
    if now is None or before is None:
        raise LookupError(provision_id)
    if now.matter != before.matter:
        return True
    steps = _of_violation(now, before) if now.matter == VIOLATION else _of_quality(newer, older, now, before)
    return not all(steps)


def _of_quality(newer: Policy, older: Policy, now: Provision, before: Provision) -> Iterator[bool]:
    """Yield, for each thing that a finding depends on, whether it is milder or equal."""
    yield [(r.when, r.counts) for r in newer.outcomes] == [(r.when, r.counts) for r in older.outcomes]
    yield newer.model == older.model
    yield newer.limits.wrong_per_10k_a_year <= older.limits.wrong_per_10k_a_year
    yield newer.limits.share_found <= older.limits.share_found
    yield set(now.applies_to) <= set(before.applies_to)
    yield set(now.measures) <= set(before.measures)
    yield now.standard <= before.standard
    yield now.bar >= before.bar
    yield now.keeps >= before.keeps
    yield now.lapse_days <= before.lapse_days
    yield now.finding.alpha <= before.finding.alpha
    yield now.finding.clients_left_out >= before.finding.clients_left_out
    for least in ("rated", "clients", "adverse_clients"):
        yield getattr(now.minimum, least) >= getattr(before.minimum, least)
    for most in ("rated_within_days", "adverse_within_days"):
        yield getattr(now.minimum, most) <= getattr(before.minimum, most)


def _of_violation(now: Provision, before: Provision) -> Iterator[bool]:
    """Yield, for each thing that the cost of a breach depends on, whether it is no stricter; its words are the rule."""
    yield now.text.split() == before.text.split()
    for rungs in range(max(len(now.ladder), len(before.ladder))):
        yield RUNGS.index(now.greatest_measure(rungs)) <= RUNGS.index(before.greatest_measure(rungs))
    yield now.rung_months <= before.rung_months
    yield before.clean_contracts is None or (
        now.clean_contracts is not None and now.clean_contracts <= before.clean_contracts
    )
