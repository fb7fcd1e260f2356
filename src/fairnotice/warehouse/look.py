"""One look as a value: what it starts from, what it leaves, and how to find it again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from fairnotice.evaluation.choosing import Charge
from fairnotice.evaluation.result import Verdict
from fairnotice.policy.rulebook import Policy

ACCOUNTS_FILE = "accounts.parquet"
CLIENTS_FILE = "clients.parquet"
MODEL_FILE = "model.json"


@dataclass(frozen=True, slots=True)
class LookPast:
    """What earlier looks left behind: the last one's table and all that was ever charged."""

    previous_as_of: datetime | None
    """Instant of the previous look; None at the first."""
    directory: Path | None
    """Folder of the previous look's tables; None at the first."""
    charges: tuple[Charge, ...]
    """Every finding and heads-up of all earlier looks under this policy id, in any order."""

    @classmethod
    def first(cls) -> LookPast:
        """Return the past of a first look: nothing was told, and every outcome is new."""
        return cls(previous_as_of=None, directory=None, charges=())


@dataclass(frozen=True, slots=True)
class FoundAccount:
    """One account with a finding or a heads-up."""

    account_id: str
    kind: str
    name: str
    provision: str
    verdict: Verdict
    v: float
    charged: float
    """``1 - v`` taken from the lifetime ledger; 0 for a repeat."""
    reasons: tuple[str, ...]

    def as_charge(self, look_on: date) -> Charge:
        """Return what later looks must know about it."""
        return Charge(
            account=self.account_id, provision=self.provision, verdict=self.verdict, wrong=1 - self.v, look_on=look_on
        )


@dataclass(frozen=True, slots=True)
class LookResult:
    """What one look says about everybody; the tables lie in ``directory``."""

    as_of: datetime
    snapshot_number: int
    snapshot: str
    versions: Mapping[str, int]
    directory: Path
    previous_as_of: datetime | None
    model: dict[str, Any]
    """What was learned, by standard; plain JSON."""
    summary: Mapping[str, int]
    """Accounts per verdict; every verdict is there."""
    findings: tuple[FoundAccount, ...]
    """Accounts with a finding or a heads-up, by account id."""

    @property
    def ref(self) -> LookRef:
        """Return how to find this look again."""
        return LookRef(self.as_of, self.snapshot_number, self.directory, self.previous_as_of)


@dataclass(frozen=True, slots=True)
class LookRef:
    """Where one recorded look lies."""

    as_of: datetime
    snapshot_number: int
    directory: Path
    previous_as_of: datetime | None


def look_instant(policy: Policy, on: date) -> datetime:
    """Return the instant of the look on *on*: at the policy's hour, UTC; later facts do not exist for it."""
    return datetime.combine(on, time(policy.looks.hour), UTC)


def next_look_on(policy: Policy, after: date) -> date:
    """Return the first look day of the policy after *after*."""
    this = after.replace(day=policy.looks.day)
    if this > after:
        return this
    year, month = (after.year + 1, 1) if after.month == 12 else (after.year, after.month + 1)  # noqa: PLR2004  December
    return date(year, month, policy.looks.day)
