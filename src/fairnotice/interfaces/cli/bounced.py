"""``fairnotice bounced``: a letter came back; tell the ledger and queue it for paper."""

from __future__ import annotations

from typing import IO

import click

from fairnotice.interfaces.startup import start_in_ready_home


@click.command("bounced")
@click.argument("letter", required=False)
@click.option("--report", type=click.File("rb"), help="A mail server's delivery report; - reads standard input.")
@click.option("--reason", default="", help="What the server said.")
def command(letter: str | None, report: IO[bytes] | None, reason: str) -> None:
    """
    Record that a letter came back.

    LETTER is the notice's id or the mail's Message-ID. A mail server's report names the
    letter by itself. The letter then goes to the second channel: a page to print under
    <home>/post/, shown to staff. No clock runs from a letter that came back.

    Example: fairnotice bounced --report - < report.eml
    """
    if (letter is None) == (report is None):
        raise click.UsageError("Name a LETTER or give a --report.")
    start_in_ready_home()
    from fairnotice.actions.record_bounce import RecordBounce, record_bounce  # noqa: PLC0415  after Django has started
    from fairnotice.interfaces.clock import now  # noqa: PLC0415  the same
    from fairnotice.outbox.returned import read_report  # noqa: PLC0415  the same

    if report is not None:
        returned = read_report(report.read())
        letter, reason = returned.message_id, reason or returned.reason
    new = record_bounce(RecordBounce(letter or "", reason), now=now())
    click.echo(f"Recorded: {letter} came back. It goes out on paper." if new else f"Known already: {letter}.")
