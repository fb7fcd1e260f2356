"""Every public term stands in docs/concepts.md, and nothing speaks of a word that is not there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fairnotice.evaluation.result import Verdict
from fairnotice.policy.rulebook import Counts

ROOT = Path(__file__).parents[2]
CONCEPTS = (ROOT / "docs" / "concepts.md").read_text(encoding="utf-8")
DEFINED = {term.lower() for term in re.findall(r"\*\*([^*]+)\*\*|`([a-z_]+)`", CONCEPTS) for term in term if term}

VOCABULARY = [
    "account",
    "agency",
    "person",
    "freelancer",
    "client",
    "owner",
    "manager",
    "member",
    "reviewer",
    "contract",
    "feedback",
    "violation",
    "acknowledgement",
    "withdrawal",
    "post",
    "payment",
    "policy",
    "provision",
    "pack",
    "look",
    "tally",
    "estimate",
    "interval",
    "finding",
    "heads-up",
    "case",
    "step",
    "event",
    "stage",
    "notice",
    "serve",
    "response",
    "question",
    "evidence",
    "review",
    "outcome",
    "snapshot",
    "warehouse",
    "facts",
    "quarantine",
    "mapping",
    "window",
    "weight",
    "prior",
    "drift",
    "standard",
    "maturity",
    "counterfactual",
    "condition",
    "provenance",
    "replay",
    "deadline",
    "clock",
    "extension",
    "improvement",
    "refusal",
    "lease",
    "channel",
    "doubt",
    "bounce",
    "effect",
    "endpoint",
    "carried out",
    "superseded",
    "promise",
    "invariant",
    "truth",
]


class TestConcepts:
    @pytest.mark.parametrize("term", VOCABULARY)
    def test_define_each_word_of_the_vocabulary(self, term: str) -> None:
        assert term in DEFINED

    @pytest.mark.parametrize("value", [*Verdict, *Counts])
    def test_define_each_value_that_a_table_or_page_shows(self, value: str) -> None:
        assert value in DEFINED

    def test_define_each_stage_and_outcome_of_a_case(self) -> None:
        from fairnotice.cases import stages  # noqa: PLC0415  the enums are listed by looking

        values = {member.value for member in [*stages.Stage, *stages.Outcome] if member.value}
        assert values <= DEFINED

    def test_define_each_import_table(self) -> None:
        from fairnotice.facts.tables import TABLES  # noqa: PLC0415  the tables are listed by looking

        assert set(TABLES) <= DEFINED
