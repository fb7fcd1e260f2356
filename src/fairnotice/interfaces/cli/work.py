"""``fairnotice work``: do what is due, now or for ever."""

from __future__ import annotations

import signal
import sys
from datetime import UTC, datetime
from threading import Event
from traceback import print_exception
from typing import TextIO

import click

from fairnotice.interfaces.startup import start_in_ready_home

EVERY_SECONDS = 60


class Instant(click.ParamType[datetime]):
    """An instant in ISO 8601; without a zone it is UTC."""

    name = "instant"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Return *value* as an aware instant in UTC."""
        try:
            read = datetime.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is no instant; write 2026-11-02T09:30:00+00:00.", param, ctx)
        return read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)


@click.command("work")
@click.option("--once", is_flag=True, help="One sweep, then leave.")
@click.option("--now", "instant", type=Instant(), help="Pretend that it is this instant (implies --once).")
@click.option("--policy", type=click.File("r", encoding="utf-8"), help="Publish this policy first.")
def command(*, once: bool, instant: datetime | None, policy: TextIO | None) -> None:
    """
    Do what is due: looks, cases, deadlines, answers, deliveries.

    Runs until it is stopped, one sweep a minute; SIGTERM and Ctrl-C let the deed at hand finish.
    Several may run at once: they share the work.

    Example: fairnotice work --once
    """
    start_in_ready_home()
    from fairnotice.actions.publish_policy import PublishPolicy, publish_policy  # noqa: PLC0415  Django has started
    from fairnotice.interfaces.clock import now  # noqa: PLC0415  the same
    from fairnotice.interfaces.jobs.sweep import sweep  # noqa: PLC0415  the same

    if policy is not None:
        publish_policy(PublishPolicy(policy.read(), policy.name), now=instant or now())
    stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    single = once or instant is not None
    if not single:
        click.echo(f"Working, one sweep every {EVERY_SECONDS} seconds. Ctrl-C ends it.")
    while True:
        broken = False
        try:
            report = sweep(now=instant or now(), progress=_tell, stopping=stop.is_set)
        except* Exception as defects:  # noqa: BLE001  a defect ends one deed, not the work
            print_exception(defects)
            broken = True
        else:
            if single or not report.quiet:
                click.echo(str(report))
        if single or stop.wait(EVERY_SECONDS):
            sys.exit(1 if broken else 0)


def _tell(what: str, done: int, of: int) -> None:
    """Show how far a look is, on a terminal only."""
    if sys.stderr.isatty():
        click.echo(f"\r{what}: {done} of {of}", err=True, nl=done >= of)
