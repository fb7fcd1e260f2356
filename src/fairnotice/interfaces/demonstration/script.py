"""What happens in the demo, day by day: facts arrive, looks are taken, letters leave, people open them or do not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

from fairnotice.actions.prove_delivery import ProveDelivery, prove_delivery
from fairnotice.actions.publish_policy import PublishPolicy, publish_policy
from fairnotice.actions.record_bounce import RecordBounce, record_bounce
from fairnotice.interfaces import clock
from fairnotice.interfaces.demonstration import staff
from fairnotice.interfaces.demonstration.facts import write_drops
from fairnotice.interfaces.demonstration.world import FIRST_LOOK, SECOND_LOOK
from fairnotice.interfaces.jobs.sweep import sweep
from fairnotice.lab.world import World
from fairnotice.queries.demonstration import letters_in_hand
from fairnotice.queries.policies import packaged_policy_text
from fairnotice.warehouse.home import Warehouse
from fairnotice.warehouse.importing import import_facts

Say = Callable[[str], None]
SWEEPS = (1, 7, 13, 19)
"""Hours (UTC) at which the jobs run on a played day: somewhere it is working time at each."""


@dataclass(frozen=True, slots=True)
class Month:
    """The days of one look: working days, because bad news comes on no other."""

    look: datetime
    delivered_on: date
    opened_on: date
    team_on: date
    """The managers' head start is over."""
    late: str
    """The kind of account of which one does not open its letter: no time runs for it."""
    bounces: bool
    """Whether a mail comes back."""


OCTOBER = Month(FIRST_LOOK, date(2026, 10, 5), date(2026, 10, 6), date(2026, 10, 13), late="agency", bounces=False)
NOVEMBER = Month(SECOND_LOOK, date(2026, 11, 5), date(2026, 11, 6), date(2026, 11, 12), late="freelancer", bounces=True)
QUESTION_ON, ANSWERS_ON = date(2026, 10, 14), date(2026, 10, 15)
REVIEWS_ON = (date(2026, 10, 19), date(2026, 10, 26))
"""First those who answered; then those whose time to answer ran out in silence."""
VIOLATION_ON, LETTER_ON, SIGNS_ON = date(2026, 10, 20), date(2026, 10, 21), date(2026, 10, 22)
LAST_LETTERS_ON = date(2026, 10, 28)


def play(home: Path, world: World, say: Say) -> None:
    """Play the whole demo in *home*; only the clock is the demo's own, every deed is the program's."""
    clock.travel_to(OCTOBER.look)
    publish_policy(PublishPolicy(text=packaged_policy_text()), now=clock.now())
    reviewers = staff.hire()
    say("Simulating a marketplace")
    (september, early_rows), (october, late_rows) = write_drops(world, home / "facts")
    for line in _look(home, OCTOBER, september, early_rows):
        say(line)
    for line in _autumn(reviewers):
        say(line)
    for line in _look(home, NOVEMBER, october, late_rows):
        say(line)


def _look(home: Path, month: Month, drop: Path, rows: int) -> Iterator[str]:
    """Facts arrive, everybody is measured, letters leave, most are opened, teams are told."""
    clock.travel_to(month.look)
    yield f"{_day(month.look)}: importing what the marketplace reported ({rows:,} rows)"
    import_facts(Warehouse.of_home(home), [drop], now=clock.now(), progress=_quiet)
    yield f"{_day(month.look)}: looking at everybody"
    sweep(now=clock.now())
    yield f"{_day(month.delivered_on)}: letters leave in their recipients' working hours"
    _work_through(month.delivered_on)
    clock.travel_to(datetime.combine(month.opened_on, time(10), UTC))
    for name in _bounce_one() if month.bounces else ():
        yield f"{_day(month.opened_on)}: the mail to {name} comes back; staff get the letter on paper"
    opened, waiting = _open_letters(late=month.late)
    yield f"{_day(month.opened_on)}: {opened} of {waiting} letters are opened"
    yield f"{_day(month.team_on)}: the managers' head start is over, their teams are told"
    _work_through(month.team_on)


def _autumn(reviewers: tuple[int, ...]) -> Iterator[str]:
    """Between the looks accounts ask and answer, and reviewers work their queue."""
    scenes: tuple[tuple[date, Callable[[], Iterator[str]]], ...] = (
        (QUESTION_ON, lambda: staff.question_and_reply(reviewers[0])),
        (ANSWERS_ON, staff.answers),
        (REVIEWS_ON[0], lambda: staff.reviews(reviewers)),
        (VIOLATION_ON, lambda: staff.opens_about_a_violation(reviewers[-1])),
        (LETTER_ON, lambda: iter(())),
        (SIGNS_ON, staff.confirmations),
        (REVIEWS_ON[1], lambda: staff.reviews(reviewers)),
        (LAST_LETTERS_ON, lambda: iter(())),
    )
    for day, scene in scenes:
        _work_through(day)
        for line in scene():
            yield f"{_day(day)}: {line}"
        _open_letters(late=OCTOBER.late if day < REVIEWS_ON[-1] else "")


def _open_letters(*, late: str) -> tuple[int, int]:
    """Open the letters that a mail points to, but for the first notices of the last account of kind *late*."""
    waiting = [one for one in letters_in_hand() if one.mailed and not one.unreachable and not one.opened]
    first = [one.case_id for one in waiting if one.document == "first_notice" and one.account_kind == late]
    openers = [one for one in waiting if one.document != "first_notice" or one.case_id not in first[-1:]]
    for letter in openers:
        opened = ProveDelivery(notice_id=letter.notice_id, kind="opened", person_id=letter.person_id)
        prove_delivery(opened, now=clock.now())
    return len(openers), len(waiting)


def _bounce_one() -> Iterator[str]:
    """Of a team with several managers the last one's mailbox is full, as a mail server would tell."""
    first = [letter for letter in letters_in_hand() if letter.document == "first_notice" and letter.mailed]
    unread = [letter for letter in first if not letter.opened]
    last = next((letter for letter in reversed(unread) if letter.role == "manager"), None)
    if last and sum(letter.case_id == last.case_id for letter in first) > 1:
        record_bounce(RecordBounce(letter=str(last.notice_id), reason="552 mailbox full"), now=clock.now())
        yield last.person_name


def _work_through(day: date) -> None:
    """Run the jobs through a whole day."""
    for hour in SWEEPS:
        clock.travel_to(datetime.combine(day, time(hour), UTC))
        sweep(now=clock.now())


def _day(day: date) -> str:
    """Return a day in words."""
    return f"{day:%B} {day.day}"


def _quiet(*_told: object, **_named: object) -> None:
    """Say nothing."""
