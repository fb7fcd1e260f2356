"""``fairnotice simulate``: a marketplace with known truth, in the import format."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click

from fairnotice.lab.world import HISTORY_ENDS, World


@click.command(name="simulate")
@click.option("--accounts", type=click.IntRange(1), required=True, help="Freelancers and agencies together.")
@click.option("--months", type=click.IntRange(1, 240), default=24, show_default=True, help="Months of history.")
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True, help="Same seed, same bytes.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="Folder to write into.")
@click.option(
    "--until",
    type=click.DateTime(["%Y-%m-%d"]),
    default=HISTORY_ENDS.isoformat(),
    show_default=True,
    help="First day of which nothing is known.",
)
@click.option("--harsh-share", type=click.FloatRange(0, 1), help="Share of clients who are harsh with everybody.")
@click.option("--bad-share", type=click.FloatRange(0, 1), help="Share of accounts that are or turn bad; 0: nobody.")
def command(
    *,
    accounts: int,
    months: int,
    seed: int,
    out: Path,
    until: datetime,
    harsh_share: float | None,
    bad_share: float | None,
) -> None:
    r"""
    Write a simulated marketplace and the truth about it.

    The seven import tables and truth.parquet, truth_clients.parquet land in the
    folder as Parquet. Names are invented; nobody in it exists.

    \b
    Example:
      fairnotice simulate --accounts 6000 --months 24 --seed 7 --out market
      fairnotice import market
    """
    from fairnotice.lab.simulation import write_marketplace  # noqa: PLC0415  `--help` need not wait for the engine

    world = World(accounts=accounts, months=months, seed=seed, until=until.date())
    if harsh_share is not None:
        world = replace(world, harsh_share=harsh_share)
    if bad_share is not None:
        world = world.where_bad_are(bad_share)
    for written in write_marketplace(world, out):
        click.echo(f"{written.rows:>12,}  {written.path}")
