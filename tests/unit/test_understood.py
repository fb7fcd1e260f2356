"""What somebody signs says that a text was read; it admits nothing, gives up nothing and binds nobody."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from fairnotice.notices.stated_facts import FactsMissing
from fairnotice.notices.understood import MEANS_NOT, difference, short
from tests.support.letters import a_breach, the_text

ADMITS_OR_WAIVES = (
    "agree", "accept", "admit that", "i did", "i broke", "breached", "my fault", "guilt", "liable", "waive", "renounce",
    "release", "undertake", "promise", "will not", "consent", "bound by", "irrevocab", "final", "in exchange",
)  # fmt: skip


class TestTheText:
    def test_names_the_rule_its_version_and_its_words(self) -> None:
        text = the_text()
        assert "V1.1 of the Quality policy, version 1, in force since February 1, 2024" in text.shown
        assert text.rule.text in text.shown
        assert text.shown.endswith(text.sentence)

    @pytest.mark.parametrize("word", ADMITS_OR_WAIVES)
    def test_admits_nothing_and_gives_up_nothing(self, word: str) -> None:
        ours = the_text().shown.replace(the_text().rule.text, "").lower()
        assert word not in ours

    def test_says_what_it_does_not_mean(self) -> None:
        said = " ".join(MEANS_NOT)
        assert "admits nothing" in said
        assert "gives up no right" in said
        assert "Without it nothing changes" in said

    def test_the_sentence_is_about_reading_alone(self) -> None:
        assert re.fullmatch(
            r"I have read rule \S+ of the [^,]+, version \d+, and I know what it asks\.", the_text().sentence
        )


class TestTheFingerprint:
    def test_is_of_everything_that_is_shown(self) -> None:
        text = the_text()
        others = (
            replace(text, title="Another title"),
            replace(text, case="WM-2611-0001"),
            replace(text, rule=replace(text.rule, version=2)),
            replace(text, rule=replace(text.rule, text="Another rule.")),
        )
        assert len({text.fingerprint, *(other.fingerprint for other in others)}) == 5

    def test_is_printed_so_that_it_can_be_read_aloud(self) -> None:
        assert re.fullmatch(r"[0-9a-f]{4}( [0-9a-f]{4}){3}", short(the_text().fingerprint))


class TestTheDifference:
    def test_from_the_last_version_signed_is_told_word_by_word(self) -> None:
        parts = difference("Work is paid here for two years.", "Work is paid here for three years.")
        assert [(p.kind, p.text) for p in parts] == [
            ("same", "Work is paid here for"),
            ("gone", "two"),
            ("new", "three"),
            ("same", "years."),
        ]

    def test_of_equal_texts_is_nothing(self) -> None:
        assert {part.kind for part in difference("The same.", "The same.")} == {"same"}


class TestTheReasonsOfALetterAboutABreach:
    @pytest.mark.parametrize("missing", [{"acts": ()}, {"most": ""}, {"why_most": " "}])
    def test_cannot_be_empty(self, missing: dict[str, str]) -> None:
        with pytest.raises(FactsMissing):
            a_breach(**missing)

    def test_name_the_evidence_of_each_act(self) -> None:
        with pytest.raises(FactsMissing):
            replace(a_breach().acts[0], evidence=())

    def test_do_not_name_who_reported_it(self) -> None:
        assert "Somebody reported it" in a_breach().acts[0].found
