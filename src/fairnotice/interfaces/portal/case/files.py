"""Files that were handed in, as a page lists them."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from fairnotice.notices import words
from fairnotice.queries.evidence import FileOnRecord


@dataclass(frozen=True, slots=True)
class ShownFile:
    """One file as a page lists it."""

    name: str
    detail: str
    url: str
    event: int


def shown(file: FileOnRecord, *, url: str, zone: str, reader: int) -> ShownFile:
    """Return a file with its size, who handed it in and when."""
    who = "you" if file.by_id == reader else file.by_name or "a person"
    when = words.moment(file.at, zone)
    return ShownFile(file.name, f"{size_said(file.size)}, from {who}, {when}", url, file.event)


def size_said(size: int) -> str:
    """Return a size as people say it: ``412 kB``, ``2.3 MB``."""
    if size < 1_000_000:  # noqa: PLR2004  a megabyte
        return f"{max(round(size / 1000), 1)} kB"
    return f"{size / 1_000_000:.1f} MB"


def shown_here(reference: str, file: FileOnRecord, *, zone: str, reader: int) -> ShownFile:
    """Return a file with the address at which the account downloads it."""
    return shown(file, url=reverse("case-file", args=[reference, file.id]), zone=zone, reader=reader)
