"""``fairnotice policy packs``: the floors that policies are held to."""

from __future__ import annotations

import click

from fairnotice.kernel.problem import BadInput, Problem
from fairnotice.policy.pack import LIMITS, Pack
from fairnotice.policy.shelf import shelf


@click.command("packs")
@click.argument("pack", required=False)
def packs(pack: str | None) -> None:
    r"""
    Show the legal packs, or every floor of one: number, law and article.

    PACK is a name such as eu (every date of it), or one file of it such as eu@2026-11-01. What stands with (?)
    is still to be confirmed against the text of the law. None of it is legal advice.

    \b
    Example:
      fairnotice policy packs strictest
    """
    if pack is None:
        for one in shelf():
            click.echo(f"{one.dated:<22} {one.title}: {len(one.values)} numbers, {one.to_confirm} to be confirmed")
        return
    wanted = [one for one in shelf() if pack in {one.name, one.dated}]
    if not wanted:
        names = ", ".join(sorted({one.name for one in shelf()}))
        raise BadInput([Problem("PACK", f"There is no pack {pack}.", f"Packs: {names}.")])
    click.echo("\n\n".join(written(one) for one in wanted))


def written(pack: Pack) -> str:
    """Return *pack* as lines: each number with its source, each way to object that letters must name."""
    lines = [f"{pack.title} ({pack.dated}), version {pack.version}"]
    for name, limit in LIMITS.items():
        value = pack.values.get(name)
        if value is not None:
            amount = value.says or f"{limit.direction} {value.number:g} {limit.unit}"
            lines.append(f"  {name:<18} {amount}{' (?)' if value.confirm else ''}, {value.source}. {limit.sentence}")
    for one in pack.redress:
        until = f", {one.days} days from effect" if one.days else ""
        lines.append(f"  {one.key:<18} letters name {one.what}{until}, {one.source}")
    return "\n".join([*lines, f"  Fingerprint {pack.fingerprint}"])
