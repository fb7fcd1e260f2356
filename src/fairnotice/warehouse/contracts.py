"""Who worked a provider's contracts."""

from __future__ import annotations

from collections.abc import Sequence

from fairnotice.warehouse.home import Warehouse
from fairnotice.warehouse.snapshot import Snapshot
from fairnotice.warehouse.statements import words


def workers_of(
    warehouse: Warehouse, snapshot: Snapshot, provider_id: str, contract_ids: Sequence[str]
) -> dict[str, str]:
    """Return the worker of each of these contracts of a provider; one without a named worker is left out."""
    if not contract_ids:
        return {}
    with warehouse.glance(snapshot, tables=["contracts"], accounts=(provider_id, provider_id)) as connection:
        rows = connection.execute(
            f"SELECT contract_id, worker_id FROM contracts WHERE contract_id IN ({words(contract_ids)}) "
            "AND worker_id IS NOT NULL ORDER BY contract_id"
        ).fetchall()
    return dict(rows)
