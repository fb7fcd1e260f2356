"""``fairnotice import``: load a marketplace's facts and say what became of every row."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fairnotice.kernel.problem import BadInput

if TYPE_CHECKING:
    from fairnotice.warehouse.mapping import MappingFile
    from fairnotice.warehouse.report import ImportReport

BAD_INPUT = 3
COUNTS = ("read", "loaded", "replaced", "unchanged", "repeated", "quarantined")


@click.command("import", no_args_is_help=True)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
@click.option(
    "--mapping",
    "mapping_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A YAML file that says how foreign files become our tables.",
)
@click.option("--strict", is_flag=True, help="Load nothing when a single row is bad.")
def command(paths: tuple[Path, ...], mapping_file: Path | None, *, strict: bool) -> None:
    """
    Load facts from CSV, Parquet or JSON Lines: files, or folders of them.

    Files are named after their table: contracts.csv, feedback.parquet, payments.2026-03.jsonl.gz.
    The tables: accounts, memberships, contracts, feedback, payments, violations, posts.
    A row with a known key replaces the older one; the same import twice changes nothing.
    Bad rows go to a quarantine file with their reasons, and the exit code is 3.

    \b
    Examples:
      fairnotice import march/
      fairnotice import contracts.parquet feedback.csv.gz --strict
      fairnotice import inspections.parquet --mapping examples/mappings/chicago_inspections.yaml
    """  # noqa: D301  \b is click's sign to keep the lines
    from fairnotice.interfaces.clock import now  # noqa: PLC0415  help need not wait for it
    from fairnotice.warehouse.home import Warehouse  # noqa: PLC0415  the same
    from fairnotice.warehouse.importing import import_facts  # noqa: PLC0415  the same

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fairnotice.settings")
    home = Path(os.environ.get("FAIRNOTICE_HOME", ".fairnotice")).absolute()
    mapping = _mapping(mapping_file)
    with _progress() as progress:
        report = import_facts(
            Warehouse.of_home(home), paths, mapping=mapping, strict=strict, now=now(), progress=progress
        )
    _tell(report)
    if report.quarantined:
        sys.exit(BAD_INPUT)


def _mapping(path: Path | None) -> MappingFile | None:
    if path is None:
        return None
    from fairnotice.warehouse.mapping import read_mapping  # noqa: PLC0415  most imports have none

    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        from fairnotice.kernel.problem import Problem  # noqa: PLC0415  rare

        raise BadInput([Problem(str(path), "This is no text in UTF-8.", "Save it as UTF-8.")]) from None
    return read_mapping(text, name=str(path))


@contextmanager
def _progress() -> Iterator[Callable[[str], None]]:
    """Show each step: one line that moves on a terminal, plain lines on stderr when piped."""
    if not sys.stderr.isatty():
        yield lambda step: click.echo(f"{step} ...", err=True)
        return
    from rich.console import Console  # noqa: PLC0415  a terminal is there
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415  the same

    console = Console(stderr=True)
    with Progress(SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn(), console=console) as shown:
        task = shown.add_task("Opening files")
        yield lambda step: shown.update(task, description=step)
        shown.update(task, description="Done")


def _tell(report: ImportReport) -> None:
    """Print the table of rows, then what was assumed, left out and wrong."""
    width = max(len(table.table) for table in report.tables)
    click.echo(f"{'table':<{width}}" + "".join(f"{name:>13}" for name in COUNTS))
    for table in report.tables:
        numbers = "".join(f"{getattr(table, name):>13,}" for name in COUNTS)
        click.echo(f"{table.table:<{width}}{numbers}")
    for left_out in report.left_out:
        click.echo(f"Left out of {left_out.table}: {left_out.rows:,} rows of {left_out.file}: {left_out.reason}")
    for note in report.notes:
        click.echo(f"Note: {note}")
    if report.refused:
        click.echo(f"Nothing was loaded, because of --strict. The warehouse stays at snapshot {report.snapshot.id}.")
    else:
        click.echo(f"Snapshot: {report.snapshot.id}")
    if report.quarantine is None:
        return
    click.echo(f"{report.quarantined:,} rows have {report.problem_count:,} problems:", err=True)
    for problem in report.problems:
        click.echo(f"  {problem}", err=True)
    if report.problem_count > len(report.problems):
        click.echo(f"  ... and {report.problem_count - len(report.problems):,} more.", err=True)
    click.echo(f"Every bad row with its reasons: {report.quarantine}/<table>.parquet", err=True)
