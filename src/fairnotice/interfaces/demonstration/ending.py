"""What there is to see once the demo has been played: the report, and somebody of every sort to sign in as."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq

from fairnotice.interfaces import clock
from fairnotice.interfaces.demonstration.report import Outcome, Sample, report, samples
from fairnotice.lab.period import month_after
from fairnotice.queries.demonstration import found_accounts, last_table, letters_in_hand, matters, past_looks
from fairnotice.warehouse.accounts import account, memberships_of_agency
from fairnotice.warehouse.home import Warehouse


@dataclass(frozen=True, slots=True)
class Bystanders:
    """Accounts to which nothing happened: most are like them."""

    fine: str
    """An agency whose clients are satisfied."""
    owner: str
    """Its owner's own account."""
    owner_name: str
    unknown: str
    """A freelancer with too few rated contracts to say anything."""
    unknown_name: str


def told(home: Path, site: str) -> Iterator[str]:
    """Yield the report of the demo that was played in *home*."""
    letters, found, aside = letters_in_hand(), found_accounts(), bystanders(home)
    return report(
        Outcome(
            site=site,
            home=home,
            now=clock.now(),
            looks=past_looks(),
            matters=matters(),
            letters=letters,
            found=len(found),
            rightly=rightly(home, found),
            samples=samples(
                letters,
                fine=Sample("stats of an agency that is fine", f"/stats/{aside.fine}/", aside.owner_name),
                unknown=Sample("stats with not enough evidence", f"/stats/{aside.unknown}/", aside.unknown_name),
            ),
        )
    )


def rightly(home: Path, found: Mapping[str, date]) -> int:
    """Return how many of the accounts *found* truly were below the standard in the month before their look."""
    truth = pq.read_table(home / "facts" / "truth.parquet", columns=["account_id", "month", "bad"])
    bad = truth.filter(truth["bad"])
    pairs = set(zip(bad["account_id"].to_pylist(), bad["month"].to_pylist(), strict=True))
    return sum((account, month_after(look_on, -1)) in pairs for account, look_on in found.items())


def bystanders(home: Path) -> Bystanders:
    """Return a fine agency with much work, and a freelancer who is two rated contracts short of an estimate."""
    warehouse = Warehouse.of_home(home)
    table = pq.read_table(last_table(warehouse.root), columns=["account_id", "kind", "verdict", "rated", "v"])
    agencies = table.filter(pc.and_(pc.equal(table["kind"], "agency"), pc.equal(table["verdict"], "clear")))
    fine = agencies.filter(pc.less(agencies["v"], 0.02)).sort_by([("rated", "descending"), ("account_id", "ascending")])
    few = pc.and_(pc.equal(table["verdict"], "insufficient_evidence"), pc.equal(table["rated"], 3))
    unknown = table.filter(pc.and_(few, pc.equal(table["kind"], "freelancer"))).sort_by("account_id")
    agency_id, unknown_id = str(fine["account_id"][0]), str(unknown["account_id"][0])
    team = memberships_of_agency(warehouse, warehouse.snapshot(), agency_id, clock.now().date())
    owner = next(membership.person_id for membership in team if membership.role == "owner")
    return Bystanders(agency_id, owner, _name(warehouse, owner), unknown_id, _name(warehouse, unknown_id))


def _name(warehouse: Warehouse, account_id: str) -> str:
    """Return the name of an account."""
    facts = account(warehouse, warehouse.snapshot(), account_id)
    return facts.name if facts else account_id
