"""What came of the demo, in plain words: how many were measured, found and told, and where to look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from fairnotice.queries.demo_scenes import Bystanders, Scenes
from fairnotice.queries.demonstration import LetterInHand, OpenMatter, PastLook

VERDICTS = (
    ("clear", "clear: nothing to do"),
    ("insufficient_evidence", "not enough evidence, which never counts against anybody"),
    ("heads_up", "an early private word, without consequence"),
    ("finding", "found below the standard: a letter, and time to answer"),
)


@dataclass(frozen=True, slots=True)
class Sample:
    """Something to open: what it is, and its address."""

    what: str
    path: str
    who: str = ""
    """As whom to sign in for it; empty when anybody may look."""


IN_WORDS = {"heads_up": "early word", "re_review_answer": "word on later work"}
EVERY_LETTER = Sample("every letter", "/demo/letters/")


@dataclass(frozen=True, slots=True)
class Outcome:
    """Everything the report tells."""

    site: str
    home: Path
    now: datetime
    looks: tuple[PastLook, ...]
    matters: tuple[OpenMatter, ...]
    letters: tuple[LetterInHand, ...]
    found: int
    """Accounts found in any look."""
    rightly: int
    """Of these, those whose true quality was below the standard."""
    samples: tuple[Sample, ...]


def report(outcome: Outcome) -> Iterator[str]:
    """Yield the report line by line."""
    for look in outcome.looks:
        yield f"Look of {_day(look)}: {sum(look.summary.values()):,} accounts measured"
        for verdict, words in VERDICTS:
            yield f"  {look.summary.get(verdict, 0):>6,}  {words}"
    yield ""
    yield f"Found in all: {outcome.found} accounts. {_truth(outcome)}"
    yield from _letters(outcome)
    yield from _matters(outcome.matters)
    yield ""
    yield f"The demo's clock shows {outcome.now:%A, %B} {outcome.now.day}, {outcome.now:%Y, %H:%M} UTC."
    yield ""
    yield "Where to look, and as whom"
    shown = [
        *((one.what, f"{outcome.site}{one.path}", one.who) for one in outcome.samples),
        ("mail as it left (.eml)", str(outcome.home / "mail"), ""),
        ("letters on paper", str(outcome.home / "post"), ""),
    ]
    wide, long = (max(len(row[column]) for row in shown) for column in (0, 1))
    for what, where, who in shown:
        yield f"  {what:<{wide}}  {where:<{long}}  {who}".rstrip()
    yield ""
    yield f"To sign in, open {outcome.site}/demo/ and choose a person; one click, no code."


def samples(found: Scenes, aside: Bystanders) -> tuple[Sample, ...]:
    """Return something of every kind to open; what did not happen is left out."""
    written = (
        ("stats of an agency with a case", "/stats/{one.account_id}/", found.agency),
        ("its case, of which its team was told", "/cases/{one.case_reference}/", found.agency),
        ("its letter", "/letters/{one.notice_id}/", found.agency),
        ("the letter to a team member", "/letters/{one.notice_id}/", found.member),
        ("case of a freelancer", "/cases/{one.case_reference}/", found.freelancer),
        ("the record of an account with a violation", "/record/{one.account_id}/", found.breach),
        ("letter nobody has opened yet: do", "/letters/{one.notice_id}/", found.waiting),
    )
    untouched = (
        ("stats of an agency that is fine", aside.agency),
        ("stats of a freelancer who is fine", aside.freelancer),
        ("stats with not enough evidence", aside.unknown),
    )
    listed = [Sample(what, path.format(one=one), one.person_name) for what, path, one in written if one]
    listed += [Sample(what, f"/stats/{one.account_id}/", one.person_name) for what, one in untouched if one]
    if one := found.paper:
        queue = f"/console/cases/{one.case_reference}/" if one.case_reference else "/console/"
        listed.append(Sample(f"mail did not reach {one.person_name}", queue, "a reviewer"))
    return (*listed, Sample("the reviewers' queue", "/console/", "a reviewer"), EVERY_LETTER)


def _letters(outcome: Outcome) -> Iterator[str]:
    """Yield how many letters went where."""
    kinds = Counter(IN_WORDS.get(letter.document, letter.document.replace("_", " ")) for letter in outcome.letters)
    yield f"Letters: {len(outcome.letters)} ({', '.join(f'{count} {kind}' for kind, count in sorted(kinds.items()))})."
    mailed = sum(letter.mailed for letter in outcome.letters)
    opened = sum(letter.opened for letter in outcome.letters)
    paper = sum(letter.unreachable for letter in outcome.letters)
    yield f"  {mailed} mailed, {opened} opened by their recipients, {paper} on paper, for want of an address."


def _matters(matters: Sequence[OpenMatter]) -> Iterator[str]:
    """Yield where the cases stand."""
    stages = Counter((matter.outcome or matter.stage).replace("_", " ") for matter in matters)
    yield f"Cases: {len(matters)} ({', '.join(f'{count} {stage}' for stage, count in sorted(stages.items()))})."


def _truth(outcome: Outcome) -> str:
    """Return how many were found rightly, which only a simulation knows."""
    if outcome.found == outcome.rightly:
        return "Each of them truly is below the standard; only the simulation knows."
    return f"{outcome.rightly} of them truly are below the standard; only the simulation knows."


def _day(look: PastLook) -> str:
    """Return the day of a look in words."""
    return f"{look.look_on:%B} {look.look_on.day}, {look.look_on.year}"
