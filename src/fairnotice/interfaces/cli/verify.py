"""``fairnotice verify``: check the promises on live data."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from itertools import islice
from typing import TYPE_CHECKING, TextIO

import click

from fairnotice.interfaces.startup import start_in_ready_home

if TYPE_CHECKING:
    from fairnotice.queries.invariants.breach import Breach

PROMISE_BROKEN = 4
SHOWN = 5


@click.command("verify")
@click.option(
    "--anchor",
    type=click.File("r", encoding="utf-8"),
    help="A file of `fairnotice anchor`: is what was on record then still there?",
)
def command(anchor: TextIO | None) -> None:
    """
    Check every promise on live data; exit code 4 when one is broken.

    For a broken promise the first rows that break it are named; for a record that was changed, the first event.

    Example: fairnotice verify
    """
    start_in_ready_home()
    from fairnotice.queries.invariants.all import PROMISES  # noqa: PLC0415  after Django has started

    broken = 0
    for promise, (name, check) in PROMISES.items():
        found = _found(check)
        click.echo(f"{promise:<4} {name}: {'BROKEN' if found else 'kept'}")
        for said in found[:SHOWN]:
            click.echo(f"     {said}", err=True)
        if len(found) > SHOWN:
            click.echo("     and more", err=True)
        broken += bool(found)
    if anchor is not None:
        from fairnotice.queries.anchor import anchor_fault  # noqa: PLC0415  after Django has started

        fault = anchor_fault(anchor.read())
        click.echo(f"The anchor {anchor.name}: {'BROKEN' if fault else 'kept'}")
        if fault:
            click.echo(f"     {fault}", err=True)
        broken += bool(fault)
    if broken:
        sys.exit(PROMISE_BROKEN)


def _found(check: Callable[[], Iterable[Breach]]) -> list[str]:
    """Return the first breaches in words; a record too damaged to be read is one, and stops no other check."""
    found: list[str] = []
    try:
        found.extend(f"{breach.reference}: {breach.sentence}" for breach in islice(check(), SHOWN + 1))
    except Exception as damage:  # noqa: BLE001  a promise that cannot be checked is not kept
        found.append(f"The check could not go on: {type(damage).__name__}: {damage}.")
    return found
