"""Events that were on record before there was a chain are chained by the migration, in their order."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from fairnotice.queries.chain_check import case_faults, journal_fault

pytestmark = pytest.mark.django_db(transaction=True)
BEFORE, NEWEST = [("ledger", "0014_being_heard")], None
NOW = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)


def migrated(target: list[tuple[str, str]] | None) -> Any:
    executor = MigrationExecutor(connection)
    executor.migrate(target or executor.loader.graph.leaf_nodes())
    return MigrationExecutor(connection).loader.project_state(target).apps


class TestAnOlderRecord:
    def test_is_chained_as_it_stands(self) -> None:
        old = migrated(BEFORE)
        try:
            policy = old.get_model("ledger", "PolicyVersion").objects.create(
                fingerprint="f" * 64,
                policy_id="p",
                version=1,
                title="P",
                text="x",
                published_on=NOW.date(),
                binds_from=NOW.date(),
                recorded_at=NOW,
            )
            look = old.get_model("ledger", "Look").objects.create(
                look_on=NOW.date(), as_of=NOW, policy=policy, snapshot="s", versions={}, model={}, summary={},
                directory="d", fingerprint="f" * 64, recorded_at=NOW,
            )  # fmt: skip
            finding = old.get_model("ledger", "Finding").objects.create(
                look=look, account_id="a", kind="agency", provision_id="Q", verdict="finding", v=0.9, charged=0.1,
                explanation={},
            )  # fmt: skip
            cases = [
                old.get_model("ledger", "Case").objects.create(
                    reference=f"R-{i}", account_id=f"a-{i}", account_kind="agency", account_name="A",
                    provision_id="Q", policy=policy, finding=finding, stage="opened", opened_at=NOW,
                )
                for i in range(2)
            ]  # fmt: skip
            for number in range(1, 4):
                for case in cases:
                    event = old.get_model("ledger", "CaseEvent").objects.create(
                        case=case, number=number, name="StatementAdded", facts={"v": 0.25, "person": number},
                        actor_kind="account", occurred_at=NOW, recorded_at=NOW - timedelta(hours=number), policy=policy,
                    )  # fmt: skip
                    old.get_model("ledger", "EventText").objects.create(event=event, text=f"Said {number}.")
        finally:
            new = migrated(NEWEST)
        assert new.get_model("ledger", "JournalHead").objects.get().number == 6
        assert [*case_faults(), journal_fault()] == [""]
