"""What there is to see once the demo has been played: the report, and somebody of every sort to sign in as."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq

from fairnotice.interfaces import clock
from fairnotice.interfaces.demonstration.report import Outcome, report, samples
from fairnotice.lab.period import month_after
from fairnotice.queries.demonstration import found_accounts, last_table, letters_in_hand, matters, past_looks
from fairnotice.warehouse.accounts import memberships_of_agency
from fairnotice.warehouse.home import Warehouse


@dataclass(frozen=True, slots=True)
class Bystanders:
    """Accounts to which nothing happened: most are like them."""

    fine: str
    """An agency whose clients are satisfied."""
    unknown: str
    """A freelancer with too few rated contracts to say anything."""


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
            samples=samples(letters, fine=aside.fine, unknown=aside.unknown),
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
    table = pq.read_table(
        last_table(Warehouse.of_home(home).root), columns=["account_id", "kind", "verdict", "rated", "v"]
    )
    agencies = table.filter(pc.and_(pc.equal(table["kind"], "agency"), pc.equal(table["verdict"], "clear")))
    fine = agencies.filter(pc.less(agencies["v"], 0.02)).sort_by([("rated", "descending"), ("account_id", "ascending")])
    few = pc.and_(pc.equal(table["verdict"], "insufficient_evidence"), pc.equal(table["rated"], 3))
    unknown = table.filter(pc.and_(few, pc.equal(table["kind"], "freelancer"))).sort_by("account_id")
    return Bystanders(fine=str(fine["account_id"][0]), unknown=str(unknown["account_id"][0]))


def owner_of(home: Path, agency_id: str) -> str:
    """Return the account of the agency's owner today."""
    warehouse = Warehouse.of_home(home)
    team = memberships_of_agency(warehouse, warehouse.snapshot(), agency_id, clock.now().date())
    return next(membership.person_id for membership in team if membership.role == "owner")
