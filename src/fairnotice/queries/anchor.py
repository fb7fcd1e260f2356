"""An anchor: the journal's head, signed and kept elsewhere, so that even a journal forged as a whole is noticed."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings

from fairnotice.kernel.canonical import canonical
from fairnotice.kernel.refusal import Refusal
from fairnotice.ledger.chain import BEFORE_THE_FIRST, instant
from fairnotice.ledger.journal import JournalEntry
from fairnotice.ledger.signing import is_signed, public_key, sign

WHAT = "fairnotice anchor"


class NotAnAnchor(Refusal):
    """Refuse to compare the record with something else than an anchor as it was signed."""

    code: ClassVar[str] = "not_an_anchor"

    def __init__(self, why: str) -> None:
        super().__init__(f"This is not an anchor as it was signed: {why}.")
        self.why = why


def anchor(*, now: datetime) -> dict[str, Any]:
    """Return the journal's last row as of *now*, signed with the home's key."""
    last = JournalEntry.objects.order_by("-number").first()
    body = {
        "what": WHAT,
        "form": 1,
        "marketplace": settings.MARKETPLACE,
        "at": instant(now),
        "journal": {"number": last.number if last else 0, "digest": last.digest if last else BEFORE_THE_FIRST},
        "public_key": public_key(),
    }
    return {**body, "signature": sign(canonical(body).encode())}


def anchor_text(*, now: datetime) -> str:
    """Return the anchor as a file holds it."""
    return json.dumps(anchor(now=now), indent=2) + "\n"


def anchor_fault(text: str) -> str:
    """
    Return how the journal differs from the anchor in *text*; empty when what was there then is there still.

    Raises:
        NotAnAnchor: the text is something else, or was changed after it was signed.
    """
    kept = _read(text)
    number, digest = kept["journal"]["number"], kept["journal"]["digest"]
    if kept["public_key"] != public_key():
        return "It was signed with another key than this home's."
    if number == 0:
        return ""
    row = JournalEntry.objects.filter(number=number).first()
    if row is None:
        return f"Row {number} of the journal, which was the last on {kept['at']}, is gone."
    if row.digest != digest:
        return f"Row {number} of the journal is not the one of {kept['at']}: it or something before it was forged."
    return ""


def _read(text: str) -> dict[str, Any]:
    """Return the values of an anchor whose signature is good."""
    try:
        kept = json.loads(text)
        body = {key: value for key, value in kept.items() if key != "signature"}
        number, digest, signed = kept["journal"]["number"], kept["journal"]["digest"], canonical(body).encode()
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise NotAnAnchor("a part of it is missing") from error
    if kept.get("what") != WHAT or not isinstance(number, int) or not isinstance(digest, str):
        raise NotAnAnchor("it says that it is something else")
    if not is_signed(signed, signature=str(kept.get("signature")), by=str(kept.get("public_key"))):
        raise NotAnAnchor("its signature does not fit its words")
    return dict(kept)
