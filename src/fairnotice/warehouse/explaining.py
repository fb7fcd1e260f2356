"""Everything one look says about one account, from that account's rows alone."""

from __future__ import annotations

from datetime import datetime

from fairnotice.evaluation.result import Explanation
from fairnotice.policy.rulebook import Policy
from fairnotice.warehouse.home import Warehouse
from fairnotice.warehouse.look import LookRef


def explain(
    warehouse: Warehouse, policy: Policy, account_id: str, *, look: LookRef, after: datetime | None = None
) -> Explanation:
    """Explain *look*'s answer about one account; with *after*, judge only contracts that ended from then on (P6)."""
    raise NotImplementedError
