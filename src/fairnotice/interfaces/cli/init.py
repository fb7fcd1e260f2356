"""``fairnotice init``: create the home and bring the ledger up to date."""

from __future__ import annotations

import os
from pathlib import Path

import click

from fairnotice.interfaces.startup import start


@click.command("init")
def command() -> None:
    """
    Create the home and bring the ledger up to date; running it again does no harm.

    The home is FAIRNOTICE_HOME (default ./.fairnotice).

    Example: fairnotice init
    """
    home = Path(os.environ.get("FAIRNOTICE_HOME", ".fairnotice")).absolute()
    created = not home.is_dir()
    home.mkdir(parents=True, exist_ok=True)
    start()
    from django.core.management import call_command  # noqa: PLC0415  after Django has started

    call_command("migrate", interactive=False, verbosity=0)
    click.echo(f"{'Created' if created else 'Up to date'}: {home}")
