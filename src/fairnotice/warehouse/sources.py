"""Which files hold which table: by their names, or because a mapping file says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from fairnotice.facts.tables import TABLES
from fairnotice.kernel.problem import BadInput, Problem


class Format(StrEnum):
    """How a file is written."""

    CSV = "csv"
    PARQUET = "parquet"
    JSON_LINES = "jsonl"


FORMATS = {".csv": Format.CSV, ".parquet": Format.PARQUET, ".jsonl": Format.JSON_LINES, ".ndjson": Format.JSON_LINES}
COMPRESSIONS = {".gz": "gzip", ".zst": "zstd"}
NAMES = "<table>.csv, <table>.parquet or <table>.jsonl (also <table>.<part>.csv, .csv.gz, .csv.zst)"


@dataclass(frozen=True, slots=True)
class DataSource:
    """One file to read."""

    path: Path
    format: Format
    compression: str
    """``gzip``, ``zstd`` or ``none``."""
    table: str
    """The table its name says; empty where a mapping decides."""


@dataclass(frozen=True, slots=True)
class Found:
    """The files of an import, and those in its folders that are none of ours."""

    sources: tuple[DataSource, ...]
    left_alone: tuple[Path, ...]


def find_sources(paths: Sequence[Path], *, mapped: bool = False) -> Found:
    """
    Return the files at *paths*, folders searched one level deep, in order of their names.

    A file belongs to the table that its name begins with; every file of a folder called like a
    table belongs to that table. With *mapped*, names say nothing and every data file is taken.

    Raises:
        BadInput: a path does not exist, is no data file, or is named like no table; or nothing is there.
    """
    problems: list[Problem] = []
    sources: list[DataSource] = []
    left_alone: list[Path] = []
    for path in paths:
        if not path.exists():
            problems.append(Problem(str(path), "There is no such file or folder.", "Check the path."))
        elif path.is_dir():
            for inner in _files_of(path):
                source = _source(inner, mapped=mapped, table=_table_of_folder(inner.parent))
                if isinstance(source, Problem):
                    left_alone.append(inner)
                else:
                    sources.append(source)
        else:
            given = _source(path, mapped=mapped, table="")
            if isinstance(given, Problem):
                problems.append(given)
            else:
                sources.append(given)
    if not sources and not problems:
        where = ", ".join(str(path) for path in paths)
        problems.append(Problem(where, "There is nothing to import.", f"Files are named {NAMES}."))
    if problems:
        raise BadInput(problems)
    unique = {source.path.resolve(): source for source in sources}
    return Found(tuple(unique.values()), tuple(left_alone))


def _files_of(folder: Path) -> Iterable[Path]:
    """Yield the files of *folder* and of its folders called like a table, in order of their names."""
    for path in sorted(folder.iterdir()):
        if path.name.startswith((".", "_")):
            continue
        if path.is_file():
            yield path
        elif path.is_dir() and _table_of_folder(path):
            yield from (inner for inner in sorted(path.iterdir()) if inner.is_file() and inner.name[0] not in "._")


def _table_of_folder(folder: Path) -> str:
    name = folder.name.split(".", 1)[0]
    return name if name in TABLES else ""


def _source(path: Path, *, mapped: bool, table: str) -> DataSource | Problem:
    """Return *path* as a data file, or what is wrong with its name."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    compression = COMPRESSIONS.get(suffixes[-1], "none") if suffixes else "none"
    if compression != "none":
        suffixes.pop()
    kind = FORMATS.get(suffixes[-1]) if suffixes else None
    if kind is None:
        return Problem(str(path), "This is no CSV, Parquet or JSON Lines file by its name.", f"Name it {NAMES}.")
    if kind is Format.PARQUET and compression != "none":
        return Problem(str(path), "Parquet is compressed inside.", "Unpack the file and import it as .parquet.")
    name = "" if mapped else table or path.name.split(".", 1)[0]
    if not mapped and name not in TABLES:
        return Problem(
            str(path),
            f"There is no table called {name!r}.",
            f"Tables: {', '.join(TABLES)}. Other files need --mapping.",
        )
    return DataSource(path, kind, compression, name)
