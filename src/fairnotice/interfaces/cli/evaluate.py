"""``fairnotice evaluate``: one look at everybody; nothing is opened and nobody is told."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from fairnotice.interfaces.cli.choosing import POLICY_FILE, Day, Telling, chosen_policy, warehouse_of
from fairnotice.interfaces.cli.evaluation_file import checked_target, write_evaluation
from fairnotice.interfaces.cli.look_report import report
from fairnotice.interfaces.startup import start


@click.command("evaluate")
@click.option("--on", "on", type=Day(), required=True, help="Day of the look, such as 2024-11-01.")
@click.option("--policy", "policy_file", type=POLICY_FILE, help="Policy file; else the one published last.")
@click.option("--engine", type=click.Choice(["duckdb", "spark"]), default="duckdb", show_default=True, help="Engine.")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    callback=checked_target,
    help="Write the table here, as Parquet or CSV by the ending.",
)
def command(*, on: date, policy_file: Path | None, engine: str, out: Path | None) -> None:
    r"""
    Evaluate everybody once, as of one day. Nothing is opened and nobody is told.

    Only facts from before the day's look (the policy's hour, UTC) exist for it.
    It counts as a first look: every outcome is new and nobody was told before;
    `fairnotice replay` follows the whole series.

    \b
    Example:
      fairnotice evaluate --on 2024-11-01 --out november.csv
    """
    if engine == "spark":
        raise click.UsageError("The engine spark comes with a later version; use --engine duckdb.")
    home = start()
    warehouse, snapshot = warehouse_of(home)
    policy = chosen_policy(policy_file)
    from fairnotice.warehouse.look import LookPast, look_instant  # noqa: PLC0415  the engine only where it works
    from fairnotice.warehouse.look_table import read_table  # noqa: PLC0415  the same
    from fairnotice.warehouse.looks import conduct  # noqa: PLC0415  the same

    telling = Telling()
    with TemporaryDirectory(prefix="fairnotice-") as folder:
        result = conduct(
            warehouse,
            policy,
            as_of=look_instant(policy, on),
            past=LookPast.first(),
            into=Path(folder) / "look",
            snapshot=snapshot,
            progress=telling,
        )
        telling.done()
        if out is not None:
            write_evaluation(read_table(result.directory), out)
    for line in report(result, policy):
        click.echo(line)
    click.echo("Nothing was opened and nobody was told.")
    if out is not None:
        click.echo(f"Table: {out}")
