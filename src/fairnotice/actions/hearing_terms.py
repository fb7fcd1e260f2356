"""What a policy says of being heard, and what holds where it says nothing."""

from __future__ import annotations

from dataclasses import dataclass

from fairnotice.policy.rulebook import Policy

MEGABYTE = 1_000_000
FILE_TYPES = (
    "application/pdf",
    "image/png",
    "image/jpeg",
    "image/gif",
    "image/webp",
    "image/heic",
    "text/plain",
    "audio/mpeg",
    "video/mp4",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.oasis.opendocument.text",
    "application/vnd.oasis.opendocument.spreadsheet",
)


@dataclass(frozen=True, slots=True)
class HearingTerms:
    """The terms of being heard."""

    similarity: float = 0.80
    """A document that is more of a copy than this, from 0 to 1, is not sent."""
    file_bytes: int = 20 * MEGABYTE
    """The largest file that is taken."""
    files: int = 10
    """How many at once."""
    file_types: tuple[str, ...] = FILE_TYPES
    plan_days: int = 7
    """A proposed plan that nobody answers in these days holds as proposed."""


def hearing_terms(policy: Policy) -> HearingTerms:
    """Return what *policy* says; each term that it leaves open has its default."""
    said = getattr(policy, "hearing", None)
    plain = HearingTerms()
    values = {name: getattr(said, name, None) for name in HearingTerms.__slots__}
    return HearingTerms(
        similarity=values["similarity"] or plain.similarity,
        file_bytes=values["file_bytes"] or plain.file_bytes,
        files=values["files"] or plain.files,
        file_types=tuple(values["file_types"] or plain.file_types),
        plan_days=values["plan_days"] or plain.plan_days,
    )
