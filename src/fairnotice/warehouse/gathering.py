"""First pass of a look: the exact tallies of each range of accounts, put down as small sorted files."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from fairnotice.evaluation.tally import PriorTallies
from fairnotice.policy.rulebook import Policy
from fairnotice.warehouse.home import Warehouse, account_ranges, sql_text
from fairnotice.warehouse.snapshot import Snapshot
from fairnotice.warehouse.span import LookSpan
from fairnotice.warehouse.statements import ask, filled, outcomes_sql, words

CONTRACTS_PER_RANGE = 2_500_000
"""A range is tallied in one piece of memory; 100 million contracts in 40 ranges."""
TALLIES = ("pairs", "first_outcomes", "partners", "measured")


@dataclass(slots=True)
class Gathered:
    """What the first pass leaves for the second: files by range, and the prior's few distinct pairs by kind."""

    folder: Path
    parts: int = 0
    prior: dict[str, Counter[tuple[int, int]]] = field(default_factory=dict)

    def files(self, tally: str, part: int | None = None) -> list[str]:
        """Return the files of *tally*: one range's, or all."""
        parts = range(self.parts) if part is None else (part,)
        return [str(self.folder / f"{tally}-{n:04d}.parquet") for n in parts]

    def prior_of(self, kinds: tuple[str, ...]) -> PriorTallies:
        """Return the distinct pairs of all accounts of *kinds*, sorted."""
        total: Counter[tuple[int, int]] = Counter()
        for kind in kinds:
            total.update(self.prior.get(kind, Counter()))
        rows = np.array([[n, k, count] for (n, k), count in sorted(total.items())], dtype=np.int64).reshape(-1, 3)
        return PriorTallies(n=rows[:, 0], k=rows[:, 1], count=rows[:, 2])


def ranges_of(warehouse: Warehouse, snapshot: Snapshot, parts: int | None) -> list[tuple[str, str]]:
    """Return inclusive ranges of provider ids: *parts* of them, or as many as memory asks for."""
    wanted = parts or -(-snapshot.state("contracts").rows // CONTRACTS_PER_RANGE) or 1
    return account_ranges(warehouse, snapshot, wanted) or [("", "")]


def gather(
    warehouse: Warehouse,
    snapshot: Snapshot,
    policy: Policy,
    span: LookSpan,
    gathered: Gathered,
    ranges: list[tuple[str, str]],
    part: int,
) -> None:
    """Tally range *part* of *ranges* and put the files down in *gathered*."""
    kinds = measured_kinds(policy)
    known = {
        **span.parameters(),
        "from_id": ranges[part][0] if part else "",
        "until_id": ranges[part + 1][0] if part + 1 < len(ranges) else None,
    }
    with warehouse.connect(snapshot, accounts=ranges[part]) as connection:
        ask(connection, filled("counted", outcomes=outcomes_sql(policy)), known, into="counted")
        ask(connection, filled("pairs"), known, into="pairs")
        ask(connection, filled("first_outcomes"), known, into="first_outcomes")
        ask(connection, filled("partners"), known, into="partners")
        ask(connection, filled("measured_accounts", kinds=words(kinds)), known, into="measured")
        for kind in kinds:
            counter = gathered.prior.setdefault(kind, Counter())
            for n, k, count in ask(connection, filled("prior", kinds=words([kind])), known).fetchall():
                counter[int(n), int(k)] += int(count)
        for tally in TALLIES:
            target = sql_text(gathered.files(tally, part)[0])
            connection.execute(f"COPY {tally} TO {target} (FORMAT parquet)")
    gathered.parts = max(gathered.parts, part + 1)


def measured_kinds(policy: Policy) -> tuple[str, ...]:
    """Return the kinds of account that some clause measures, sorted."""
    return tuple(sorted({kind for clause in policy.provisions for kind in clause.applies_to}))
