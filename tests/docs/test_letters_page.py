"""The page about letters shows every document and every kept letter."""

from __future__ import annotations

from pathlib import Path

import pytest

from fairnotice.notices.documents import Document
from tests.support.letters import LETTERS

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "letters.md").read_text(encoding="utf-8")


class TestThePageAboutLetters:
    @pytest.mark.parametrize("document", Document)
    def test_has_a_row_for_each_document(self, document: Document) -> None:
        assert f"| `{document}` |" in PAGE

    @pytest.mark.parametrize("name", LETTERS)
    def test_leads_to_each_letter(self, name: str) -> None:
        assert f"(../../tests/unit/letters/{name}.txt)" in PAGE
