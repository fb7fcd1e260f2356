"""The record of a case for staff: every event in order, every letter and how far it came."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from fairnotice.notices import words
from fairnotice.queries.case_letters import Carriage, LetterOnRecord
from fairnotice.queries.case_record import CaseRecord

EVENTS: Mapping[str, str] = {
    "CaseOpened": "Case opened",
    "NoticeServed": "Letter proven delivered",
    "DeliveryLapsed": "Ended: the letter reached nobody",
    "TeamTold": "Team told",
    "Extended": "More time given",
    "QuestionAsked": "Question asked",
    "ReplySent": "Reply sent",
    "QuestionUnanswered": "Question not answered in time",
    "ResponseReceived": "Answer received",
    "StatementAdded": "Statement added",
    "ResponseWindowLapsed": "Time to answer ended",
    "ReviewLapsed": "Ended: not reviewed in time",
    "Withdrawn": "Withdrawn",
    "ImprovementStarted": "Time to improve started",
    "ImprovementServed": "Word of the time to improve proven delivered",
    "Reminded": "Reminder sent",
    "OutcomesCounted": "New ratings counted",
    "ReEvaluatedImproved": "Improved",
    "ReEvaluatedNotImproved": "Not improved",
    "ImprovementProlonged": "Time to improve prolonged",
    "ImprovementLapsed": "Ended: too little later work",
    "FindingStands": "New ratings: the finding stands longer",
    "FindingLapsed": "Ended: nothing new was rated",
    "RequestOpened": "Request received",
    "FindingJoined": "More found on the same matter",
    "SupplementServed": "What was added proven delivered",
    "SupplementLapsed": "What was added reached nobody and is dropped",
    "PlanProposed": "Plan proposed",
    "PlanAccepted": "Plan accepted by our silence",
    "EvidenceAdded": "Evidence handed in",
    "Acknowledged": "Confirmed as read",
    "AcknowledgementWithdrawn": "Confirmation taken back",
    "RepresentativeAdmitted": "Representative admitted",
    "RepresentativeDismissed": "Representative dismissed",
    "FindingCorrected": "Ended: with the data corrected nothing would have been found",
    "MeasureProposed": "Measure proposed",
    "ProposalLapsed": "Ended: not decided in time",
    "Seconded": "Second view written",
    "DecisionMade": "Decided",
    "DecisionServed": "Decision proven delivered",
    "NoticePeriodOver": "Notice period over",
    "EffectGiven": "Restriction begun",
    "EffectLapsed": "Ended: no effect was given in time",
    "RestrictionEnded": "Restriction ended on its day",
    "ExitMet": "Restriction ended early: its exit was met",
    "Lifted": "Restriction lifted",
    "InterimHoldImposed": "Interim hold begun",
    "InterimHoldReviewed": "Interim hold reviewed",
    "InterimLapsed": "Interim hold fell: not reviewed in time",
    "InterimEnded": "Interim hold ended",
    "AppealFiled": "Objection received",
    "DecisionUpheld": "Decision upheld",
    "DecisionVaried": "Lighter measure put in its place",
    "DecisionReversed": "Decision reversed",
    "AppealUnanswered": "Reversed: the objection was not answered in time",
    "FreshReviewOwed": "Fresh review owed",
    "FreshReviewUnanswered": "Reversed: nobody looked anew in time",
    "RestorationConfirmed": "Everything put back",
    "RestorationLate": "Putting back is late: compensation owed",
    "ProvisionPaused": "Rule paused",
    "ProvisionResumed": "Rule resumed",
    "ProvisionRetired": "Rule retired",
    "AccountLeft": "Account left",
    "Transferred": "Account changed hands",
    "RequestGranted": "Request granted",
    "RequestRefused": "Request refused",
    "RequestUnanswered": "Request granted: not answered in time",
    "RequestWithdrawn": "Request withdrawn",
    "ErasureRequested": "Erasure of words requested",
    "Shredded": "Words erased",
    "CaseClaimed": "Claimed",
    "CaseGivenBack": "Given back",
}
"""Every event in words; a test holds it complete."""
ACTORS = {"clock": "by date", "engine": "by program", "world": "delivery"}
STATES: Mapping[str, str] = {
    "queued": "waits for its hour",
    "handing": "being sent",
    "handed": "being sent",
    "sent": "sent",
    "bounced": "came back",
    "doubt": "in doubt, not sent again",
    "failed": "refused, never left",
}
PROOFS = {"opened": "opened while signed in", "seen": "confirmed as seen", "signed_post": "signed for on paper"}


@dataclass(frozen=True, slots=True)
class Line:
    """One event in words."""

    number: int
    title: str
    by: str
    when: str
    words: str


@dataclass(frozen=True, slots=True)
class LetterLine:
    """One letter, its ways, and what staff can record about it."""

    id: UUID
    subject: str
    to: str
    document: str
    ways: tuple[str, ...]
    proof: str
    needs_post: bool
    may_bounce: bool
    text: str


def history_of(record: CaseRecord, *, zone: str) -> tuple[Line, ...]:
    """Return every event of the case, oldest first."""
    return tuple(
        Line(
            number=event.number,
            title=EVENTS[event.name],
            by=event.actor_name or ACTORS.get(event.actor_kind, event.actor_kind),
            when=words.moment(event.at, zone),
            words=event.words,
        )
        for event in record.events
    )


def letters_of(record: CaseRecord, *, zone: str) -> tuple[LetterLine, ...]:
    """Return every letter of the case with its delivery state, oldest first."""
    return tuple(_letter(letter, zone) for letter in record.letters)


def _letter(letter: LetterOnRecord, zone: str) -> LetterLine:
    proof = ""
    if letter.proven_at:
        proof = f"{PROOFS[letter.proof_kind]}, {words.moment(letter.proven_at, zone)}"
    return LetterLine(
        id=letter.id,
        subject=letter.subject,
        to=f"{letter.recipient_name}, {letter.recipient_role}",
        document=letter.document.replace("_", " "),
        ways=tuple(_way(each, zone) for each in letter.carriages),
        proof=proof,
        needs_post=letter.undeliverable,
        may_bounce=not proof and any(c.channel == "email" and c.state in {"sent", "doubt"} for c in letter.carriages),
        text=letter.text,
    )


def _way(carriage: Carriage, zone: str) -> str:
    at = carriage.finished_at or carriage.due_at
    until = "not before " if carriage.state == "queued" else ""
    on_paper = carriage.channel == "post"
    name = "paper" if on_paper else "e-mail"
    done = "laid out to be posted" if on_paper and carriage.state == "sent" else STATES[carriage.state]
    if carriage.kind == "reminder":
        name = f"reminder, {name}"
    error = f" ({carriage.last_error})" if carriage.last_error else ""
    return f"{name}: {done}, {until}{words.moment(at, zone)}{error}"
