"""``fairnotice person``: let staff in."""

from __future__ import annotations

import click

from fairnotice.interfaces.startup import start_in_ready_home

ROLES = ("reviewer", "analyst", "finance", "compliance", "administrator")


@click.group("person")
def command() -> None:
    """Let members of staff in; accounts of the marketplace come in by themselves."""


@command.command("add")
@click.argument("email")
@click.option("--name", required=True, help="As letters are signed.")
@click.option("--role", type=click.Choice(ROLES), default="reviewer", show_default=True)
def add(email: str, name: str, role: str) -> None:
    """
    Let EMAIL sign in as staff; running it again changes name and role.

    Example: fairnotice person add ruth@workmere.example --name "Ruth Amsel"
    """
    start_in_ready_home()
    from fairnotice.actions.add_staff import AddStaff, add_staff  # noqa: PLC0415  after Django has started
    from fairnotice.interfaces.clock import now  # noqa: PLC0415  the same

    if "@" not in email:
        raise click.BadParameter(f"{email} is no e-mail address.", param_hint="EMAIL")
    add_staff(AddStaff(email, name, role), now=now())
    click.echo(f"{name} can sign in at {email} as {role}.")
