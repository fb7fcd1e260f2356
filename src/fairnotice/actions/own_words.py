"""The boilerplate gate: whoever is told something that concerns them reads words that were written for them."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import ClassVar

from django.db.models import Count

from fairnotice.evaluation.record import explanation_from_json
from fairnotice.kernel.refusal import Refusal
from fairnotice.ledger.casebook import Docket
from fairnotice.ledger.dockets import CaseEvent
from fairnotice.ledger.hearing import SentWords, WordPrint
from fairnotice.ledger.people import Person
from fairnotice.notices.likeness import Likeness, likeness, prints_to_ask, prints_to_keep
from fairnotice.notices.own_words import Lack, lack_of, own_words
from fairnotice.policy.rulebook import Policy

COMPARED = 50
"""Earlier texts that are compared word by word: those that share most prints with the draft."""
ASKED_AT_ONCE = 500
LACKS = {
    Lack.BLANK: "Write down why. The account reads it word for word.",
    Lack.PLACEHOLDER: "Something is not filled in yet. Write out what stands in brackets, or say what you found.",
    Lack.QUOTATION: "This is the rule alone. Write what it means for this account, in your own words.",
}


class OwnWordsNeeded(Refusal):
    """A document with nothing but a placeholder or a rule in it says nothing to anybody."""

    code: ClassVar[str] = "own_words_needed"

    def __init__(self, *, lack: Lack) -> None:
        super().__init__(LACKS[lack])
        self.lack = lack


class NearCopy(Refusal):
    """What was sent to somebody else is no answer to this account."""

    code: ClassVar[str] = "near_copy"

    def __init__(self, *, found: Likeness, limit: float, draft: tuple[str, ...], sent_at: datetime) -> None:
        share = int(100 * found.share)
        super().__init__(
            f"{share} of 100 words were sent to another account already; the limit is {round(100 * limit)}. "
            "Say what is so in this case alone."
        )
        self.likeness = found
        self.limit = limit
        self.draft = draft
        self.sent_at = sent_at

    @property
    def shared(self) -> tuple[tuple[str, bool], ...]:
        """Return each own word of the draft, and whether the earlier text has it; nothing else of that is shown."""
        return tuple((word, place in self.likeness.shared) for place, word in enumerate(self.draft))


def ensure_own_words(docket: Docket, text: str, *, policy: Policy) -> None:
    """
    Allow *text* to go out in its author's name about this case, or refuse.

    Call it for every document that carries a person's reasons. What was sent is
    remembered by `remember_words` when the step is taken.

    Raises:
        OwnWordsNeeded: it is blank, a placeholder, or the rule and nothing else.
        NearCopy: another account was sent nearly the same words.
    """
    standing = standing_passages(policy)
    if (lack := lack_of(text, standing=standing)) is not None:
        raise OwnWordsNeeded(lack=lack)
    draft = own_words(text, standing=standing, names=names_around(docket))
    limit = policy.hearing.similarity
    for earlier in _earlier(draft, account_id=docket.row.account_id):
        found = likeness(draft, tuple(earlier.words.split()))
        if found.share >= limit:
            raise NearCopy(found=found, limit=limit, draft=draft, sent_at=earlier.event.occurred_at)


def remember_words(docket: Docket, written: CaseEvent, text: str, *, policy: Policy) -> None:
    """Keep the own words of what was sent to this account, to be found again when somebody else gets the same."""
    words = own_words(text, standing=standing_passages(policy), names=names_around(docket))
    prints = prints_to_keep(words)
    if prints:
        sent = SentWords.objects.create(event=written, account_id=docket.row.account_id, words=" ".join(words))
        WordPrint.objects.bulk_create(WordPrint(value=value, sent=sent) for value in prints)


def standing_passages(policy: Policy) -> tuple[str, ...]:
    """Return the texts that stand in many letters whoever writes them: the rules, and what each reason code says."""
    texts = [part for provision in policy.provisions for part in (provision.title, provision.text)]
    return tuple(texts + [rule.sentence for rule in policy.outcomes])


def names_around(docket: Docket) -> tuple[str, ...]:
    """Return every name that belongs to this case: the account, its people, its clients and workers, and ours."""
    found = explanation_from_json(docket.row.finding.explanation) if docket.row.finding else None
    named = {docket.row.account_name}
    for contract in found.contracts if found else ():
        named |= {contract.client_name or "", contract.worker_name or ""}
    people = {*docket.case.managers, *docket.case.members_told}
    named |= set(Person.objects.filter(pk__in=people).values_list("name", flat=True))
    named |= set(Person.objects.exclude(role="").values_list("name", flat=True))
    return tuple(sorted(named - {""}))


def earlier_words(draft: tuple[str, ...], *, account_id: str) -> tuple[str, ...]:
    """Return the own words of those earlier texts to other accounts that share most prints with the draft."""
    best = _sharing_most(draft, account_id=account_id)
    return tuple(SentWords.objects.filter(pk__in=best).values_list("words", flat=True))


def _earlier(draft: tuple[str, ...], *, account_id: str) -> list[SentWords]:
    """Return the earlier texts themselves, with their events."""
    best = _sharing_most(draft, account_id=account_id)
    return list(SentWords.objects.filter(pk__in=best).select_related("event"))


def _sharing_most(draft: tuple[str, ...], *, account_id: str) -> list[int]:
    """Return the keys of the texts to other accounts that share most prints with the draft."""
    prints = prints_to_ask(draft)
    shared: Counter[int] = Counter()
    for start in range(0, len(prints), ASKED_AT_ONCE):
        asked = WordPrint.objects.filter(value__in=prints[start : start + ASKED_AT_ONCE])
        most = asked.values("sent").annotate(shared=Count("id")).order_by("-shared")[: 4 * COMPARED]
        shared.update({row["sent"]: row["shared"] for row in most})
    best = [key for key, _ in shared.most_common(4 * COMPARED)]
    others = set(SentWords.objects.filter(pk__in=best).exclude(account_id=account_id).values_list("pk", flat=True))
    return [key for key in best if key in others][:COMPARED]
