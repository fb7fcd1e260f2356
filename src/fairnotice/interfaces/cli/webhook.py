"""``fairnotice webhook``: whom we tell of effects."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from fairnotice.interfaces.startup import start_in_ready_home

if TYPE_CHECKING:
    from fairnotice.queries.effects import EndpointOnRecord


@click.group("webhook")
def command() -> None:
    """Tell the marketplace's systems what an account may do, by signed webhooks."""


@command.command("add")
@click.argument("url")
@click.option("--description", default="", help="What it is, for the list.")
def add(url: str, description: str) -> None:
    """
    Tell URL of every effect from now on, and print its secret, once.

    Example: fairnotice webhook add https://hooks.workmere.example/fairnotice
    """
    start_in_ready_home()
    from fairnotice.actions.add_endpoint import AddEndpoint, add_endpoint  # noqa: PLC0415  after Django has started
    from fairnotice.interfaces.clock import now  # noqa: PLC0415  the same

    made = add_endpoint(AddEndpoint(url, description), now=now())
    click.echo(f"Added {url}. Its secret, shown only now:", err=True)
    click.echo(made.secret)


@command.command("list")
def list_them() -> None:
    """
    List whom we tell.

    Example: fairnotice webhook list
    """
    start_in_ready_home()
    from fairnotice.interfaces.clock import now  # noqa: PLC0415  after Django has started
    from fairnotice.queries.effects import endpoints  # noqa: PLC0415  the same

    found = endpoints(now=now())
    if not found:
        click.echo("Nobody is told of effects. Add an address: fairnotice webhook add URL", err=True)
    for each in found:
        state = f"on, {each.waiting} not acknowledged" if each.active else "off"
        click.echo("\t".join(filter(None, (each.url, state, each.description))))


@command.command("test")
@click.argument("url")
def test(url: str) -> None:
    """
    Send URL a signed message that concerns no account, and print what it answers.

    Example: fairnotice webhook test https://hooks.workmere.example/fairnotice
    """
    endpoint = _the(url)
    from fairnotice.interfaces.clock import now  # noqa: PLC0415  after Django has started
    from fairnotice.outbox.webhooks import send_test  # noqa: PLC0415  the same

    click.echo(send_test(endpoint.id, now=now()))


@command.command("rotate")
@click.argument("url")
@click.option("--at-once", is_flag=True, help="The old secret is known to a stranger: it is good no more.")
def rotate(url: str, *, at_once: bool) -> None:
    """
    Give URL a new secret and print it, once; the old one is good for two more days.

    Example: fairnotice webhook rotate https://hooks.workmere.example/fairnotice
    """
    endpoint = _the(url)
    from fairnotice.actions.rotate_secret import RotateSecret, rotate_secret  # noqa: PLC0415  Django has started
    from fairnotice.interfaces.clock import now  # noqa: PLC0415  the same

    made = rotate_secret(RotateSecret(endpoint.id, at_once=at_once), now=now())
    click.echo("The new secret, shown only now:", err=True)
    click.echo(made.secret)


@command.command("off")
@click.argument("url")
def off(url: str) -> None:
    """
    Tell URL of nothing any more.

    Example: fairnotice webhook off https://hooks.workmere.example/fairnotice
    """
    endpoint = _the(url)
    from fairnotice.actions.switch_endpoint import SwitchEndpoint, switch_endpoint  # noqa: PLC0415  Django has started
    from fairnotice.interfaces.clock import now  # noqa: PLC0415  the same

    switch_endpoint(SwitchEndpoint(endpoint.id, active=False), now=now())
    click.echo(f"{endpoint.url} is told of nothing any more.")


def _the(url: str) -> EndpointOnRecord:
    """Return the endpoint with this address or id."""
    start_in_ready_home()
    from fairnotice.interfaces.clock import now  # noqa: PLC0415  after Django has started
    from fairnotice.queries.effects import endpoint_named  # noqa: PLC0415  the same

    found = endpoint_named(url, now=now())
    if found is None:
        raise click.BadParameter("No such endpoint; `fairnotice webhook list` shows them.", param_hint="URL")
    return found
