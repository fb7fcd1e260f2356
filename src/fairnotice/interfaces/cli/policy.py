"""``fairnotice policy``: look after the rulebook."""

from __future__ import annotations

from pathlib import Path

import click

from fairnotice.interfaces.cli.choosing import POLICY_FILE, ledger_is_ready, read_policy_file
from fairnotice.interfaces.cli.policy_packs import packs
from fairnotice.policy.binding import first_day
from fairnotice.policy.rulebook import Policy
from fairnotice.policy.shelf import pack_of
from fairnotice.policy.staffing import short_of
from fairnotice.policy.strictness import changes


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
    known = ledger_is_ready()
    if known:
        _tell_changes(policy)
    _warn_of_staff(policy, staff, known=known)


def _tell_changes(policy: Policy) -> None:
    """Say what becomes of the clauses of the version on record, and from when on that counts."""
    from fairnotice.queries.policies import version_on_record  # noqa: PLC0415  after Django started

    last = version_on_record(policy.id)
    if last is None or last.fingerprint == policy.fingerprint:
        return
    made = changes(policy, last)
    click.echo(f"  Compared with version {last.version}, which is on record:")
    since = f"binds what is done from {first_day(policy):%d %B %Y} on"
    told = ((made.stricter, f"stricter; {since}"), (made.added, f"new; {since}"), (made.gone, "gone from that day on"))
    for names, said in told:
        for name in names:
            click.echo(f"    {name}: {said}")
    if not any(names for names, _ in told):
        click.echo("    No clause became stricter: each binds as long as before.")


def _warn_of_staff(policy: Policy, staff: int | None, *, known: bool) -> None:
    """Say on stderr for what there are too few people; without a number, count those of the home, if there is one."""
    if staff is None:
        if not known:
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
