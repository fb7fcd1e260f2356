"""The conditions of each step, as small named rules; a rule that fails refuses with its sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from fairnotice.cases import events as e
from fairnotice.cases.guards import appealing as a
from fairnotice.cases.guards import deciding as d
from fairnotice.cases.guards import delivery as v
from fairnotice.cases.guards import desk, opening
from fairnotice.cases.guards import hearing as h
from fairnotice.cases.guards import improving as i
from fairnotice.cases.guards import restricting as r
from fairnotice.cases.guards.common import (
    PROOFS,
    facts_of_this_case,
    provision_active,
    quality_alone,
    question_answered,
    reasons_given,
    request_cannot_worsen,
)

__all__ = ["GUARDS", "PROOFS", "Guard"]

Guard = Callable[[Any, Any], None]
"""Takes the case (None before it is opened) and the step; raises a `Refusal` or returns."""

HEARD = (a.appeal_waits, a.hearer_took_no_part, reasons_given, facts_of_this_case)

GUARDS: Mapping[type[e.Event], tuple[Guard, ...]] = {
    e.CaseOpened: (
        opening.enough_evidence,
        opening.already_judged,
        opening.notice_states_facts,
        opening.rule_bound_then,
        opening.own_conduct,
        opening.not_our_own_effect,
        provision_active,
    ),
    e.RequestOpened: (),  # never refused (P12)
    e.NoticeServed: (v.proven_delivery, v.not_served_before),
    e.DeliveryLapsed: (v.delivery_over, d.decision_delivery_over),
    e.TeamTold: (v.team_told_once, v.manager_knows, provision_active),
    e.FindingJoined: (request_cannot_worsen, provision_active, opening.joins_new_facts),
    e.SupplementServed: (v.supplement_waits, v.proven_delivery),
    e.SupplementLapsed: (v.supplement_over,),
    e.Extended: (h.extension_limit, h.only_later),
    e.QuestionAsked: (),  # never refused (P12)
    e.ReplySent: (h.question_open, h.states_facts, h.time_goes_on),
    e.QuestionUnanswered: (h.question_open, h.answer_overdue),
    e.ResponseReceived: (),
    e.PlanProposed: (quality_alone, i.first_round, i.goals_are_facts),
    e.PlanAccepted: (question_answered, h.plan_unanswered, i.first_round, provision_active),
    e.StatementAdded: (),
    e.EvidenceAdded: (),  # never refused (P12)
    e.Acknowledged: (),
    e.AcknowledgementWithdrawn: (),
    e.RepresentativeAdmitted: (),
    e.RepresentativeDismissed: (),
    e.ResponseWindowLapsed: (question_answered, provision_active, h.response_over, v.team_heard),
    e.ReviewLapsed: (request_cannot_worsen, desk.review_over),
    e.Withdrawn: (request_cannot_worsen, reasons_given),
    e.ImprovementStarted: (quality_alone, question_answered, provision_active, i.first_round, i.goals_are_facts),
    e.ImprovementServed: (v.proven_delivery, v.improvement_not_served_before, v.improvement_only_later),
    e.Reminded: (i.reminded_once,),
    e.OutcomesCounted: (i.later_evidence,),
    e.ReEvaluatedImproved: (i.later_evidence,),
    e.ReEvaluatedNotImproved: (
        question_answered,
        provision_active,
        i.improvement_over,
        i.improvement_proven,
        i.later_evidence,
        i.later_evidence_enough,
    ),
    e.ImprovementProlonged: (question_answered, provision_active, i.improvement_over, i.prolonged_once),
    e.ImprovementLapsed: (question_answered, provision_active, i.improvement_over, i.prolonged_before),
    e.FindingStands: (i.stands_longer,),
    e.FindingLapsed: (i.finding_over,),
    e.FindingCorrected: (request_cannot_worsen,),
    e.MeasureProposed: (
        request_cannot_worsen,
        question_answered,
        provision_active,
        facts_of_this_case,
        reasons_given,
        d.judged_on_later_work,
        d.warned_before,
        d.within_ladder,
        opening.own_conduct,
        d.lesser_considered,
        d.evidence_opened,
        d.pinned_version,
        d.joined_heard,
        v.team_heard,
        d.records_kept,
        d.beyond_doubt,
    ),
    e.ProposalLapsed: (d.proposal_over,),
    e.Seconded: (d.second_is_other, d.second_is_blind, d.seconded_once, reasons_given),
    e.DecisionMade: (
        question_answered,
        provision_active,
        facts_of_this_case,
        reasons_given,
        d.the_proposer,
        d.second_present,
        d.as_proposed,
        d.within_limit,
    ),
    e.DecisionServed: (d.decision_proven, d.decision_not_served_before),
    e.NoticePeriodOver: (question_answered, provision_active, d.decision_delivered, d.period_over),
    e.EffectGiven: (
        r.a_person,
        question_answered,
        provision_active,
        d.decision_delivered,
        r.notice_period_over,
        r.no_pending_appeal,
        r.no_pending_fresh_review,
        r.team_before_clients,
        r.facts_read_today,
        r.end_is_fixed,
    ),
    e.EffectLapsed: (r.no_pending_appeal, r.effect_over),
    e.RestrictionEnded: (r.restriction_over,),
    e.ExitMet: (r.exit_is_a_fact,),
    e.Lifted: (reasons_given,),
    e.InterimHoldImposed: (
        request_cannot_worsen,
        r.a_person,
        provision_active,
        reasons_given,
        r.listed_exception,
        r.exception_evidence,
        r.second_approver,
        r.interim_once,
        r.interim_is_a_hold,
    ),
    e.InterimHoldReviewed: (r.interim_works, r.interim_reviewed_once, r.interim_reviewer_new, reasons_given),
    e.InterimLapsed: (r.interim_unreviewed,),
    e.InterimEnded: (r.interim_over,),
    e.AppealFiled: (a.something_to_appeal, a.appealed_once, a.appeal_window_open),
    e.DecisionUpheld: HEARD,
    e.DecisionVaried: (a.varies_a_decision, *HEARD, a.vary_only_lowers, a.varied_within_limit),
    e.DecisionReversed: HEARD,
    e.AppealUnanswered: (a.appeal_waits, a.answer_to_appeal_overdue),
    e.FreshReviewOwed: (a.a_decision_stands, a.fresh_review_once),
    e.FreshReviewUnanswered: (a.fresh_review_overdue,),
    e.RestorationConfirmed: (a.waits_for_restoration,),
    e.RestorationLate: (a.waits_for_restoration, a.restoration_overdue),
    e.ProvisionPaused: (request_cannot_worsen, a.not_paused_yet),
    e.ProvisionResumed: (a.is_paused, reasons_given, h.time_goes_on),
    e.ProvisionRetired: (a.is_paused, a.owner_overdue),
    e.AccountLeft: (),
    e.Transferred: (request_cannot_worsen,),
    e.RequestGranted: (a.a_request, a.hearer_took_no_part, reasons_given, facts_of_this_case),
    e.RequestRefused: (a.a_request, a.hearer_took_no_part, reasons_given, facts_of_this_case),
    e.RequestUnanswered: (a.a_request, a.request_overdue),
    e.RequestWithdrawn: (a.a_request,),
    e.ErasureRequested: (),  # never refused
    e.Shredded: (a.case_final,),
    e.CaseClaimed: (desk.free_to_claim,),
    e.CaseGivenBack: (desk.claimed_by_them,),
}
"""What must hold before each step, in the order in which a refusal is told."""
