"""
The people and instants of a world without time.

Everybody acts at one instant, every deadline lies after it, and the clock acts after every deadline; whoever
acts too early does so a second after everybody. So each deadline may run out at any moment, in any order, and late.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from fairnotice.cases.case import Case

NOW = datetime(2026, 11, 2, tzinfo=UTC)
"""When people act."""
SECOND = timedelta(seconds=1)
DAY = timedelta(days=1)
EARLY = NOW + SECOND
"""When nothing has run out yet."""
RESPOND_BY = NOW + 14 * DAY
SPEAK_UNTIL = NOW + 21 * DAY
"""The members' time lasts longer than the managers', so that each must be waited for."""
HEARD_BY = NOW + 30 * DAY
"""The end of the time to respond to a supplement."""
LATER = NOW + 100 * DAY
"""When everybody has been heard."""
FAR = NOW + 4000 * DAY
"""When everything has run out."""

ANNA, BEN, MIA, EVA, NORA = 1, 2, 3, 4, 5
"""Two managers, a member, a stranger, and who buys the account."""
STAFF = (11, 12, 13, 14)
"""Four people; nobody is distinguished but by what they did, so the first who is new stands for all who are."""
FACTS = ("C-1", "C-2")
JOINED = ("C-3",)


def new_person(case: Case) -> int | None:
    """Return somebody who took no part, or None when everybody has."""
    return next((person for person in STAFF if person not in case.participants), None)


def people(case: Case) -> tuple[int, ...]:
    """Return somebody who took part, if anybody did, and somebody who did not, if anybody is left."""
    new = new_person(case)
    return (*case.participants[:1], *((new,) if new else ()))
