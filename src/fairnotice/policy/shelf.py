"""The packs that come with the program, and which of them a policy means."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from importlib.resources import files

from fairnotice.kernel.fingerprint import fingerprint
from fairnotice.kernel.problem import BadInput
from fairnotice.policy.document import Document
from fairnotice.policy.pack import PACK, Pack, PackValue, RedressDemanded
from fairnotice.policy.rulebook import Policy


@lru_cache(maxsize=1)
def shelf() -> tuple[Pack, ...]:
    """Return every pack that is packed with this installation, by name and date."""
    folder = files("fairnotice.policy") / "packs"
    found = [entry for entry in folder.iterdir() if entry.name.endswith(".yaml")]
    packs = [read_pack(entry.read_text(encoding="utf-8"), source=entry.name) for entry in found]
    return tuple(sorted(packs, key=lambda pack: (pack.name, pack.date)))


def read_pack(text: str, *, source: str) -> Pack:
    """
    Return the pack that *text* (YAML) sets down.

    Raises:
        BadInput: every fault at once.
    """
    document = Document(source)
    values = document.read(text, PACK)
    if document.problems:
        raise BadInput(document.problems)
    numbers = {name: PackValue(**value) for name, value in values["values"].items() if value is not None}
    return Pack(
        name=values["pack"],
        title=values["title"],
        date=values["date"],
        version=values["version"],
        values=numbers,
        redress=tuple(RedressDemanded(**one) for one in values["redress"]),
        fingerprint=fingerprint({**values, "date": values["date"].isoformat()}),
    )


def named_pack(written: str, *, published_on: date | None, packs: tuple[Pack, ...]) -> Pack | None:
    """
    Return the pack that a policy means by *written*, or None where there is no such pack.

    With a date (``eu@2026-11-01``) it is exactly that file. Without, it is the newest on the day of
    publication; for a policy older than all of them it is the first.
    """
    name, _, day = written.partition("@")
    own = sorted((pack for pack in packs if pack.name == name), key=lambda pack: pack.date)
    if day:
        return next((pack for pack in own if pack.date.isoformat() == day), None)
    known = [pack for pack in own if published_on is None or pack.date <= published_on]
    return known[-1] if known else next(iter(own), None)


def pack_of(policy: Policy) -> Pack:
    """
    Return the pack whose floors *policy* keeps.

    Raises:
        LookupError: this installation does not carry it.
    """
    pack = named_pack(policy.pack, published_on=policy.published_on, packs=shelf())
    if pack is None:
        raise LookupError(policy.pack)
    return pack
