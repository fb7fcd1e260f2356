"""``fairnotice replay``: all looks of a past period, with the lifetime ledger; nobody is told."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from fairnotice.interfaces.cli.choosing import POLICY_FILE, Day, Telling, chosen_policy, warehouse_of
from fairnotice.interfaces.startup import start

HEADER = f"{'look':<12}{'measured':>10}{'finding':>9}{'new':>6}{'heads-up':>10}{'clear':>10}{'not enough':>12}"


@click.command("replay")
@click.option("--from", "first", type=Day(), required=True, help="First day of the period.")
@click.option("--to", "last", type=Day(), required=True, help="Last day of the period.")
@click.option(
    "--every", type=click.Choice(["month", "quarter", "year"]), default="month", show_default=True, help="Rhythm."
)
@click.option("--policy", "policy_file", type=POLICY_FILE, help="Policy file; else the one published last.")
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), help="Keep looks.parquet and every look's table here."
)
def command(*, first: date, last: date, every: str, policy_file: Path | None, out: Path | None) -> None:
    r"""
    Conduct all looks of a period as they would have been. Nothing is opened.

    Each look knows the ones before it: what is new, who was told, what the
    lifetime ledger has spent. An interrupted replay with --out goes on where it
    stopped when the same command is given again.

    \b
    Example:
      fairnotice replay --from 2024-01-01 --to 2024-12-31 --out replayed
    """
    if last < first:
        raise click.UsageError(f"--to {last} lies before --from {first}.")
    home = start()
    warehouse, newest = warehouse_of(home)
    policy = chosen_policy(policy_file)
    from fairnotice.lab.replay import TABLE_FILE, Replay, look_days, pinned_snapshot, run  # noqa: PLC0415  the engine only where it works

    days = look_days(policy, first, last, every)
    if not days:
        raise click.UsageError(f"No look day (day {policy.looks.day} of a month) lies between {first} and {last}.")
    with ExitStack() as stack:
        folder = out or Path(stack.enter_context(TemporaryDirectory(prefix="fairnotice-")))
        replay = Replay(warehouse, pinned_snapshot(warehouse, folder, newest), policy, days, folder)
        click.echo(f"{policy.title}, version {policy.version} ({policy.id}). Facts: snapshot {replay.snapshot.id}.")
        click.echo(HEADER)
        telling = Telling()
        for look in run(replay, progress=telling):
            telling.done()
            counts = look.summary
            click.echo(
                f"{look.look_on.isoformat():<12}{sum(counts.values()):>10,}{counts['finding']:>9,}"
                f"{look.new_findings:>6,}{counts['heads_up']:>10,}{counts['clear']:>10,}"
                f"{counts['insufficient_evidence']:>12,}{'  kept' if look.resumed else ''}"
            )
    click.echo(
        f"Found in all: {look.told_ever:,} accounts; {look.wrong_expected:.2f} of them expected to be found wrongly."
    )
    click.echo("Nothing was opened and nobody was told.")
    if out is not None:
        click.echo(f"Table: {out / TABLE_FILE}")
