"""What the boilerplate gate sees in a text: whose words they are, and whether they were sent before."""

from __future__ import annotations

import pytest

from fairnotice.notices.likeness import likeness
from fairnotice.notices.own_words import Lack, lack_of, own_words
from fairnotice.notices.question_parts import composed, parts_of
from tests.support.replies import (
    BOILERPLATE,
    PARAPHRASES,
    REPLIES,
    SHORT,
    half_of,
    padded,
    sentences_moved,
    shuffled,
    some_exchanged,
    with_another_id,
)

LIMIT = 0.80
RULE = "An agency is asked to improve when its clients are satisfied in fewer than 75 of 100 contracts."
EVERY = (*REPLIES, BOILERPLATE)


def share(draft: str, earlier: str) -> float:
    return likeness(own_words(draft), own_words(earlier)).share


class TestOwnWords:
    def test_leave_out_names_numbers_dates_and_addresses(self) -> None:
        text = (
            "Dear Mara Velling: C-87760 of Hollis Museum counts since March 3, see https://x.example/y or a@b.example."
        )
        assert own_words(text, names=("Mara Velling", "Hollis Museum")) == (
            "dear",
            "of",
            "counts",
            "since",
            "see",
            "or",
        )

    def test_leave_out_the_rule_they_quote(self) -> None:
        assert own_words(f"It says: {RULE} Yours fell below that.", standing=[RULE]) == (
            *("it", "says", "yours", "fell", "below", "that"),
        )


class TestALetterWithoutReasons:
    @pytest.mark.parametrize("text", ["", "   \n ", "\t"])
    def test_is_blank(self, text: str) -> None:
        assert lack_of(text) is Lack.BLANK

    @pytest.mark.parametrize(
        "text",
        [
            "...",
            "-",
            "n/a",
            "TBD",
            "See above.",
            "Policy.",
            "Dear {name}, {reason}",
            "It counts. [insert reason]",
            "____",
            "Lorem ipsum dolor",
        ],
    )
    def test_is_a_placeholder(self, text: str) -> None:
        assert lack_of(text) is Lack.PLACEHOLDER

    @pytest.mark.parametrize("text", [RULE, f"Q2.1: {RULE}", f"{RULE} Indeed."])
    def test_is_the_rule_alone(self, text: str) -> None:
        assert lack_of(text, standing=[RULE]) is Lack.QUOTATION

    @pytest.mark.parametrize("text", [*SHORT, *REPLIES, f"{RULE} Five of your seven were not.", "Rated early."])
    def test_is_not_one_with_reasons(self, text: str) -> None:
        assert lack_of(text, standing=[RULE]) is None


class TestANearCopy:
    """The table of decision 29 in numbers."""

    @pytest.mark.parametrize("text", EVERY)
    def test_is_the_same_about_another_contract(self, text: str) -> None:
        assert share(with_another_id(text), text) == 1

    @pytest.mark.parametrize("text", EVERY)
    def test_is_the_same_in_another_order(self, text: str) -> None:
        assert share(shuffled(text), text) == 1
        assert share(sentences_moved(text), text) == 1

    @pytest.mark.parametrize("text", EVERY)
    def test_is_the_same_with_few_words_exchanged_added_or_cut(self, text: str) -> None:
        assert share(some_exchanged(text), text) >= LIMIT
        assert share(half_of(text), text) == 1
        if text != REPLIES[2]:
            assert share(padded(text, words=10), text) >= LIMIT

    @pytest.mark.parametrize(("draft", "earlier"), list(zip(PARAPHRASES, REPLIES[:3], strict=True)))
    def test_is_not_the_same_said_in_other_words(self, draft: str, earlier: str) -> None:
        assert share(draft, earlier) < 0.4

    def test_is_not_another_answer(self) -> None:
        every = (*EVERY, *PARAPHRASES)
        pairs = {(a, b) for a in every for b in every if a != b} - set(zip(PARAPHRASES, REPLIES, strict=False))
        pairs -= set(zip(REPLIES, PARAPHRASES, strict=False))
        assert max(share(a, b) for a, b in pairs) < 0.4

    @pytest.mark.parametrize("text", SHORT)
    def test_is_not_a_short_honest_answer(self, text: str) -> None:
        assert share(text, text) == 0

    def test_is_not_one_with_as_much_again_of_ones_own(self) -> None:
        assert share(padded(BOILERPLATE, words=30), BOILERPLATE) < LIMIT


class TestTheParts:
    def test_are_split_by_the_askers_own_question_marks(self) -> None:
        text = "About C-1:\n\nHello. What is this about? Which contracts, and what would change it? I wait."
        assert parts_of(text) == ("What is this about?", "Which contracts, and what would change it?")

    def test_are_one_where_nobody_marked_any(self) -> None:
        assert parts_of("Tell me which contracts.") == ("Tell me which contracts.",)
        assert parts_of("See https://x.example/?a=1 please") == ("See https://x.example/?a=1 please",)

    def test_are_answered_each_under_its_own_words(self) -> None:
        text = composed(("Which?", "Why?"), ("C-12.", "It was rated late."), "Write again any time.")
        assert text == "You asked: “Which?”\nC-12.\n\nYou asked: “Why?”\nIt was rated late.\n\nWrite again any time."
