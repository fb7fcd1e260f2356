"""``fairnotice policy``: look after the rulebook."""

from __future__ import annotations

from pathlib import Path

import click

from fairnotice.interfaces.cli.choosing import POLICY_FILE, read_policy_file
from fairnotice.interfaces.cli.policy_packs import packs
from fairnotice.policy.shelf import pack_of


@click.group("policy")
def command() -> None:
    """
    Look after the rulebook.

    Example: fairnotice policy check my-policy.yaml
    """


@command.command("check")
@click.argument("file", type=POLICY_FILE)
def check(file: Path) -> None:
    r"""
    Check a policy file: all faults at once, each with file, line, key and what to do.

    Exit code 0: it can be published. Exit code 3: it has faults, listed on stderr.

    \b
    Example:
      fairnotice policy check examples/policies/marketplace-quality.yaml
    """
    policy = read_policy_file(file)
    click.echo(f"{file}: no faults.")
    click.echo(f"{policy.title} ({policy.id}), version {policy.version}, binds from {policy.binds_from:%d %B %Y}.")
    for clause in policy.provisions:
        if clause.measures_accounts:
            kinds = " and ".join("agencies" if kind == "agency" else "freelancers" for kind in clause.applies_to)
            click.echo(
                f"  {clause.id} {clause.title}: {kinds}, standard {clause.standard:.0%}, "
                f"found when at least {clause.bar:.0%} sure."
            )
        if clause.ladder:
            click.echo(f"  {clause.id} {clause.title}: {', '.join(clause.ladder)}.")
    click.echo(f"  {len(policy.outcomes)} outcome rules, {policy.model.window_months} months looked back on.")
    pack = pack_of(policy)
    unsure = f"; {pack.to_confirm} of its numbers are to be confirmed against the law" if pack.to_confirm else ""
    click.echo(f"  Nothing in it is laxer than {pack}{unsure}.")
    click.echo(f"  Fingerprint {policy.fingerprint}")


command.add_command(packs)
