"""What commands of measuring share: the policy, the warehouse and the day that a person means."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path
from time import monotonic
from typing import ClassVar

import click

from fairnotice.interfaces.startup import HomeNotReady, start_in_ready_home
from fairnotice.kernel.problem import BadInput, Problem
from fairnotice.kernel.refusal import Refusal
from fairnotice.policy.reading import read_policy
from fairnotice.policy.rulebook import Policy
from fairnotice.warehouse.home import Warehouse
from fairnotice.warehouse.snapshot import Snapshot

SHOWN_AFTER = 1.0
"""Seconds before progress is told."""
POLICY_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


class NoFacts(Refusal):
    """Refuse to measure a marketplace of which nothing is known."""

    code: ClassVar[str] = "no_facts"

    def __init__(self, home: Path) -> None:
        super().__init__(f"The warehouse of {home} is empty. Load facts first: fairnotice import PATH.")
        self.home = home


class Day(click.ParamType[date]):
    """A calendar day, written 2026-01-31."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day, or fail as wrong usage."""
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            return self.fail(f"{value!r} is no day; write it as 2026-01-31.", param, ctx)


def read_policy_file(file: Path) -> Policy:
    """
    Return the policy in *file*.

    Raises:
        BadInput: it is no valid policy; every fault is named.
    """
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError as fault:
        problem = Problem(str(file), f"Byte {fault.start} is not UTF-8 text.", "Save the file as UTF-8.")
        raise BadInput([problem]) from fault
    return read_policy(text, source=str(file))


def ledger_is_ready() -> bool:
    """Say whether there is a ledger to ask; without one the packaged example policy serves."""
    try:
        start_in_ready_home()
    except HomeNotReady:
        return False
    return True


def chosen_policy(file: Path | None) -> Policy:
    """Return the policy in *file*, else the one published last, else the packaged example."""
    if file is not None:
        return read_policy_file(file)
    ready = ledger_is_ready()
    from fairnotice.queries.policies import packaged_policy, published_policy  # noqa: PLC0415  after Django started

    return (published_policy() if ready else None) or packaged_policy()


def warehouse_of(home: Path) -> tuple[Warehouse, Snapshot]:
    """
    Return the home's warehouse and its newest snapshot.

    Raises:
        NoFacts: nothing was ever imported.
    """
    warehouse = Warehouse.of_home(home)
    snapshot = warehouse.snapshot()
    if snapshot.number == 0:
        raise NoFacts(home)
    return warehouse, snapshot


class Telling:
    """Tells progress on stderr once work takes over a second: in place on a terminal, in plain lines elsewhere."""

    def __init__(self) -> None:
        self._begun = monotonic()
        self._width = 0

    def __call__(self, what: str, done: int, of: int) -> None:
        """Say that *done* of *of* pieces of *what* are done."""
        if monotonic() - self._begun < SHOWN_AFTER:
            return
        line = f"{what}: {done} of {of}"
        if sys.stderr.isatty():
            click.echo(f"\r{line:<{self._width}}", err=True, nl=False)
            self._width = len(line)
        else:
            click.echo(line, err=True)

    def done(self) -> None:
        """Clear what stands on the terminal."""
        if self._width:
            click.echo("\r" + " " * self._width + "\r", err=True, nl=False)
            self._width = 0
