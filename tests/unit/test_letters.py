"""Every letter says what the model letters say, in their order, in plain words, and names its facts."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from fairnotice.notices import letters
from fairnotice.notices.documents import Document
from fairnotice.notices.html import as_html
from fairnotice.notices.letter import Letter, Section
from fairnotice.notices.stated_facts import FactsMissing
from fairnotice.notices.statement import MemberPart
from fairnotice.notices.text import WIDTH, as_text
from fairnotice.notices.threads import Cites, Lapse, Question
from tests.support import letters as support
from tests.support.letters import KEPT, LETTER_URL, LETTERS, an_envelope, as_kept, reasons, to_member
from tests.support.readability import grade, plain

every_letter = pytest.mark.parametrize("name", LETTERS)
NAMES = ("Quillfern Studio", "Mara Velling", "Teo Adeyemi", "Ruth Amsel", "Tomas Kral", "Hollis Museum", "Workmere")
NOT_SAID = (
    "negative outcome", "adverse", "bad job", "poor performer", "underperform", "at risk", "low quality", "flagged",
    "detected", "significant", "score", "probability", "posterior", "confidence", "credible", "interval", "excluded",
    "ignored", "eligible", "banned", "locked", "deactivated", "frozen", "reserved", "under review", "various",
    "several", "multiple issues", "as you know", "violation", "urgent", "unfortunately", "sorry", "regret",
    "thank", "cooperation", "the system", "algorithm", "midnight", "ban ", "appeal", "%", "!",
)  # fmt: skip
MEASURES = ("hold", "suspen", "closure")
"""Said in letters that tell of one, and in no other."""
AFTER_A_DECISION = frozenset(
    {
        Document.INTERIM_HOLD,
        Document.INTERIM_KEPT,
        Document.INTERIM_OVER,
        Document.APPEAL_RECEIPT,
        Document.DECISION_UPHELD,
        Document.DECISION_VARIED,
        Document.DECISION_REVERSED,
        Document.APPEAL_UNANSWERED,
        Document.FRESH_REVIEW_OWED,
        Document.REQUEST_RECEIPT,
        Document.REQUEST_GRANTED,
        Document.REQUEST_REFUSED,
        Document.DECISION,
        Document.ADVICE,
        Document.TEAM_DECISION,
        Document.EFFECT,
        Document.RESTRICTION_ENDED,
        Document.LIFTED,
    }
)
ORDER = ("THE RULE", "WHAT IT RESTS ON", "PLEASE ANSWER", "WHAT HELPS", "WHAT FOLLOWS", "TO OBJECT")


def said(letter: Letter) -> str:
    """Return our own words of a letter, without the quoted ones."""
    parts = [letter.subject, *letter.opening]
    for section in letter.sections:
        parts.extend([section.heading, *section.paragraphs, *section.items])
    return "\n\n".join([*parts, *letter.footer])


class TestEveryLetter:
    @every_letter
    def test_reads_as_it_was_read_and_approved(self, name: str) -> None:
        """After a change that is meant, run `python -m tests.support.letters` and read what it wrote."""
        assert as_kept(name) == (KEPT / f"{name}.txt").read_text(encoding="utf-8")

    def test_has_a_snapshot_and_every_document_has_a_letter(self) -> None:
        assert {path.stem for path in KEPT.glob("*.txt")} == set(LETTERS)
        assert {build().document for build in LETTERS.values()} == set(Document)

    @every_letter
    def test_fits_a_terminal(self, name: str) -> None:
        lines = as_kept(name).splitlines()[1:]
        assert [line for line in lines if len(line) > WIDTH and "://" not in line] == []
        assert all(line == line.rstrip() for line in lines)
        assert all(line.strip().startswith("http") for line in lines if "://" in line)

    @every_letter
    def test_says_nothing_that_is_on_the_list_of_what_we_do_not_say(self, name: str) -> None:
        letter = LETTERS[name]()
        ours = re.sub(r'"[^"]*"', "", said(letter)).lower()
        not_said = NOT_SAID if letter.document in AFTER_A_DECISION else (*NOT_SAID, *MEASURES)
        assert [word for word in not_said if word in ours] == []

    @every_letter
    def test_can_be_read_after_eight_years_of_school(self, name: str) -> None:
        letter = LETTERS[name]()
        words = [*letter.opening, *(p for section in letter.sections for p in section.paragraphs)]
        assert grade(plain("\n\n".join(words), names=NAMES)) <= 8

    @every_letter
    def test_keeps_the_order_of_a_letter(self, name: str) -> None:
        headings = [section.heading for section in LETTERS[name]().sections]
        places = [next((i for i, h in enumerate(headings) if h.startswith(known)), None) for known in ORDER]
        there = [place for place in places if place is not None]
        assert there == sorted(there)
        assert headings[-1].startswith("TO OBJECT")
        assert any(h == "THE RULE" for h in headings)

    @every_letter
    def test_quotes_its_rule_by_number_version_and_words(self, name: str) -> None:
        text = " ".join(as_kept(name).split())
        assert re.search(
            r"(Q2\.[12]|V1\.1) of the Quality policy, version 1, in force since February 1, 2024: \"(An?y?|Work) ", text
        )
        assert "other redress:" in text.lower()
        assert LETTERS[name]().reference in text

    @every_letter
    def test_fetches_nothing_from_anywhere(self, name: str) -> None:
        page = as_html(LETTERS[name](), letter_url=LETTER_URL)
        links = set(re.findall(r'href="([^"]+)"', page))
        assert links
        assert all(link.startswith("https://fairnotice.workmere.example/") for link in links)
        assert re.findall(r"<(?:img|script|link|iframe|video|audio|object|embed)\b|@import|url\(", page) == []

    @every_letter
    def test_has_the_same_words_on_screen_as_in_the_terminal(self, name: str) -> None:
        letter = LETTERS[name]()
        page = re.sub(r"<(style|head)\b.*?</\1>|<!--.*?-->", " ", as_html(letter), flags=re.DOTALL)
        words = " ".join(re.sub(r"<[^>]+>", " ", page).split())
        for unescaped, escaped in (("'", "&#x27;"), ('"', "&quot;"), ("&", "&amp;")):
            words = words.replace(escaped, unescaped)
        squeezed = re.sub(r"\s+", "", words)
        for section in letter.sections:
            for paragraph in (section.heading, *section.paragraphs, *section.items):
                assert re.sub(r"\s+", "", paragraph) in squeezed
        for group in letter.records:
            assert all(record.id in words for record in group.records)

    @every_letter
    def test_survives_being_kept(self, name: str) -> None:
        letter = LETTERS[name]()
        assert Letter.from_json(letter.as_json()) == letter

    @every_letter
    def test_has_at_most_one_button_and_no_link_twice(self, name: str) -> None:
        letter = LETTERS[name]()
        urls = [section.link.url for section in letter.sections if section.link]
        assert len(urls) == len(set(urls))
        assert urls


class TestALetterThatOpensACase:
    def test_says_first_what_has_not_happened(self) -> None:
        assert "Nothing is restricted" in LETTERS["first_notice_manager"]().opening[1]

    def test_names_every_contract_it_rests_on_with_its_date(self) -> None:
        text = as_kept("first_notice_manager")
        for contract in reasons().unsatisfied:
            assert f"{contract.id}, {contract.ended_on:%B} {contract.ended_on.day}, {contract.ended_on.year}" in text

    def test_says_that_a_program_found_it_and_nobody_decided(self) -> None:
        text = " ".join(as_kept("first_notice_manager").split())
        assert "A program found this in the look of November 1, 2026. No person has decided anything." in text

    def test_tells_that_the_time_has_not_started_and_how_long_it_is(self) -> None:
        text = " ".join(as_kept("first_notice_manager").split())
        assert "Your time has not started. It starts when this letter reaches you" in text
        assert "Then you have 14 full days." in text
        assert "Monday, November 23, 2026, 11:59 p.m., Lisbon time" in text

    def test_threatens_nothing_that_cannot_happen(self) -> None:
        assert "Nothing can be restricted by this letter." in as_kept("first_notice_manager")

    def test_says_so_when_the_zone_is_not_known(self) -> None:
        text = " ".join(as_kept("first_notice_unknown_zone").split())
        assert "11:59 p.m., counted where the day ends last on Earth, as we do not know your time zone" in text


class TestALetterToAMember:
    @pytest.mark.parametrize("name", [n for n, build in LETTERS.items() if build().reference.endswith("-M1")])
    def test_names_no_contract_of_anybody_else(self, name: str) -> None:
        others = {c.id for c in (*reasons().unsatisfied, *reasons().satisfied) if c.worker_id != "m-1"}
        assert others
        assert [other for other in others if other in as_kept(name)] == []
        assert "Noor" not in as_kept(name)

    @pytest.mark.parametrize("name", [n for n, build in LETTERS.items() if build().reference.endswith("-M1")])
    def test_tells_no_number_of_the_agency(self, name: str) -> None:
        assert "Our estimate" not in as_kept(name)

    def test_cannot_be_written_without_their_own_part(self) -> None:
        with pytest.raises(FactsMissing, match="own part"):
            letters.withdrawn(to_member(), reasons(), reasons="We were wrong.", noticed_on=None)

    def test_cannot_hold_two_peoples_contracts(self) -> None:
        why = reasons()
        with pytest.raises(FactsMissing, match="one member"):
            MemberPart(why.unsatisfied, (*why.satisfied, replace(why.satisfied[0], worker_id="m-9")))


class TestAnEarlyWord:
    def test_does_not_show_its_content_in_the_subject(self) -> None:
        assert LETTERS["heads_up"]().subject == "An early word about your recent contracts. Nothing to answer"


class TestALetterWithoutFacts:
    @pytest.mark.parametrize("blank", ["", "  \n"])
    def test_of_reply_cannot_be_built(self, blank: str) -> None:
        question = Question("WM-1-Q1", support.WRITTEN_AT.date(), "Why?")
        with pytest.raises(FactsMissing, match="answer"):
            letters.reply(an_envelope(), reasons(), question=question, answer=blank, cites=Cites(remedy=True))

    def test_of_reply_cites_something(self) -> None:
        with pytest.raises(FactsMissing, match="a contract of this case, or an act, or what would change the result"):
            Cites()

    def test_of_improvement_has_a_goal(self) -> None:
        with pytest.raises(FactsMissing, match="goals"):
            letters.improvement_started(
                an_envelope(),
                reasons(),
                goals=(),
                guidance="Be on time.",
                warned_on=date(2026, 11, 12),
                ends_at=support.END,
                deadlines=support.DEADLINES,
            )

    def test_of_withdrawal_has_reasons(self) -> None:
        with pytest.raises(FactsMissing, match="reasons"):
            letters.withdrawn(an_envelope(), reasons(), reasons=" ", noticed_on=None)

    def test_of_no_improvement_has_an_unsatisfied_later_contract(self) -> None:
        with pytest.raises(FactsMissing, match="later contract"):
            letters.not_improved(an_envelope(), reasons(), after=support.later(good=True), deadlines=support.DEADLINES)

    def test_of_any_kind_has_no_empty_part(self) -> None:
        letter = LETTERS["reply"]()
        for part in ("subject", "salutation", "opening", "sections", "signature", "reference", "footer"):
            empty: Any = {part: () if isinstance(getattr(letter, part), tuple) else " "}
            with pytest.raises(FactsMissing, match=part):
                replace(letter, **empty)


class TestALapsedCase:
    @pytest.mark.parametrize("because", Lapse)
    def test_says_why_and_that_it_leaves_no_trace(self, because: Lapse) -> None:
        text = as_text(letters.lapsed(an_envelope(), reasons(), because=because, noticed_on=None))
        assert "The case leaves no trace" in text


class TestWordsFromOutside:
    def test_cannot_become_markup(self) -> None:
        why = reasons()
        bad = replace(why.unsatisfied[0], comment="<script>alert(1)</script> & co", client_name='"><img src=x>')
        why = replace(why, unsatisfied=(bad, *why.unsatisfied[1:]))
        envelope = an_envelope(account_name="<b>Studio</b>", recipient_name="</td><script>")
        page = as_html(letters.first_notice(envelope, why, deadlines=support.DEADLINES))
        assert "<script" not in page
        assert "<img" not in page
        assert "<b>Studio" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; co" in page

    def test_that_are_very_long_do_not_break_a_line_of_ours(self) -> None:
        section = Section("ONE", ("word " * 200,))
        text = as_text(replace(LETTERS["reply"](), sections=(section,)))
        assert max(len(line) for line in text.splitlines()) <= WIDTH
