"""``fairnotice policy``: look after the rulebook."""

from __future__ import annotations

from pathlib import Path

import click

from fairnotice.interfaces.cli.choosing import POLICY_FILE, ledger_is_ready, read_policy_file
from fairnotice.interfaces.cli.policy_packs import packs
from fairnotice.policy.rulebook import Policy
from fairnotice.policy.shelf import pack_of
from fairnotice.policy.staffing import short_of


@click.group("policy")
def command() -> None:
    """
    Look after the rulebook.

    Example: fairnotice policy check my-policy.yaml
    """


@command.command("check")
@click.argument("file", type=POLICY_FILE)
@click.option("--staff", type=click.IntRange(min=0), help="Reviewers there are; else those of the home are counted.")
def check(file: Path, staff: int | None) -> None:
    r"""
    Check a policy file: all faults at once, each with file, line, key and what to do.

    Exit code 0: it can be published. Exit code 3: it has faults, listed on stderr. Where there are too few
    reviewers for what the policy can lead to, a warning says so.

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
    _warn_of_staff(policy, staff)


def _warn_of_staff(policy: Policy, staff: int | None) -> None:
    """Say on stderr for what there are too few people; without a number, count those of the home, if there is one."""
    if staff is None:
        if not ledger_is_ready():
            return
        from fairnotice.queries.staff import reviewers  # noqa: PLC0415  after Django started

        staff = reviewers()
    for need in short_of(policy, staff):
        there = "There is 1 reviewer" if staff == 1 else f"There are {staff} reviewers"
        click.echo(
            f"Warning: {need.course} needs {need.people} different people: {need.who}. {there}; "
            "where nobody new can act in time, the case goes in the account's favor.",
            err=True,
        )


command.add_command(packs)
