"""A policy file is read whole, and refused whole with every fault named."""

from __future__ import annotations

from typing import Any

from fairnotice.kernel.fingerprint import fingerprint
from fairnotice.kernel.problem import BadInput
from fairnotice.policy.document import Document
from fairnotice.policy.floors import check_floors
from fairnotice.policy.rulebook import (
    Bar,
    Counts,
    Deadlines,
    ExceptionRule,
    Hearing,
    Limits,
    Looks,
    Minimum,
    Model,
    OutcomeRule,
    Overturn,
    Policy,
    Provision,
    Telling,
)
from fairnotice.policy.sense import check_sense
from fairnotice.policy.shape import POLICY
from fairnotice.policy.values import Items, Table


def read_policy(text: str, *, source: str = "policy") -> Policy:
    """
    Return the policy that *text* (YAML) sets down; *source* is the file's name in problems.

    Raises:
        BadInput: every fault at once, each with file, line, key, what and hint; what is laxer than the pack is one.
    """
    return _read(text, source, floors=True)


def read_recorded_policy(text: str, *, source: str = "policy") -> Policy:
    """
    Return a policy that is on record: it was held to its pack when it was published, and never again.

    A pack that is set down later cannot make a version unreadable that cases are pinned to.
    """
    return _read(text, source, floors=False)


def _read(text: str, source: str, *, floors: bool) -> Policy:
    document = Document(source)
    values = document.read(text, POLICY)
    if values:
        check_sense(values, document)
        if floors:
            check_floors(values, document)
    if document.problems:
        raise BadInput(sorted(set(document.problems), key=lambda problem: (_line(problem.where), problem.where)))
    return _build(values)


def canonical(values: dict[str, Any]) -> dict[str, Any]:
    """
    Return the content that the fingerprint is taken of: plain values, dates as text.

    A key that came later counts only where it differs from its default, so every
    version on record keeps the fingerprint that cases and looks are pinned to.
    """
    days = {name: values[name].isoformat() for name in ("published_on", "binds_from")}
    return {**_counting(values, POLICY), **days}


def _counting(values: dict[str, Any], shape: Table) -> dict[str, Any]:
    """Return *values* without the later keys that stand at their default."""
    kept = {}
    for name, key in shape.keys.items():
        value = values[name]
        if isinstance(key.shape, Table):
            value = _counting(value, key.shape)
        elif isinstance(key.shape, Items) and isinstance(key.shape.of, Table):
            value = tuple(_counting(item, key.shape.of) for item in value)
        if not (key.later and value == key.default):
            kept[name] = value
    return kept


def _build(values: dict[str, Any]) -> Policy:
    telling = dict(values["telling"])
    return Policy(
        id=values["policy"],
        title=values["title"],
        version=values["version"],
        published_on=values["published_on"],
        binds_from=values["binds_from"],
        pack=values["pack"],
        outcomes=tuple(OutcomeRule(**{**rule, "counts": Counts(rule["counts"])}) for rule in values["outcomes"]),
        provisions=tuple(_provision(clause) for clause in values["provisions"]),
        model=Model(**values["model"]),
        limits=Limits(**values["limits"]),
        deadlines=Deadlines(**values["deadlines"]),
        telling=Telling(**telling),
        looks=Looks(**values["looks"]),
        never_counts=values["never_counts"],
        fingerprint=fingerprint(canonical(values)),
        exceptions=tuple(ExceptionRule(**rule) for rule in values["exceptions"]),
        hearing=Hearing(**values["hearing"]),
        overturn=Overturn(**values["overturn"]),
    )


def _provision(clause: dict[str, Any]) -> Provision:
    bars = {name: Bar(**clause[name]) for name in ("finding", "heads_up")}
    own = {name: value for name, value in clause.items() if value is not None}
    return Provision(**{**own, **bars, "minimum": Minimum(**clause["minimum"])})


def _line(where: str) -> int:
    digits = where.partition(" ")[0].rpartition(":")[2]
    return int(digits) if digits.isdigit() else 0
