"""Small marketplaces that were measured once, for tests of looks and of the commands around them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from fairnotice.policy.rulebook import Policy
from fairnotice.warehouse.home import Warehouse
from fairnotice.warehouse.importing import import_facts
from fairnotice.warehouse.look import LookPast, LookResult, look_instant
from fairnotice.warehouse.looks import conduct
from tests.support.marketplaces import Marketplace
from tests.support.policies import example_policy

LOOK_ON = date(2024, 11, 1)
IMPORTED_AT = datetime(2024, 11, 1, 1, tzinfo=UTC)


def troubled_marketplace(freelancers: int = 60) -> Marketplace:
    """Return an ordinary crowd with one agency whose last half year went wrong."""
    marketplace = Marketplace(until=LOOK_ON)
    marketplace.crowd(freelancers, clients=160)
    marketplace.failing_agency()
    return marketplace


def imported(marketplace: Marketplace, folder: Path) -> Warehouse:
    """Import *marketplace* into a warehouse of the home *folder* and return it."""
    warehouse = Warehouse.of_home(folder)
    import_facts(warehouse, [marketplace.write(folder / "drop")], now=IMPORTED_AT)
    return warehouse


def looked(
    warehouse: Warehouse,
    into: Path,
    *,
    on: date = LOOK_ON,
    policy: Policy | None = None,
    past: LookPast | None = None,
    parts: int | None = None,
) -> LookResult:
    """Conduct a look on *on*; a first one unless *past* is given."""
    policy = policy or example_policy()
    as_of = look_instant(policy, on)
    return conduct(warehouse, policy, as_of=as_of, past=past or LookPast.first(), into=into, parts=parts)
