"""Invented replies of a quality team: each said to somebody, and what becomes of it in other hands."""

from __future__ import annotations

import random

REPLIES = (
    (
        "C-87760 counts because the client rated it on September 2, three weeks after the work was handed over, "
        "and the rating was not withdrawn. The window of the rule begins when the contract ends, so an early "
        "rating would have been left out. Yours was not early. If the client takes it back, tell us and the number "
        "falls by itself."
    ),
    (
        "We read the messages of contract C-88213. The client asked for a second design on August 14 and agreed to "
        "pay for it. The rating complains about exactly that second design being late, so it concerns work that "
        "was agreed. We keep it among the contracts that count, and you can still show us the message in which the "
        "date was moved."
    ),
    (
        "You are right about the two hourly contracts with the museum. Both were ended by the client before "
        "anybody had logged an hour, so neither is a rated contract. They were left out from the beginning and "
        "stand on your page under the heading of what does not count. Nothing about them changes the estimate."
    ),
    (
        "Seven satisfied contracts with clients who have not worked with you before would end this. Fewer are "
        "needed if one of the three contracts from spring is shown not to count: then it is four. The list below "
        "says which contracts those are. A pause does no harm, and the finding lapses in January if nothing new is "
        "rated."
    ),
    (
        "The agency is judged on what its whole team delivered. Eight of the ten unsatisfied contracts were worked "
        "by one member, as your own table shows. That does not move them away from the agency, which chose who "
        "works on what; it does tell you where a change would help first. Your own freelancer account is not part "
        "of this case."
    ),
    (
        "I looked at the dispute about the logo. It was decided for you on October 3, and the client had rated "
        "before the decision. A rating that a decided dispute contradicts is left out, and that is what I have "
        "asked for. The next measurement, tonight, leaves it out, and you will be written to with the new numbers."
    ),
)
SHORT = (
    "C-12 was left out.",
    "C-87760 counts: it was rated after the work ended.",
    "Yes, both of them.",
    "C-88213 was rated early, so we left it out.",
)
PARAPHRASES = (
    (
        "The rating of C-87760 stays in. Your client gave it on September 2, and by then the work had been with "
        "them for three weeks; they have not taken it back since. Had it come before the end of the contract we "
        "would have dropped it. Should the client change their mind, the figure goes down without any request from "
        "you."
    ),
    (
        "According to the messages of C-88213 the second design was an extra that your client ordered in mid "
        "August and wanted to pay for. What they complain about is the delay of this extra. That is agreed work, "
        "hence the contract remains. A message that moves the deadline would change that, so please send it if "
        "there is one."
    ),
    (
        "The museum closed both hourly contracts itself and no hour had been booked on either. They are therefore "
        "no rated work, were never counted, and appear on your page in the part for things left out. The result is "
        "the same with or without them."
    ),
)
"""The first three replies in other words, as a second person would put them."""
BOILERPLATE = (
    "Thank you for reaching out to us. We take every concern seriously and have carefully reviewed the information "
    "available. Our decision follows the policy that applies to all accounts on the marketplace. We understand that "
    "this may be frustrating and appreciate your patience while we work to keep the platform safe for everybody."
)


def with_another_id(text: str, *, number: int = 70001) -> str:
    """Return the same text about another contract and another day."""
    swapped = text.replace("87760", str(number)).replace("88213", str(number + 1))
    return swapped.replace("September 2", "June 19").replace("August 14", "May 30").replace("October 3", "July 7")


def shuffled(text: str, *, seed: int = 1) -> str:
    """Return the words of *text* in another order."""
    words = text.split()
    random.Random(seed).shuffle(words)  # noqa: S311  no secret
    return " ".join(words)


def sentences_moved(text: str) -> str:
    """Return the last sentence of *text* first."""
    sentences = text.split(". ")
    return ". ".join([sentences[-1].rstrip("."), *sentences[:-1]]) + "."


def some_exchanged(text: str, *, one_in: int = 12) -> str:
    """Return *text* with each so-manieth word exchanged."""
    return " ".join("indeed" if place % one_in == one_in - 1 else word for place, word in enumerate(text.split()))


def padded(text: str, *, words: int) -> str:
    """Return *text* with own words around it."""
    own = PARAPHRASES[2].split()[:words]
    return f"{' '.join(own)}. {text}"


def half_of(text: str) -> str:
    """Return the first half of *text*."""
    words = text.split()
    return " ".join(words[: len(words) // 2])
