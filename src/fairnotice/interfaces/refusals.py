"""Every "no" of the program as a page says it: its HTTP status and a plain sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from fairnotice.kernel.refusal import Refusal

UNAUTHORIZED, FORBIDDEN, NOT_FOUND, CONFLICT, UNPROCESSABLE = 401, 403, 404, 409, 422


@dataclass(frozen=True, slots=True)
class Answer:
    """How a page answers one kind of refusal."""

    status: int
    sentence: str = ""
    """What the reader is told; empty where the refusal's own sentence is plain enough."""


ANSWERS: Mapping[str, Answer] = {
    "refused": Answer(UNPROCESSABLE),
    "bad_input": Answer(UNPROCESSABLE),
    "address_taken": Answer(CONFLICT),
    "answer_is_there": Answer(CONFLICT),
    "evidence_refused": Answer(UNPROCESSABLE),
    "near_copy": Answer(UNPROCESSABLE),
    "no_look_yet": Answer(NOT_FOUND),
    "no_such_snapshot": Answer(NOT_FOUND),
    "times_needed": Answer(UNPROCESSABLE),
    "representative_refused": Answer(UNPROCESSABLE),
    "unknown_account": Answer(NOT_FOUND),
    "unknown_letter": Answer(NOT_FOUND),
    "nothing_sent": Answer(CONFLICT, "This mail has not left yet, so it cannot have come back."),
    "not_a_party": Answer(FORBIDDEN),
    "not_your_letter": Answer(FORBIDDEN),
    "version_taken": Answer(CONFLICT),
    "version_does_not_follow": Answer(CONFLICT),
    "no_such_case": Answer(NOT_FOUND),
    "kept_until": Answer(CONFLICT),
    "not_an_anchor": Answer(UNPROCESSABLE),
    "no_such_letter": Answer(NOT_FOUND),
    "no_such_question": Answer(CONFLICT, "This question has been answered already."),
    "step_out_of_order": Answer(CONFLICT, "The case has moved on, so this can no longer be done. Nothing was sent."),
    "not_yours_to_take": Answer(FORBIDDEN, "This step belongs to somebody else."),
    "enough_evidence": Answer(CONFLICT),
    "already_judged": Answer(CONFLICT),
    "case_already_open": Answer(CONFLICT),
    "states_facts": Answer(UNPROCESSABLE),
    "own_words_needed": Answer(UNPROCESSABLE),
    "part_unanswered": Answer(UNPROCESSABLE),
    "proven_delivery": Answer(CONFLICT),
    "manager_knows": Answer(CONFLICT, "The managers have their head start first. The team is told after it."),
    "team_heard": Answer(CONFLICT, "The team members may still speak. Wait for the end of their time."),
    "window_still_open": Answer(CONFLICT, "The time to answer is still running."),
    "question_answered": Answer(CONFLICT, "A question waits for its reply. Reply first: until then nothing goes on."),
    "extension_limit": Answer(CONFLICT, "This time has been extended already, and it can be extended once."),
    "only_later": Answer(CONFLICT, "A deadline is only ever moved to later."),
    "only_once": Answer(CONFLICT),
    "reasons_needed": Answer(UNPROCESSABLE, "Write down why. The account reads it word for word."),
    "later_evidence": Answer(CONFLICT),
    "later_evidence_enough": Answer(CONFLICT),
    "still_below": Answer(CONFLICT),
    "claimed_by_another": Answer(CONFLICT),
    "interim_request_answered": Answer(CONFLICT),
    "not_the_rule_owner": Answer(FORBIDDEN),
    "rule_not_paused": Answer(CONFLICT),
    "token_name": Answer(CONFLICT),
    "not_asked": Answer(CONFLICT),
    "name_needed": Answer(UNPROCESSABLE),
    "text_changed": Answer(CONFLICT),
    "nobody_there": Answer(UNPROCESSABLE),
    "own_conduct": Answer(CONFLICT),
    "rule_bound_then": Answer(CONFLICT),
    "another_violation": Answer(CONFLICT),
    "violation_withdrawn": Answer(CONFLICT),
    "no_such_violation": Answer(NOT_FOUND),
    "not_signed": Answer(UNAUTHORIZED),
    "unknown_effect": Answer(NOT_FOUND),
    "carried_out_when": Answer(UNPROCESSABLE),
    "unfit_address": Answer(UNPROCESSABLE),
    "endpoint_there": Answer(CONFLICT),
    "no_such_endpoint": Answer(NOT_FOUND),
    "cannot_be_opened": Answer(CONFLICT),
    "no_such_effect": Answer(NOT_FOUND),
    "say_how": Answer(UNPROCESSABLE),
    "nothing_to_try": Answer(CONFLICT),
    "a_person": Answer(FORBIDDEN),
    "appeal_window_over": Answer(CONFLICT),
    "as_proposed": Answer(UNPROCESSABLE),
    "beyond_doubt": Answer(CONFLICT),
    "case_final": Answer(CONFLICT),
    "evidence_opened": Answer(CONFLICT),
    "exception_evidence": Answer(UNPROCESSABLE),
    "facts_read_today": Answer(CONFLICT),
    "hearer_took_no_part": Answer(FORBIDDEN),
    "interim_is_a_hold": Answer(UNPROCESSABLE),
    "interim_once": Answer(CONFLICT),
    "interim_reviewer_new": Answer(FORBIDDEN),
    "joined_heard": Answer(CONFLICT),
    "ladder_limit": Answer(CONFLICT),
    "lesser_considered": Answer(UNPROCESSABLE),
    "listed_exception": Answer(UNPROCESSABLE),
    "no_interim": Answer(CONFLICT),
    "no_pending_appeal": Answer(CONFLICT),
    "no_pending_fresh_review": Answer(CONFLICT),
    "no_such_appeal": Answer(CONFLICT),
    "not_our_own_effect": Answer(CONFLICT),
    "nothing_to_appeal": Answer(CONFLICT),
    "nothing_to_restore": Answer(CONFLICT),
    "notice_period_over": Answer(CONFLICT),
    "pinned_version": Answer(CONFLICT),
    "provision_active": Answer(CONFLICT),
    "records_kept": Answer(CONFLICT),
    "request_cannot_worsen": Answer(CONFLICT),
    "second_approver": Answer(FORBIDDEN),
    "second_is_blind": Answer(CONFLICT),
    "second_is_other": Answer(FORBIDDEN),
    "second_present": Answer(CONFLICT),
    "team_before_clients": Answer(CONFLICT),
    "the_proposer": Answer(FORBIDDEN),
    "vary_only_lowers": Answer(UNPROCESSABLE),
    "warned_before": Answer(CONFLICT),
    "within_limit": Answer(UNPROCESSABLE),
    "say_what": Answer(UNPROCESSABLE),
    "own_view_first": Answer(CONFLICT),
    "point_unanswered": Answer(UNPROCESSABLE),
}
"""One row per refusal code; a test holds it complete."""


def sentence_of(refusal: Refusal) -> str:
    """Return what the reader is told."""
    return ANSWERS[refusal.code].sentence or refusal.sentence


def refused(request: HttpRequest, refusal: Refusal, *, back: str, **frame: Any) -> HttpResponse:  # noqa: ANN401  template values
    """Return the page that says no in one sentence, keeps what was written, and leads back to *back*."""
    answer = ANSWERS[refusal.code]
    fields = ("text", "reasons", "goals", "guidance")
    written = [request.POST[field] for field in fields if request.POST.get(field, "").strip()]
    context = {**frame, "sentence": sentence_of(refusal), "back": back, "written": written}
    return render(request, "refused.html", context, status=answer.status)
