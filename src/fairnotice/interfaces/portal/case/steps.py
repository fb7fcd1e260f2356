"""The timeline of a case in words: what happened and what can come, with dates where the reader lives."""

from __future__ import annotations

from collections.abc import Mapping

from fairnotice.interfaces.portal.components import Step as Shown
from fairnotice.interfaces.portal.components import StepState as ShownState
from fairnotice.notices import words
from fairnotice.queries.case_page import CasePage
from fairnotice.queries.case_timeline import Step, StepState

STATES = {StepState.DONE: ShownState.PAST, StepState.NOW: ShownState.NOW, StepState.LATER: ShownState.AHEAD}
PROOFS = {
    "opened": "{reader} opened it while signed in.",
    "seen": "It was confirmed as seen.",
    "signed_post": "It was signed for on paper.",
}
WORDS: Mapping[str, tuple[str, str]] = {
    "found": ("Found in our monthly look", "By program, as of {look}. No person has decided anything."),
    "recorded": ("Recorded, and read by a person", "That person opened the case. Nobody has decided anything."),
    "delivered": ("Letter delivered", "{proof}"),
    "team_told": ("Team members told", "Each about their own contracts."),
    "extended": ("More time given", "The time to answer was moved to later."),
    "answered": ("Answer received", "By {who}."),
    "plan_proposed": ("Plan proposed", "By {who}. If nobody objects within 7 days, it holds."),
    "plan_accepted": ("Plan accepted", "Nobody objected to it in time. The time to improve began."),
    "not_answered": ("Time to answer ended", "Silence admits nothing."),
    "improvement_started": ("Time to improve began", "Decided by {who}, with goals."),
    "outcomes_counted": ("New ratings counted", "The numbers were sent to you."),
    "prolonged": ("Time to improve prolonged", "There was too little later work to judge."),
    "improved": ("Improved", "Later work lifted the finding."),
    "not_improved": ("Not improved", "A new letter gives the numbers and a new right to answer."),
    "withdrawn": ("Taken back", "By {who}, with written reasons."),
    "delivery_lapsed": ("Ended: the letter did not reach anyone", ""),
    "review_lapsed": ("Ended: we did not act in time", ""),
    "question_lapsed": ("Ended: we did not reply in time", ""),
    "improvement_lapsed": ("Ended: too little later work to judge", ""),
    "finding_lapsed": ("Ended: nothing new was rated for long", "A pause does no harm."),
    "finding_corrected": ("Ended: with the data corrected nothing is found", "It leaves no trace."),
    "decided": ("Decided", "By {who}. The letter has all reasons."),
    "decision_delivered": ("Decision delivered", "{proof} Your time to object runs from here."),
    "period_over": ("Time before it is over", "A person may let it begin now. No program does."),
    "begun": ("Begun", "By {who}, who read the facts again that day."),
    "restriction_ended": ("Ended on its day", "By itself. Nobody had to approve it."),
    "exit_met": ("Ended early", "What ends it earlier has happened."),
    "lifted": ("Lifted early", "By {who}, with written reasons."),
    "proposal_lapsed": ("Ended: we did not decide in time", "Our silence is never held against you."),
    "effect_lapsed": ("The decision fell", "Nobody let it begin in time. It leaves no trace."),
    "second_ended": ("Taken back", "By {who}, with written reasons."),
    "decision_on_its_way": ("Our decision", "If it reaches nobody by then, it falls."),
    "may_begin": ("It can begin", "By a person who reads the facts again that day. An objection stops it."),
    "begins_or_falls": ("It begins, or it falls", "If nobody lets it begin by then, it falls and leaves no trace."),
    "ends_by_itself": ("It ends by itself", "Nothing makes it longer."),
    "permanent": ("No end", "You can ask us at any time to look again."),
    "objected": ("Objection received", "By {who}."),
    "upheld": ("The decision stands", "By {who}, who took no part in it, with written reasons."),
    "varied": ("Something lighter in its place", "By {who}, who took no part in it, with written reasons."),
    "reversed": ("Withdrawn: you were right", "By {who}, who took no part in it, with written reasons."),
    "objection_unanswered": ("Undone: we answered too late", "Our silence is never held against you."),
    "fresh_review_owed": ("We look at the decision again", "What it rested on has changed. Somebody new looks."),
    "fresh_review_unanswered": ("Undone: we looked too late", "Our silence is never held against you."),
    "restored": ("Everything is put back", "The marketplace says so."),
    "restoration_late": ("Not all was put back in time", "What is missing is on record as owed to you."),
    "asked_for": ("Request received", "By {who}."),
    "granted": ("Granted", "By {who}, with written reasons."),
    "refused": ("Not granted", "By {who}, with written reasons. Nothing else changes."),
    "request_unanswered": ("Granted: we answered too late", "Our silence is never held against you."),
    "request_withdrawn": ("You took the request back", ""),
    "objection_waits": ("Answer to the objection", "If we are late, it is undone by itself."),
    "fresh_review_waits": ("Somebody new looks at the decision", "If we are late, it is undone by itself."),
    "restoration_waits": ("Everything is put back", "What is not back by then is owed to you."),
    "letter_on_its_way": ("Your letter", "If it reaches nobody by then, the case ends."),
    "your_answer_later": ("Your answer", "Your time starts when the letter reaches you."),
    "team_later": ("Team members told", "Each about their own contracts."),
    "your_answer": ("Your answer", "You can ask for more time. Time is never shortened."),
    "we_read": ("A person reads it", "At most {review} after your answer. If we are late, the case ends."),
    "we_read_now": ("A person decides what follows", "If we are late, the case ends in {favor} favor."),
    "work_reviewed": ("Review of the work since the letter", "Better work ends the case at any time before."),
    "work_reviewed_later": ("Review of the work since the letter", "Only contracts that ended after it count."),
    "if_nothing_improved": ("If nothing has improved", "You get the numbers first, and a new right to answer."),
}
"""Title and detail of each step; a step without its words here cannot be shown."""


def steps_of(page: CasePage, *, zone: str) -> tuple[Shown, ...]:
    """Return the timeline as the page shows it."""
    return tuple(_shown(step, page, zone) for step in page.timeline)


def _shown(step: Step, page: CasePage, zone: str) -> Shown:
    title, detail = WORDS[step.code]
    facts = step.event.facts if step.event else {}
    names = {
        "look": words.day(page.look_on.date()),
        "proof": PROOFS.get(str(facts.get("proof", "")), "").format(
            reader=(step.event.actor_name if step.event and page.is_agency else "") or "You"
        ),
        "who": step.event.actor_name if step.event and step.event.actor_name else "a person",
        "review": words.counted(page.policy.deadlines.review, "day"),
        "favor": "the agency's" if page.is_agency else "your",
    }
    if step.paused:
        detail = "Your time stands still until we reply."
    return Shown(
        title=title,
        when=_when(step, zone),
        detail=detail.format(**names),
        state=STATES[step.state],
        at=step.at or step.due_at or step.not_before,
    )


def _when(step: Step, zone: str) -> str:
    if step.at is not None:
        day = words.day(words.local_date(step.at, zone))
        return (
            f"{day}, {words.clock_time(step.at, zone)}"
            if step.code in {"delivered", "answered", "plan_proposed"}
            else day
        )
    if step.due_at is not None:
        return f"by {words.day(words.deadline_day(step.due_at, zone))}"
    if step.not_before is not None:
        return f"not before {words.day(words.local_date(step.not_before, zone))}"
    return ""
