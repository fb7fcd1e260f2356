"""A policy may be stricter than its pack, never laxer; each complaint names the value, the floor and its source."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from fairnotice.policy.document import Document
from fairnotice.policy.pack import LIMITS, Direction, Limit, Pack, PackValue, RedressDemanded
from fairnotice.policy.shelf import named_pack, shelf


def check_floors(values: dict[str, Any], document: Document, *, packs: tuple[Pack, ...] | None = None) -> None:
    """Complain to *document* about every value laxer than the pack that *values* name; *packs* default to ours."""
    packs = shelf() if packs is None else packs
    written = values.get("pack")
    if written is None:
        return
    pack = named_pack(written, published_on=values.get("published_on"), packs=packs)
    if pack is None:
        name = written.partition("@")[0]
        dates = ", ".join(one.date.isoformat() for one in packs if one.name == name)
        document.complain("pack", f"There is no pack {written}.", f"Dates of {name}: {dates}.")
        return
    for name, floor in pack.values.items():
        if name == "published_days":
            _check_published(values.get("published_on"), values.get("binds_from"), floor, pack, document)
        else:
            _check_value(_at(values, LIMITS[name].path), LIMITS[name], floor, pack, document)
    for demanded in pack.redress:
        _check_redress((values.get("telling") or {}).get(demanded.key), demanded, pack, document)


def is_laxer(value: float, floor: float, direction: Direction) -> bool:
    """Say whether *value* gives an account less than *floor* does."""
    return value < floor if direction is Direction.AT_LEAST else direction is Direction.AT_MOST and value > floor


def _check_published(
    published: date | None, binds: date | None, floor: PackValue, pack: Pack, document: Document
) -> None:
    if not published or not binds or (binds - published).days >= floor.number:
        return
    days = int(floor.number)
    document.complain(
        "binds_from",
        f"It binds {(binds - published).days} days after publication, less than {days} days ({pack}; {floor.source}).",
        f"Earliest: {(published + timedelta(days=days)).isoformat()}.",
    )


def _check_value(value: float | None, limit: Limit, floor: PackValue, pack: Pack, document: Document) -> None:
    if value is None or not is_laxer(value, floor.number, limit.direction):
        return
    few = "few" if limit.direction is Direction.AT_LEAST else "many"
    amount = f"{value:g} {limit.unit} are too {few}"
    document.complain(
        limit.path,
        f"{amount}: {limit.direction} {floor.number:g} ({pack}; {floor.source}).",
        f"Write {floor.number:g} or {'more' if few == 'few' else 'less'}.",
    )


def _check_redress(written: str | None, demanded: RedressDemanded, pack: Pack, document: Document) -> None:
    path = f"telling.{demanded.key}"
    until = f", at most {demanded.days} days from effect" if demanded.days else ""
    if written is None:
        return
    if not written.strip():
        document.complain(
            path,
            f"Letters must name {demanded.what} as a way to object ({pack}; {demanded.source}).",
            f"Say which, and its last day{until}.",
        )
    elif demanded.days and str(demanded.days) not in re.findall(r"\d+", written):
        document.complain(
            path,
            f"Letters must say its last day: {demanded.days} days from effect ({pack}; {demanded.source}).",
            f"Such as: ..., until {demanded.days} days after the decision takes effect.",
        )


def _at(values: dict[str, Any], path: str) -> Any:  # noqa: ANN401  any value of a policy
    """Return what stands at *path*, or None where nothing does."""
    found: Any = values
    for part in path.split("."):
        found = (found or {}).get(part)
    return found
