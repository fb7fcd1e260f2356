"""The reference page of the legal packs, from the files that policies are held to."""

from __future__ import annotations

from collections.abc import Iterator

from fairnotice.policy.pack import LIMITS, Direction, Limit, Pack, PackValue
from fairnotice.policy.shelf import shelf

HEAD = """\
# Legal packs

Written by `./dev docs` from the files in `src/fairnotice/policy/packs/`, which every policy is held to. A policy may
be stricter than its pack, never laxer: `fairnotice policy check` and publishing refuse it and name value, floor and
source. `pack: eu` means the newest file on the day of publication (for a policy older than all of them, the first),
`pack: eu@2026-11-01` exactly that one. A released file is never changed; a change of law is a new file with a new date.

**(?)** is still to be confirmed against the text of the law. None of this is legal advice. What a pack does not name is
bounded by the [form of the file](policy.md) alone. `fairnotice policy packs eu` prints the same.

P2B: Regulation (EU) 2019/1150. DSA: Regulation (EU) 2022/2065. PWD: Directive (EU) 2024/2831. SMC: Seattle Municipal
Code.
"""


def page() -> str:
    """Return the page."""
    return "\n".join([HEAD, *(line for pack in shelf() for line in _of(pack))]).rstrip() + "\n"


def _of(pack: Pack) -> Iterator[str]:
    yield f"## {pack.title}: `{pack.dated}`\n"
    yield f"Version {pack.version}. Fingerprint `{pack.fingerprint}`.\n"
    if pack.values:
        yield "| value | key of the policy | floor | what it is | source |"
        yield "|---|---|---|---|---|"
        yield from (_row(name, limit, pack.values[name]) for name, limit in LIMITS.items() if name in pack.values)
        yield ""
    for one in pack.redress:
        until = f", with its last day: {one.days} days from effect" if one.days else ""
        yield f"- Letters name {one.what} (`telling.{one.key}`){until}. Source: {one.source}."
    if pack.redress:
        yield ""


def _row(name: str, limit: Limit, value: PackValue) -> str:
    bound = f"{limit.direction} {value.number:g} {limit.unit}"
    floor = value.says or bound
    if value.says and limit.direction is not Direction.ALWAYS and value.number:
        floor = f"{bound} ({value.says})"
    sure = " **(?)**" if value.confirm else ""
    key = f"`{limit.path}`" if limit.path else "-"
    return f"| `{name}` | {key} | {floor}{sure} | {limit.sentence} | {value.source} |"
