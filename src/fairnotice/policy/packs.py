"""A jurisdiction's floors: what a policy may not go below (process.md, section 5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Pack:
    """What a policy must at least grant, and how long the platform may at most take."""

    published_days: int = 0
    """Days between publication and the first day on which a rule binds."""
    floors: Mapping[str, int] = field(default_factory=dict)
    """Fewest days of the account's clocks."""
    ceilings: Mapping[str, int] = field(default_factory=dict)
    """Most days of the platform's own clocks: a longer wait would harm the account."""


FLOORS: Mapping[str, Pack] = {
    "strictest": Pack(
        published_days=30,
        floors={"response": 14, "extension": 14, "extensions_in_all": 28, "improvement": 60},
        ceilings={"delivery": 30, "review": 14, "question": 14},
    ),
    "eu": Pack(published_days=15),
    "uk": Pack(published_days=15),
    "us-seattle": Pack(),
    "us-wa": Pack(),
    "us-mn": Pack(published_days=2),
    "us-co": Pack(published_days=30),
    "au": Pack(floors={"response": 7}),
}
"""Where a source names no floor, the schema's range is the only limit."""
