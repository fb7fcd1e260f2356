"""What came of the demo, in plain words: how many were measured, found and told, and where to look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

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
    yield "Where to look"
    width = max(len(sample.what) for sample in outcome.samples)
    for sample in outcome.samples:
        yield f"  {sample.what:<{width}}  {outcome.site}{sample.path}"
    yield f"  {'mail as it left (.eml)':<{width}}  {outcome.home / 'mail'}"
    yield f"  {'letters on paper':<{width}}  {outcome.home / 'post'}"
    yield ""
    yield f"To sign in, open {outcome.site}/demo/ and choose a person; one click, no code."


def samples(letters: Sequence[LetterInHand], *, fine: str, unknown: str) -> tuple[Sample, ...]:
    """Return something of every kind to open; *fine* is an agency that is, *unknown* an account with few contracts."""
    told = {letter.account_id for letter in letters if letter.document == "team_notice"}
    first = [letter for letter in letters if letter.document == "first_notice"]
    wanted: tuple[tuple[str, Callable[[LetterInHand], bool]], ...] = (
        ("agency with a case, its team told", lambda one: one.opened and one.account_id in told),
        ("freelancer with a case", lambda one: one.account_kind == "freelancer"),
        ("case whose letter nobody could mail", lambda one: one.unreachable),
    )
    found = [Sample("people to sign in as", "/demo/")]
    for what, fits in wanted:
        for letter in first[::-1]:
            if fits(letter):
                found += [Sample(f"{what}: {letter.account_name}", f"/cases/{letter.case_reference}/")]
                break
    for letter in [one for one in first if one.opened][-1:]:
        found.append(Sample(f"letter to {letter.person_name}", f"/letters/{letter.notice_id}/"))
        found.append(Sample(f"stats of {letter.account_name}", f"/stats/{letter.account_id}/"))
    found += [
        Sample("stats of an agency that is fine", f"/stats/{fine}/"),
        Sample("stats with not enough evidence", f"/stats/{unknown}/"),
        Sample("the reviewers' queue", "/console/"),
        Sample("every letter", "/demo/letters/"),
    ]
    return tuple(found)


def _letters(outcome: Outcome) -> Iterator[str]:
    """Yield how many letters went where."""
    kinds = Counter(letter.document.replace("_", " ") for letter in outcome.letters)
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
