"""``fairnotice demo``: a simulated marketplace from its facts to delivered letters and open pages."""

from __future__ import annotations

import os
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from time import perf_counter
from types import FrameType

import click

from fairnotice.interfaces.cli.serve import PortTaken, listen, run
from fairnotice.interfaces.demonstration.home import (
    Played,
    is_played,
    make_room,
    mark_finished,
    prepare_surroundings,
    program_fingerprint,
)
from fairnotice.interfaces.demonstration.world import ACCOUNTS, LEAST_ACCOUNTS, SEED

HOST = "127.0.0.1"
USUAL_PORT = 8000
STOPPED = 130
"""Exit code of what Ctrl-C has ended, as shells have it."""


@click.command("demo")
@click.option("--no-serve", is_flag=True, help="Play it and print where to look, without opening the pages.")
@click.option("--port", type=click.IntRange(0, 65535), help="Default 8000, or any free port when that is taken.")
@click.option("--accounts", type=click.IntRange(LEAST_ACCOUNTS), default=ACCOUNTS, show_default=True, help="How many.")
@click.option("--seed", type=click.IntRange(0), default=SEED, show_default=True, help="Another seed, another world.")
def command(*, no_serve: bool, port: int | None, accounts: int, seed: int) -> None:
    """
    Play a simulated marketplace end to end, then open its pages.

    It is measured, a few accounts are found, letters are delivered and opened,
    teams are told; then it prints where to look and how to sign in. It lives in
    a folder of its own below FAIRNOTICE_HOME, plays in autumn 2026, and mails
    nobody. Run again, it opens what it played before.

    Example: fairnotice demo --port 8080
    """
    home = Path(os.environ.get("FAIRNOTICE_HOME", ".fairnotice")).absolute() / "demo"
    with closing(_door(port)) as door:
        site = f"http://{HOST}:{door.getsockname()[1]}"
        prepare_surroundings(home, site=site)
        wanted = Played(accounts=accounts, seed=seed, site=site, program=program_fingerprint())
        if is_played(home, wanted):
            click.echo(f"Opening the demo played before in {home}\n")
        else:
            make_room(home, wanted)
            with _leaving_cleanly():
                _play(home, accounts=accounts, seed=seed)
            mark_finished(home, wanted)
        _start()
        from fairnotice.interfaces.demonstration.ending import told  # noqa: PLC0415  after Django has started

        for line in told(home, site):
            click.echo(line)
        if no_serve:
            return
        click.echo(f"\nServing on {site}/ (Ctrl-C ends it; the demo stays in {home})")
        run(door)


def _door(port: int | None) -> socket.socket:
    """Return a listening socket before anything is played; a free one when only the usual port is taken."""
    if port is not None:
        return listen(HOST, port)
    try:
        return listen(HOST, USUAL_PORT)
    except PortTaken:
        return listen(HOST, 0)


@contextmanager
def _leaving_cleanly() -> Iterator[None]:
    """Let Ctrl-C end the play in one sentence, whatever error the engine makes of it."""
    pressed = []

    def stop(number: int, frame: FrameType | None) -> None:
        del frame
        pressed.append(number)
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield
    except (Exception, KeyboardInterrupt):
        if not pressed:
            raise
        click.echo("Stopped halfway. Run it again, and it starts afresh.", err=True)
        sys.exit(STOPPED)
    finally:
        signal.signal(signal.SIGINT, before)


def _play(home: Path, *, accounts: int, seed: int) -> None:
    """Play the demo, telling each step and how long everything took."""
    from django.core.management import call_command  # noqa: PLC0415  the engine and Django only when it plays

    _start()
    call_command("migrate", interactive=False, verbosity=0)
    from fairnotice.interfaces.demonstration.script import play  # noqa: PLC0415  after Django has started
    from fairnotice.interfaces.demonstration.world import demo_world  # noqa: PLC0415  the same

    began = perf_counter()
    play(home, demo_world(accounts, seed), lambda line: click.echo(f"{perf_counter() - began:6.1f} s  {line}"))
    click.echo(f"{perf_counter() - began:6.1f} s  Done.\n")


def _start() -> None:
    """Start Django on the demo's home."""
    from fairnotice.interfaces.startup import start  # noqa: PLC0415  after the surroundings are set

    start()
