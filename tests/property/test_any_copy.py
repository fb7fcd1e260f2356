"""Whatever is done to a text by a copier's hand, it is found; whatever somebody writes anew is not."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from fairnotice.notices.likeness import LEAST, likeness, prints_to_ask, prints_to_keep
from fairnotice.notices.own_words import own_words
from fairnotice.notices.question_parts import parts_of

LIMIT = 0.80
WORDS = st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=2, max_size=9)
TEXTS = st.lists(WORDS, min_size=LEAST, max_size=120)
IDS = st.integers(min_value=1, max_value=99_999).map(lambda number: f"C-{number}")


class TestACopy:
    @given(TEXTS, st.randoms(use_true_random=False))
    def test_with_its_words_in_another_order_is_a_copy(self, words: list[str], chance: random.Random) -> None:
        moved = [*words]
        chance.shuffle(moved)
        before, after = own_words(" ".join(words)), own_words(" ".join(moved))
        if min(len(before), len(after)) >= LEAST:
            assert likeness(after, before).share >= LIMIT
            assert set(prints_to_ask(after)) & set(prints_to_keep(before))

    @given(TEXTS, st.lists(IDS, min_size=2, max_size=6), st.lists(IDS, min_size=2, max_size=6))
    def test_about_another_contract_is_a_copy(self, words: list[str], ids: list[str], others: list[str]) -> None:
        first = own_words(" ".join([ids[0], *words, *ids[1:]]))
        second = own_words(" ".join([others[0], *words, *others[1:]]))
        assert first == second

    @given(TEXTS, st.integers(min_value=0, max_value=100))
    def test_cut_out_of_a_long_text_is_found_again(self, words: list[str], start: int) -> None:
        whole = own_words(" ".join(words))
        part = whole[start : start + 20]
        if len(part) >= LEAST:
            assert likeness(part, whole).share >= LIMIT
            assert set(prints_to_ask(part)) & set(prints_to_keep(whole))

    @given(TEXTS)
    def test_is_wholly_like_itself(self, words: list[str]) -> None:
        own = own_words(" ".join(words))
        if len(own) >= LEAST:
            assert likeness(own, own).share == 1.0
            assert likeness(own, own).shared == frozenset(range(len(own)))


class TestAnotherText:
    @given(TEXTS, TEXTS)
    def test_is_as_like_as_the_words_they_share(self, first: list[str], second: list[str]) -> None:
        ours, theirs = own_words(" ".join(first)), own_words(" ".join(second))
        found = likeness(ours, theirs)
        assert 0 <= found.share <= 1
        if not set(ours) & set(theirs):
            assert found.share == 0

    @given(st.lists(WORDS, max_size=LEAST - 1), TEXTS)
    def test_that_is_short_is_never_a_copy(self, short: list[str], text: list[str]) -> None:
        words = own_words(" ".join(short))
        assert likeness(words, own_words(" ".join(text))).share == 0
        assert prints_to_keep(words) == ()


class TestAQuestion:
    @given(st.lists(st.lists(WORDS, min_size=1, max_size=8), min_size=1, max_size=6))
    def test_has_as_many_parts_as_its_author_marked(self, asked: list[list[str]]) -> None:
        sentences = [f"{' '.join(words)}?" for words in asked]
        assert parts_of(" ".join(sentences)) == tuple(dict.fromkeys(sentences))
