"""Every "no" of the program has a status and a plain sentence."""

from __future__ import annotations

import re
from pathlib import Path

import fairnotice
from fairnotice.interfaces.refusals import ANSWERS

CODE = re.compile(r'^    code(?:: ClassVar\[str\])? = "(\w+)"$', re.MULTILINE)
DOORS = frozenset({"interfaces", "lab", "outbox"})
"""Rooms whose own refusals are said by the command line, on no page."""


def all_codes() -> set[str]:
    source = Path(fairnotice.__path__[0])
    files = (path for path in source.rglob("*.py") if path.relative_to(source).parts[0] not in DOORS)
    texts = (path.read_text(encoding="utf-8") for path in files)
    return {
        code for text in texts if "kernel.refusal" in text or "class Refusal" in text for code in CODE.findall(text)
    }


class TestTheTableOfRefusals:
    def test_reads_the_codes(self) -> None:
        assert {"states_facts", "step_out_of_order", "no_such_case"} <= all_codes()

    def test_has_a_row_for_every_code(self) -> None:
        assert all_codes() - set(ANSWERS) == set()

    def test_has_no_row_for_a_code_that_nobody_says(self) -> None:
        assert set(ANSWERS) - all_codes() == set()

    def test_answers_with_a_client_error_and_speaks_plainly(self) -> None:
        for code, answer in ANSWERS.items():
            assert 400 <= answer.status < 500, code
            assert not answer.sentence or answer.sentence.endswith("."), code
