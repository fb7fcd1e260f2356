"""``fairnotice verify``: check the promises on live data."""

from __future__ import annotations

import sys
from itertools import islice

import click

from fairnotice.interfaces.startup import start_in_ready_home

PROMISE_BROKEN = 4
SHOWN = 5


@click.command("verify")
def command() -> None:
    """
    Check every promise on live data; exit code 4 when one is broken.

    For a broken promise the first rows that break it are named.

    Example: fairnotice verify
    """
    start_in_ready_home()
    from fairnotice.queries.invariants.all import PROMISES  # noqa: PLC0415  after Django has started

    broken = 0
    for promise, (name, check) in PROMISES.items():
        found = list(islice(check(), SHOWN + 1))
        click.echo(f"{promise:<4} {name}: {'BROKEN' if found else 'kept'}")
        for breach in found[:SHOWN]:
            click.echo(f"     {breach.reference}: {breach.sentence}", err=True)
        if len(found) > SHOWN:
            click.echo("     and more", err=True)
        broken += bool(found)
    if broken:
        sys.exit(PROMISE_BROKEN)
