"""Every kind of letter Fairnotice writes, and which of them are good news."""

from __future__ import annotations

from enum import StrEnum


class Document(StrEnum):
    """What a notice is; stored values, never renamed."""

    FIRST_NOTICE = "first_notice"
    TEAM_NOTICE = "team_notice"
    HEADS_UP = "heads_up"
    REPLY = "reply"
    EXTENSION = "extension"
    ANSWER_RECEIPT = "answer_receipt"
    IMPROVEMENT_STARTED = "improvement_started"
    REMINDER = "reminder"
    IMPROVED = "improved"
    NOT_IMPROVED = "not_improved"
    PROLONGED = "prolonged"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    RE_REVIEW_ANSWER = "re_review_answer"
    VIOLATION_NOTICE = "violation_notice"
    VIOLATION_MEMBER = "violation_member"
    ACKNOWLEDGEMENT_RECEIPT = "acknowledgement_receipt"
    ACKNOWLEDGEMENT_TAKEN_BACK = "acknowledgement_taken_back"
    APPEAL_RECEIPT = "appeal_receipt"
    DECISION_UPHELD = "decision_upheld"
    DECISION_VARIED = "decision_varied"
    DECISION_REVERSED = "decision_reversed"
    APPEAL_UNANSWERED = "appeal_unanswered"
    FRESH_REVIEW_OWED = "fresh_review_owed"
    REQUEST_RECEIPT = "request_receipt"
    REQUEST_GRANTED = "request_granted"
    REQUEST_REFUSED = "request_refused"
    DECISION = "decision"
    ADVICE = "advice"
    TEAM_DECISION = "team_decision"
    EFFECT = "effect"
    RESTRICTION_ENDED = "restriction_ended"
    LIFTED = "lifted"
    REPRESENTATIVE = "representative"
    INTERIM_HOLD = "interim_hold"
    INTERIM_KEPT = "interim_kept"
    INTERIM_OVER = "interim_over"
    RULE_PAUSED = "rule_paused"
    RULE_RESUMED = "rule_resumed"
    MOOT = "moot"

    @property
    def is_good_news(self) -> bool:
        """
        Say whether the letter may arrive at any hour; bad news waits for working hours.

        What begins today is told at once, whatever the hour: nobody learns of it after it works.
        """
        return self in _GOOD_NEWS or self in {Document.EFFECT, Document.INTERIM_HOLD}

    @property
    def starts_an_answer_time(self) -> bool:
        """Say whether proof that this letter arrived starts the time to answer."""
        return self in {Document.FIRST_NOTICE, Document.NOT_IMPROVED, Document.VIOLATION_NOTICE}

    @property
    def serves_a_decision(self) -> bool:
        """Say whether proof that this letter arrived starts the notice period and the time to object."""
        return self in {Document.DECISION, Document.ADVICE}

    @property
    def starts_a_time(self) -> bool:
        """Say whether any time of the reader starts with proof of this letter."""
        return self.starts_an_answer_time or self.serves_a_decision


_GOOD_NEWS = frozenset(
    {
        Document.REPLY,
        Document.EXTENSION,
        Document.ANSWER_RECEIPT,
        Document.IMPROVED,
        Document.WITHDRAWN,
        Document.LAPSED,
        Document.RE_REVIEW_ANSWER,
        Document.ACKNOWLEDGEMENT_RECEIPT,
        Document.ACKNOWLEDGEMENT_TAKEN_BACK,
        Document.APPEAL_RECEIPT,
        Document.DECISION_VARIED,
        Document.DECISION_REVERSED,
        Document.APPEAL_UNANSWERED,
        Document.FRESH_REVIEW_OWED,
        Document.REQUEST_RECEIPT,
        Document.REQUEST_GRANTED,
        Document.RESTRICTION_ENDED,
        Document.LIFTED,
        Document.REPRESENTATIVE,
        Document.INTERIM_OVER,
        Document.RULE_PAUSED,
        Document.MOOT,
    }
)
