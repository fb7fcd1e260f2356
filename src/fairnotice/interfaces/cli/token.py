"""``fairnotice token``: let other programs in."""

from __future__ import annotations

import click

from fairnotice.interfaces.startup import start_in_ready_home


@click.group("token")
def command() -> None:
    """Keys by which other programs use the API."""


@command.command("add")
@click.argument("name")
def add(name: str) -> None:
    """
    Print a new key for NAME; it is shown this once.

    Example: fairnotice token add "trust desk"
    """
    start_in_ready_home()
    from fairnotice.actions.add_token import AddToken, add_token  # noqa: PLC0415  after Django has started
    from fairnotice.interfaces.clock import now  # noqa: PLC0415  the same

    click.echo(add_token(AddToken(name), now=now()))
    click.echo("Keep it safe: it is shown this once. Send it as: Authorization: Bearer <key>", err=True)


@command.command("revoke")
@click.argument("name")
def revoke(name: str) -> None:
    """
    Let the key of NAME open nothing from now on.

    Example: fairnotice token revoke "trust desk"
    """
    start_in_ready_home()
    from fairnotice.actions.add_token import AddToken, revoke_token  # noqa: PLC0415  after Django has started
    from fairnotice.interfaces.clock import now  # noqa: PLC0415  the same

    revoke_token(AddToken(name), now=now())
    click.echo(f"The key of {name} opens nothing from now on.")
