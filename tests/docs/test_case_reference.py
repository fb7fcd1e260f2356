"""The reference page of the case says what the code says."""

from __future__ import annotations

import os
from pathlib import Path

from fairnotice.cases.diagram import diagram, guard_list, table

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "case.md"
PARTS = {"diagram": f"```mermaid\n{diagram()}\n```", "steps": table(), "guards": guard_list()}


def written(text: str) -> str:
    for name, content in PARTS.items():
        begin, end = f"<!-- {name} -->\n", f"\n<!-- end of {name} -->"
        start, stop = text.index(begin) + len(begin), text.index(end)
        text = text[:start] + content + text[stop:]
    return text


class TestTheReferenceOfTheCase:
    def test_is_what_the_table_of_steps_gives(self) -> None:
        """`FAIRNOTICE_WRITE_DOCS=1 pytest` on this file writes it anew."""
        text = PAGE.read_text(encoding="utf-8")
        if os.environ.get("FAIRNOTICE_WRITE_DOCS"):
            PAGE.write_text(written(text), encoding="utf-8")
        assert PAGE.read_text(encoding="utf-8") == written(text)
