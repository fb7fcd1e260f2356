"""A marketplace whose facts grow as a story goes on, and a clock that travels through the real sweep."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from fairnotice.actions.prove_delivery import ProveDelivery, prove_delivery
from fairnotice.actions.publish_policy import PublishPolicy, publish_policy
from fairnotice.interfaces.jobs.sweep import SweepReport, sweep
from fairnotice.ledger.letters import Notice
from fairnotice.queries.invariants.all import all_breaches
from fairnotice.warehouse.home import Warehouse
from fairnotice.warehouse.importing import import_facts
from tests.support.builders import POLICY_FILE
from tests.support.marketplaces import Marketplace


def at(year: int, month: int, day: int, hour: int = 10) -> datetime:
    """Return an instant of a story."""
    return datetime(year, month, day, hour, tzinfo=UTC)


@dataclass(slots=True)
class Story:
    """A marketplace under way."""

    home: Path
    place: Marketplace = field(default_factory=lambda: Marketplace(date(2026, 11, 1)))

    def begin(self, *, now: datetime) -> None:
        """Publish the policy and import what there is."""
        publish_policy(PublishPolicy(POLICY_FILE.read_text(encoding="utf-8")), now=now)
        self.facts(now=now)

    def facts(self, *, now: datetime) -> None:
        """Import everything the marketplace knows now."""
        shutil.rmtree(self.home / "facts", ignore_errors=True)
        import_facts(Warehouse.of_home(self.home), [self.place.write(self.home / "facts")], now=now)

    def work(self, *, now: datetime) -> SweepReport:
        """Do what is due."""
        return sweep(now=now)

    def open_letters(self, *, now: datetime, account: str = "") -> None:
        """Let everybody, or one account, open every letter that has arrived."""
        letters = Notice.objects.filter(proofs=None, not_before__lte=now)
        if account:
            letters = letters.filter(recipient__account_id=account)
        for letter in letters:
            prove_delivery(ProveDelivery(letter.pk, "opened", letter.recipient_id), now=now)

    def promises_are_kept(self) -> None:
        """Ask the live data, as ``fairnotice verify`` does."""
        broken = [str(breach) for breach in all_breaches()]
        assert not broken, "\n".join(broken)
