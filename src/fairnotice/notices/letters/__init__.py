"""One letter per module: facts in, words out."""

from __future__ import annotations

from fairnotice.notices.letters.acknowledgement_receipt import acknowledgement_receipt
from fairnotice.notices.letters.acknowledgement_taken_back import acknowledgement_taken_back
from fairnotice.notices.letters.answer_receipt import answer_receipt
from fairnotice.notices.letters.appeal_receipt import appeal_receipt
from fairnotice.notices.letters.appeal_unanswered import appeal_unanswered
from fairnotice.notices.letters.decision import advice, decision
from fairnotice.notices.letters.decision_reversed import decision_reversed
from fairnotice.notices.letters.decision_upheld import decision_upheld
from fairnotice.notices.letters.decision_varied import decision_varied
from fairnotice.notices.letters.effect import effect
from fairnotice.notices.letters.extension import extension
from fairnotice.notices.letters.first_notice import first_notice
from fairnotice.notices.letters.fresh_review_owed import fresh_review_owed
from fairnotice.notices.letters.heads_up import heads_up
from fairnotice.notices.letters.improved import improved
from fairnotice.notices.letters.improvement_started import improvement_started
from fairnotice.notices.letters.interim_hold import interim_hold
from fairnotice.notices.letters.interim_over import InterimEnd, interim_kept, interim_over
from fairnotice.notices.letters.lapsed import lapsed
from fairnotice.notices.letters.lifted import lifted
from fairnotice.notices.letters.moot import moot
from fairnotice.notices.letters.not_improved import not_improved
from fairnotice.notices.letters.prolonged import prolonged
from fairnotice.notices.letters.re_review_answer import re_review_answer
from fairnotice.notices.letters.reminder import reminder
from fairnotice.notices.letters.reply import reply
from fairnotice.notices.letters.representative import representative
from fairnotice.notices.letters.request_granted import request_granted
from fairnotice.notices.letters.request_receipt import request_receipt
from fairnotice.notices.letters.request_refused import request_refused
from fairnotice.notices.letters.restriction_ended import restriction_ended
from fairnotice.notices.letters.rule_paused import rule_paused, rule_resumed
from fairnotice.notices.letters.team_decision import team_decision
from fairnotice.notices.letters.team_notice import team_notice
from fairnotice.notices.letters.violation_member import violation_member
from fairnotice.notices.letters.violation_notice import violation_notice
from fairnotice.notices.letters.withdrawn import withdrawn

__all__ = [
    "InterimEnd",
    "acknowledgement_receipt",
    "acknowledgement_taken_back",
    "advice",
    "answer_receipt",
    "appeal_receipt",
    "appeal_unanswered",
    "decision",
    "decision_reversed",
    "decision_upheld",
    "decision_varied",
    "effect",
    "extension",
    "first_notice",
    "fresh_review_owed",
    "heads_up",
    "improved",
    "improvement_started",
    "interim_hold",
    "interim_kept",
    "interim_over",
    "lapsed",
    "lifted",
    "moot",
    "not_improved",
    "prolonged",
    "re_review_answer",
    "reminder",
    "reply",
    "representative",
    "request_granted",
    "request_receipt",
    "request_refused",
    "restriction_ended",
    "rule_paused",
    "rule_resumed",
    "team_decision",
    "team_notice",
    "violation_member",
    "violation_notice",
    "withdrawn",
]
