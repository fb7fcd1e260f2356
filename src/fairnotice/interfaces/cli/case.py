"""``fairnotice case``: take a case out, as one signed file that proves itself."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from fairnotice.interfaces.startup import start_in_ready_home


@click.group("case")
def command() -> None:
    """Take a case out of the ledger."""


@command.command("export")
@click.argument("reference")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Default: REFERENCE.zip, here.")
def export(reference: str, out: Path | None) -> None:
    """
    Write the whole case REFERENCE to one signed ZIP file.

    In it: every event with its digest, what was written, the records and policies relied on, letters as PDF, files
    that were handed in, and verify.py, which checks all of it with nothing but Python.

    Example: fairnotice case export WM-2611-0482
    """
    start_in_ready_home()
    from fairnotice.interfaces.clock import now  # noqa: PLC0415  after Django has started
    from fairnotice.queries.case_export.bundle import bundle, file_name  # noqa: PLC0415  the same
    from fairnotice.queries.case_export.cut import for_the_house  # noqa: PLC0415  the same

    cut = for_the_house(reference)
    place = out or Path(file_name(cut))
    with bundle(cut, now=now()) as made, place.open("wb") as file:
        shutil.copyfileobj(made, file)
    click.echo(f"Written: {place}. Check it with: python verify.py {place}")
