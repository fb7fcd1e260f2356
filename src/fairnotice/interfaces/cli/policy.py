"""``fairnotice policy``: look after the rulebook."""

from __future__ import annotations

from pathlib import Path

import click

from fairnotice.interfaces.cli.choosing import POLICY_FILE, read_policy_file


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
    click.echo(f"  {len(policy.outcomes)} outcome rules, {policy.model.window_months} months looked back on.")
    click.echo(f"  Fingerprint {policy.fingerprint}")
