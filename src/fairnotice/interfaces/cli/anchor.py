"""``fairnotice anchor``: the signed head of the record, to be kept where nobody who runs the ledger can change it."""

from __future__ import annotations

from pathlib import Path

import click

from fairnotice.interfaces.startup import start_in_ready_home


@click.command("anchor")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write it there; else it is printed.")
def command(out: Path | None) -> None:
    """
    Print the head of the journal of all events, signed with the home's key.

    Keep it elsewhere: on paper, in another company's hands, in a public place. `fairnotice verify --anchor FILE` then
    notices even a journal that was forged as a whole, back to that day.

    Example: fairnotice anchor --out 2026-11-23.anchor.json
    """
    start_in_ready_home()
    from fairnotice.interfaces.clock import now  # noqa: PLC0415  after Django has started
    from fairnotice.queries.anchor import anchor_text  # noqa: PLC0415  the same

    text = anchor_text(now=now())
    if out is None:
        click.echo(text, nl=False)
        return
    out.write_text(text, encoding="utf-8")
    click.echo(f"Written: {out}. Keep it where nobody who runs the ledger can change it.")
