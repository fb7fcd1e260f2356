"""Since when a rule binds, and which version bound when something was done (P14)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import ClassVar, Final

from fairnotice.kernel.refusal import Refusal
from fairnotice.policy.rulebook import VIOLATION, Policy
from fairnotice.policy.shelf import pack_of
from fairnotice.policy.strictness import is_stricter

LAST_ZONE: Final = timezone(timedelta(hours=-12))
"""Where a day begins last: a rule binds nobody before its day has come where they live."""

Retired = frozenset[tuple[str, int]]
"""Clauses taken out of use for good, as pairs of clause and version."""
NONE_RETIRED: Final[Retired] = frozenset()


class RuleBoundThen(Refusal):
    """A rule binds only what is done after it was published and its time has run (P14)."""

    code: ClassVar[str] = "rule_bound_then"

    def __init__(self, *, provision: str = "", at: datetime | None = None) -> None:
        said = "The rule did not bind yet when this happened, so nothing can rest on it."
        if at is not None:
            said = f"No policy that was in force on {at.date()} has {provision} as a rule that can be breached."
        super().__init__(said)
        self.provision = provision
        self.at = at


@dataclass(frozen=True, slots=True)
class Rule:
    """A clause over the time in which it bound without becoming stricter, in its newest and mildest form."""

    policy: Policy
    provision_id: str
    since: datetime
    """The first instant of conduct that it binds."""


def first_day(policy: Policy) -> date:
    """Return the first day on which *policy* binds: its own, and never before its pack's days after publication."""
    notice = pack_of(policy).values.get("published_days")
    return max(policy.binds_from, policy.published_on + timedelta(days=int(notice.number) if notice else 0))


def binds_since(policy: Policy) -> datetime:
    """Return the first instant of conduct that this version binds: when its first day has begun everywhere."""
    return datetime.combine(first_day(policy), time(), LAST_ZONE).astimezone(UTC)


def version_in_force(versions: Iterable[Policy], *, at: datetime) -> Policy | None:
    """Return the version of one policy that bound what was done *at* that instant, or None before the first."""
    begun = [version for version in versions if binds_since(version) <= at]
    return max(begun, key=lambda version: version.version, default=None)


def versions_in_force(policies: Iterable[Policy], *, at: datetime) -> tuple[Policy, ...]:
    """Return of each policy the version that bound *at* that instant, by the policies' names."""
    named: dict[str, list[Policy]] = {}
    for policy in policies:
        named.setdefault(policy.id, []).append(policy)
    found = (version_in_force(named[name], at=at) for name in sorted(named))
    return tuple(version for version in found if version is not None)


def bound_provision(
    policies: Iterable[Policy], provision_id: str, *, at: datetime, retired: Retired = NONE_RETIRED
) -> Policy | None:
    """
    Return the policy whose clause could be breached *at* that instant, or None.

    A clause that the version in force left out had ended; a retired one opens nothing more, whenever the act was.
    """
    for policy in versions_in_force(policies, at=at):
        clause = policy.provision(provision_id)
        if clause is not None and clause.matter == VIOLATION and (clause.id, policy.version) not in retired:
            return policy
    return None


def rules_back(
    versions: Sequence[Policy], provision_id: str, version: int, *, retired: Retired = NONE_RETIRED
) -> tuple[Rule, ...]:
    """
    Return the rule that *version* is part of, then those that bound before it without a gap, newest first.

    A rule is an unbroken row of versions in which the clause never became stricter. A version without the
    clause, or in which it was retired or about something else, is a gap: what was done then was bound by
    nothing, so nothing older is told of.

    Raises:
        LookupError: there is no such version, or it has no such clause.
        RuleBoundThen: the clause was retired in this version.
    """
    row = [one for one in sorted(versions, key=lambda one: one.version, reverse=True) if one.version <= version]
    if not row or row[0].version != version or row[0].provision(provision_id) is None:
        raise LookupError(f"{provision_id} in version {version}")
    if (provision_id, version) in retired:
        raise RuleBoundThen(provision=provision_id)
    return tuple(_rules(row, provision_id, retired))


def bound_since(
    versions: Sequence[Policy], provision_id: str, version: int, *, retired: Retired = NONE_RETIRED
) -> datetime:
    """
    Return the first instant of conduct that the clause binds as *version* has it.

    That is the start of the first version in an unbroken row in which the clause never became stricter.

    Raises:
        LookupError: there is no such version, or it has no such clause.
        RuleBoundThen: the clause was retired in this version.
    """
    return rules_back(versions, provision_id, version, retired=retired)[0].since


def _rules(row: list[Policy], provision_id: str, retired: Retired) -> Iterator[Rule]:
    """Yield the rules of *row*, which is newest first and begins with the clause in use."""
    newest, newer, since = row[0], row[0], binds_since(row[0])
    for older in row[1:]:
        clause = older.provision(provision_id)
        same = clause is not None and clause.matter == _matter(newer, provision_id)
        if not same or (provision_id, older.version) in retired:
            break
        if is_stricter(newer, older, provision_id):
            yield Rule(newest, provision_id, since)
            newest, since = older, binds_since(older)
        newer, since = older, min(since, binds_since(older))
    yield Rule(newest, provision_id, since)


def _matter(policy: Policy, provision_id: str) -> str:
    clause = policy.provision(provision_id)
    return clause.matter if clause else ""
