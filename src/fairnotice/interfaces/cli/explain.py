"""``fairnotice explain``: everything that one look says about one account."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import click

from fairnotice.interfaces.cli.choosing import (
    POLICY_FILE,
    Day,
    Telling,
    chosen_policy,
    ledger_is_ready,
    warehouse_of,
)
from fairnotice.interfaces.startup import start
from fairnotice.policy.rulebook import Policy
from fairnotice.warehouse.home import Warehouse
from fairnotice.warehouse.look import ACCOUNTS_FILE, LookPast, LookRef, look_instant
from fairnotice.warehouse.snapshot import Snapshot


@click.command("explain")
@click.argument("account")
@click.option("--on", "on", type=Day(), help="Day of the look; else the last recorded look, else today.")
@click.option("--policy", "policy_file", type=POLICY_FILE, help="Policy file; else the look's, else the example.")
@click.option("--json", "as_json", is_flag=True, help="Everything as JSON.")
def command(*, account: str, on: date | None, policy_file: Path | None, as_json: bool) -> None:
    r"""
    Explain one account: every contract with what became of it, and what would help.

    A recorded look is explained from its own data. For another day everybody is
    evaluated first, as by `fairnotice evaluate`, and kept for the next question.

    \b
    Examples:
      fairnotice explain agency-a
      fairnotice explain agency-a --on 2024-11-01 --json
    """
    home = start()
    warehouse, snapshot = warehouse_of(home)
    policy, look = _look(home, warehouse, snapshot, on, policy_file)
    from fairnotice.warehouse.looks import explain  # noqa: PLC0415  the engine only where it works

    explanation = explain(warehouse, policy, account, look=look)
    if as_json:
        from fairnotice.evaluation.record import explanation_to_json  # noqa: PLC0415  the same

        click.echo(json.dumps(explanation_to_json(explanation), indent=2, ensure_ascii=False))
        return
    from fairnotice.interfaces.cli.explanation_text import lines_of  # noqa: PLC0415  the same

    for line in lines_of(explanation):
        click.echo(line)


def _look(
    home: Path, warehouse: Warehouse, snapshot: Snapshot, on: date | None, policy_file: Path | None
) -> tuple[Policy, LookRef]:
    """Return the recorded look that is meant, or one conducted now."""
    if policy_file is None and ledger_is_ready():
        from fairnotice.queries.recorded_look import recorded_look  # noqa: PLC0415  after Django started

        recorded = recorded_look(on)
        if recorded is not None:
            directory = warehouse.root / recorded.directory
            look = LookRef(recorded.as_of, recorded.snapshot_number, directory, recorded.previous_as_of)
            return recorded.policy, look
    policy = chosen_policy(policy_file)
    if on is None:
        from fairnotice.interfaces.clock import now  # noqa: PLC0415  after Django started

        on = now().date()
    return policy, _conducted(home, warehouse, snapshot, policy, on)


def _conducted(home: Path, warehouse: Warehouse, snapshot: Snapshot, policy: Policy, on: date) -> LookRef:
    """Return the look of *on* that was kept from an earlier question, or conduct it."""
    place = home / "evaluations" / f"{snapshot.id}-{policy.fingerprint[:12]}-{on.isoformat()}"
    as_of = look_instant(policy, on)
    if not (place / ACCOUNTS_FILE).exists():
        from fairnotice.warehouse.looks import conduct  # noqa: PLC0415  the engine only where it works

        telling = Telling()
        conduct(warehouse, policy, as_of=as_of, past=LookPast.first(), into=place, snapshot=snapshot, progress=telling)
        telling.done()
    return LookRef(as_of, snapshot.number, place, None)
