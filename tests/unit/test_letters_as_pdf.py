"""A letter as PDF says the same words, is the same each time, and takes nobody's words for commands."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from fairnotice.notices.letter import Letter
from fairnotice.notices.pdf import as_pdf
from fairnotice.notices.text import as_text
from tests.support.letters import LETTERS

NAME = "first_notice_manager"
HOSTILE = (
    '#import "@preview/evil:0.1.0": *',
    '#read("/etc/passwd")',
    "#set page(width: 1pt)",
    "*bold* _it_ $x^2$ `raw` @ref <label> = no // no /* no */ \\ #[",
    '"); #panic("out")',
    "#sys.inputs",
    "{{ letter }} {% now %} <script>",
)


def read(paper: bytes) -> PdfReader:
    return PdfReader(BytesIO(paper))


def letters_and_digits(said: str) -> str:
    return re.sub(r"[\W_]", "", said).lower()


def words_on(paper: bytes) -> str:
    return letters_and_digits("".join(page.extract_text() for page in read(paper).pages))


def named(name: str) -> Letter:
    letter = LETTERS[NAME]()
    return replace(letter, subject=f"About {name}", salutation=f"Dear {name},", opening=(f"This is about {name}.",))


class TestALetterAsPdf:
    @pytest.mark.parametrize("name", LETTERS)
    def test_says_the_words_of_the_text(self, name: str) -> None:
        letter = LETTERS[name]()
        on_paper = words_on(as_pdf(letter))
        assert [word for word in as_text(letter).split() if letters_and_digits(word) not in on_paper] == []
        assert letters_and_digits(letter.subject) in on_paper

    def test_is_the_same_file_each_time(self) -> None:
        assert as_pdf(LETTERS[NAME]()) == as_pdf(LETTERS[NAME]())

    def test_is_dated_like_the_letter(self) -> None:
        letter = LETTERS[NAME]()
        about = read(as_pdf(letter)).metadata
        assert about is not None
        assert about.creation_date == datetime.combine(letter.written_on, datetime.min.time(), UTC)
        assert about.title == letter.subject

    def test_is_a4_and_can_be_read_aloud(self) -> None:
        paper = read(as_pdf(LETTERS[NAME]()))
        box = paper.pages[0].mediabox
        assert (round(box.width), round(box.height)) == (595, 842)
        root: Any = paper.root_object
        assert root["/Lang"] == "en"
        assert root["/MarkInfo"]["/Marked"].value
        assert b"pdfuaid" in root["/Metadata"].get_data()

    @pytest.mark.parametrize("name", HOSTILE)
    def test_takes_a_name_for_a_name(self, name: str) -> None:
        on_paper = words_on(as_pdf(named(name)))
        assert on_paper.count(letters_and_digits(name)) == 3

    @pytest.mark.parametrize(
        "name", ["\N{RIGHT-TO-LEFT OVERRIDE}gnitirw", "a\x00b", "\N{RIGHT-TO-LEFT ISOLATE}x", "\ud800lone"]
    )
    def test_leaves_out_what_would_turn_or_break_the_line(self, name: str) -> None:
        assert "thisisabout" + letters_and_digits(name.translate(dict.fromkeys([0, 0xD800]))) in words_on(
            as_pdf(named(name))
        )

    @pytest.mark.parametrize("name", ["\N{GRINNING FACE}", "名前", "שלום", "مرحبا", "Ωmega Жук"])
    def test_is_set_whatever_the_script(self, name: str) -> None:
        assert "thisisabout" in words_on(as_pdf(named(name)))

    def test_keeps_a_word_without_end_on_the_page(self) -> None:
        assert words_on(as_pdf(named("W" * 500))).count("w" * 400) == 3

    @settings(max_examples=40)
    @given(st.text(max_size=60))
    def test_can_be_made_with_any_words(self, name: str) -> None:
        assert as_pdf(named(f"N{name}")) == as_pdf(named(f"N{name}"))

    @settings(max_examples=60)
    @given(st.text(alphabet='#$*_`@<>=/\\"[](){};:,.~+-^&|%! aZ9', max_size=40))
    def test_takes_no_markup_from_anybody(self, name: str) -> None:
        assert words_on(as_pdf(named(name))).count(letters_and_digits(f"about {name}")) >= 2
