"""The reference of measures says what the table in the code says."""

from __future__ import annotations

import os
from pathlib import Path

from fairnotice.cases.measures import Measure
from fairnotice.cases.standing import CAPABILITIES, Capability, Standing
from fairnotice.interfaces.portal.standing_shown import HOW_FAR, MAY
from fairnotice.notices.measures_said import NAMED, meaning

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "measures.md"
HEADS = {
    Standing.GOOD: "good, or a case open",
    Standing.WORK_HOLD: "hold on new work",
    Standing.FULL_HOLD: "full hold",
    Standing.SUSPENSION: "suspension",
    Standing.CLOSURE: "closure",
    Standing.LEFT: "left",
}


def measures() -> str:
    rows = ["| measure | stored as | what it means | second person | ends by itself |", "|---|---|---|---|---|"]
    rows += [
        f"| {NAMED[m]} | `{m.value}` | {meaning(m, who='the account')} | {_yes(m.needs_second)} | {_end(m)} |"
        for m in Measure
    ]
    return "\n".join(rows)


def capabilities() -> str:
    rows = [f"| may | {' | '.join(HEADS[standing] for standing in Standing)} |", "|---" * (len(Standing) + 1) + "|"]
    for capability in Capability:
        cells = [HOW_FAR[CAPABILITIES[standing][capability]] for standing in Standing]
        rows.append(f"| {MAY[capability]} (`{capability.value}`) | {' | '.join(cells)} |")
    return "\n".join(rows)


def _yes(holds: bool) -> str:
    return "yes" if holds else "no"


def _end(measure: Measure) -> str:
    if measure is Measure.CLOSURE:
        return "no"
    return "yes" if measure.has_end else "restricts nothing"


def written(text: str) -> str:
    for name, content in {"measures": measures(), "capabilities": capabilities()}.items():
        begin, end = f"<!-- {name} -->\n", f"\n<!-- end of {name} -->"
        start, stop = text.index(begin) + len(begin), text.index(end)
        text = text[:start] + content + text[stop:]
    return text


class TestTheReferenceOfMeasures:
    def test_is_what_the_table_gives(self) -> None:
        """`FAIRNOTICE_WRITE_DOCS=1 pytest` on this file writes it anew."""
        text = PAGE.read_text(encoding="utf-8")
        if os.environ.get("FAIRNOTICE_WRITE_DOCS"):
            PAGE.write_text(written(text), encoding="utf-8")
        assert PAGE.read_text(encoding="utf-8") == written(text)
