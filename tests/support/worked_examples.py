"""The numbers of a documentation page, read from its tables so that page and code cannot drift apart."""

from __future__ import annotations

from pathlib import Path

METHODOLOGY = Path(__file__).parents[2] / "docs" / "explanation" / "methodology"


def worked_example(page: str, name: str) -> list[dict[str, str]]:
    """Return the rows of the table after ``<!-- example: NAME -->`` on the page, by column heading."""
    text = (METHODOLOGY / f"{page}.md").read_text(encoding="utf-8")
    after = text.split(f"<!-- example: {name} -->", 1)[1].lstrip().splitlines()
    table = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in _until_blank(after)]
    heading, _, *rows = table
    return [dict(zip(heading, row, strict=True)) for row in rows]


def _until_blank(lines: list[str]) -> list[str]:
    end = next((place for place, line in enumerate(lines) if not line.startswith("|")), len(lines))
    return lines[:end]
