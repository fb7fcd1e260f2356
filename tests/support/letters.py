"""One of every letter, from one invented marketplace, so that what they say can be read and held."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from fairnotice.cases.measures import Measure
from fairnotice.evaluation.result import Explanation, Verdict, WhatIf
from fairnotice.notices import letters
from fairnotice.notices.breach import BreachPart, BreachReasons, DatedAct, EarlierMeasure
from fairnotice.notices.decided import Complaint, DecisionReasons, View
from fairnotice.notices.decision_passages import facts_relied_on
from fairnotice.notices.envelope import Envelope
from fairnotice.notices.interim import InterimFacts
from fairnotice.notices.letter import Letter, Record
from fairnotice.notices.objections import Contested, Heard
from fairnotice.notices.passages import records
from fairnotice.notices.requests import Asked, Wish
from fairnotice.notices.stated_facts import DatedContract, Numbers, Rule, dated
from fairnotice.notices.statement import MemberPart, Remeasurement, StatementOfReasons
from fairnotice.notices.text import as_text
from fairnotice.notices.threads import AnswerTime, Cites, Lapse, Measured, Question
from fairnotice.notices.understood import Understood
from fairnotice.policy.rulebook import Deadlines, Limits, Looks, Model, Policy, Provision, Telling
from tests.support.explanations import a_contract, a_provenance, an_estimate, an_explanation

KEPT = Path(__file__).parents[1] / "unit" / "letters"
LETTER_URL = "https://fairnotice.workmere.example/letters/0b6c8f0e-4a53-4a1c-9a2f-2f6a0d3b8c11/"
WRITTEN_AT = datetime(2026, 11, 9, 10, 12, tzinfo=UTC)
DEADLINES = Deadlines()


def a_policy() -> Policy:
    """Return a policy with the two clauses that letters quote."""
    text = (
        "{} asked to improve when {} clients are satisfied in fewer than 75 of 100 contracts "
        "and the chance of that is at least 80 in 100."
    )
    return Policy(
        id="marketplace-quality",
        title="Quality policy",
        version=1,
        published_on=date(2024, 1, 2),
        binds_from=date(2024, 2, 1),
        pack="strictest",
        outcomes=(),
        provisions=(
            Provision("Q2.1", "Agencies", text.format("An agency is", "its"), ("agency",), standard=0.75),
            Provision("Q2.2", "Freelancers", text.format("A freelancer is", "their"), ("freelancer",), standard=0.75),
            Provision(
                "V1.1",
                "Payment outside the marketplace",
                "Work that was found here is paid here. Asking for payment elsewhere is a breach.",
                matter="violation",
                ladder=("warning", "work_hold", "full_hold", "suspension", "closure"),
                acknowledge=True,
            ),
        ),
        model=Model(),
        limits=Limits(),
        deadlines=DEADLINES,
        telling=Telling(),
        looks=Looks(),
        never_counts=(),
        fingerprint="0" * 64,
    )


def an_agency(**changes: Any) -> Explanation:
    """Return an agency's look in which one member worked most of the unsatisfied contracts."""
    contracts = tuple(
        replace(a_contract(i, satisfied=i % 2 == 1), worker_id=f"m-{who}", worker_name=name)
        for i, (who, name) in enumerate([("1", "Teo Adeyemi"), ("2", "Noor Halász")] * 7)
    )
    quiet = replace(
        a_contract(14, satisfied=True),
        counts="unrated",
        code="no_feedback",
        sentence="The client gave no feedback. Silence counts neither way.",
        stars=None,
    )
    return an_explanation(contracts=(*contracts, quiet), **changes)


def an_envelope(**changes: Any) -> Envelope:
    """Return an envelope to the manager of an agency in Lisbon."""
    return replace(
        Envelope(
            marketplace="Workmere",
            site="https://fairnotice.workmere.example",
            recipient_name="Mara Velling",
            zone="Europe/Lisbon",
            role="manager",
            account_id="agency-1",
            account_name="Quillfern Studio",
            account_kind="agency",
            reference="WM-2611-0482",
            written_at=WRITTEN_AT,
            signed_by="Ruth Amsel",
            team="quality team",
            contact="quality@workmere.example",
            redress_body="A certified dispute body, at any time",
            redress_court="The courts of your place of residence, at any time",
        ),
        **changes,
    )


def to_freelancer(**changes: Any) -> Envelope:
    """Return an envelope to a freelancer in Accra."""
    mine = {
        "recipient_name": "Tomas Kral",
        "zone": "Africa/Accra",
        "role": "freelancer",
        "account_id": "freelancer-7",
        "account_name": "Tomas Kral",
        "account_kind": "freelancer",
        "reference": "WM-2611-0455",
    }
    return an_envelope(**{**mine, **changes})


def to_member() -> Envelope:
    """Return an envelope to a member of the agency."""
    return an_envelope(
        recipient_name="Teo Adeyemi", role="member", reference="WM-2611-0482-M1", case_reference="WM-2611-0482"
    )


def reasons(explanation: Explanation | None = None) -> StatementOfReasons:
    """Return the agency's statement of reasons."""
    return StatementOfReasons.of(explanation or an_agency(), a_policy())


def freelancer_reasons() -> StatementOfReasons:
    """Return a freelancer's statement of reasons."""
    return reasons(
        an_explanation(account_id="freelancer-7", kind="freelancer", name="Tomas Kral", satisfied=6, adverse=6)
    )


def early_reasons() -> StatementOfReasons:
    """Return what an early word rests on: near the standard, not sure enough."""
    return reasons(
        an_explanation(
            account_id="freelancer-7",
            kind="freelancer",
            name="Tomas Kral",
            verdict=Verdict.HEADS_UP,
            estimate=an_estimate(mean=0.72, v=0.43),
            what_if=WhatIf(tuple(max(0.43 - 0.08 * n, 0.02) for n in range(13)), 0, (), None, None),
        )
    )


def later(*, good: bool) -> Remeasurement:
    """Return what came after the first letter."""
    contracts = tuple(
        replace(
            a_contract(i, satisfied=good or i % 3 == 0), ended_on=date(2027, 1, 25 - 3 * i), contract_id=f"C-9{100 + i}"
        )
        for i in range(6)
    )
    explanation = an_agency(
        estimate=an_estimate(mean=0.81 if good else 0.55, v=0.22 if good else 0.9),
        provenance=a_provenance(as_of=datetime(2027, 2, 1, 3, tzinfo=UTC)),
    )
    what_if = WhatIf((0.9, 0.8, 0.7), 3, ("C-9101", "C-9102"), 0.45, date(2027, 4, 25))
    return Remeasurement.of(replace(explanation, contracts=contracts, what_if=what_if), since=date(2026, 11, 9))


def the_contracts(why: StatementOfReasons) -> tuple[DatedContract, ...]:
    """Return two contracts that a reply may cite."""
    return why.unsatisfied[:2]


def _goals() -> tuple[str, ...]:
    return ("7 more satisfied contracts with new clients", "Three of the contracts named below shown not to count")


def _re_review(to: Envelope, part: MemberPart | None = None) -> Letter:
    numbers = Numbers.of(an_agency())
    better = replace(numbers, mean=0.85, low=0.70, high=0.96, likely_low=0.79, likely_high=0.91, chance_below=0.09)
    new, _, _ = dated([replace(a_contract(0, satisfied=False), counts="adverse")])
    fresh = replace(
        new[0], id="C-89377", ended_on=date(2026, 11, 12), client_name="Hollis Museum", stars=5, comment="",
        why="The client was satisfied.",
    )  # fmt: skip
    return letters.re_review_answer(
        replace(to, written_at=datetime(2026, 11, 21, 9, tzinfo=UTC)),
        Rule.of_policy(a_policy(), "Q2.1"),
        promised_on=date(2026, 6, 3),
        new=(fresh,),
        history=(
            Measured(date(2026, 2, 2), 19, 12, numbers),
            Measured(date(2026, 6, 3), 4, 3, None),
            Measured(date(2026, 11, 21), 16, 11, better),
        ),
        snapshot="s14-77aa01c2",
        next_look_on=date(2026, 12, 1),
        ended="The case of February 2, 2026 has ended.",
        part=part,
    )


def a_breach(**changes: Any) -> BreachReasons:
    """Return the reasons of a first breach, reported by somebody else."""
    act = DatedAct(
        "V-17",
        date(2026, 10, 28),
        "Asked the client of C-88213 to pay by bank transfer.",
        (("message", "M-5512"), ("contract", "C-88213")),
        own_initiative=False,
    )
    return replace(
        BreachReasons(
            rule=Rule.of_policy(a_policy(), "V1.1"),
            acts=(act,),
            most="a warning",
            limits=False,
            why_most="No earlier measure under this rule counts.",
        ),
        **changes,
    )


def a_second_breach() -> BreachReasons:
    """Return the reasons of an agency's breach after a warning that counts and one that does not."""
    first = a_breach().acts[0]
    own = replace(first, own_initiative=True, by_program=True, actor_name="Mara Velling")
    other = DatedAct(
        "V-21", date(2026, 10, 30), "Offered a discount for paying elsewhere", (("url", "https://evidence.example/21"),),
        own_initiative=True,
    )  # fmt: skip
    return a_breach(
        acts=(own, other),
        most="a pause of new work",
        limits=True,
        why_most="One earlier measure under this rule counts, a warning.",
        earlier=(
            EarlierMeasure("WM-2603-0007", "a warning", date(2026, 3, 9), True, "It counts.", date(2028, 3, 9)),
            EarlierMeasure("WM-2401-0003", "a warning", date(2024, 1, 8), False, "Its time is over.", date(2026, 1, 8)),
        ),
    )


def the_text(case: str = "WM-2611-0482") -> Understood:
    """Return the text that somebody is asked to confirm."""
    return Understood(Rule.of_policy(a_policy(), "V1.1"), "Payment outside the marketplace", case)


FILED_AT = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
ANSWER_BY = datetime(2026, 12, 16, tzinfo=UTC)
ANSWERED_AT = datetime(2026, 12, 9, 10, tzinfo=UTC)
NOT_YET = Contested(Measure.SUSPENSION, date(2026, 11, 20))
AT_WORK = Contested(
    Measure.WORK_HOLD,
    date(2026, 11, 2),
    since=datetime(2026, 11, 17, 9, tzinfo=UTC),
    ends_at=datetime(2026, 12, 18, tzinfo=UTC),
    worked=True,
)
WARNED = Contested(Measure.WARNING, date(2026, 11, 20))
NO_NOTICE = replace(AT_WORK, decided_on=date(2026, 11, 17), ends_at=datetime(2026, 11, 27, tzinfo=UTC), interim=True)
OBJECTION = "About C-88213:\n\nThe client changed the brief twice.\n\nWhy was that not seen?"


def by_ada(**changes: Any) -> Envelope:
    """Return an envelope to the manager from somebody who took no part."""
    return an_envelope(signed_by="Ada Marsh", written_at=ANSWERED_AT, **changes)


def an_answer(asked_on: date | None = date(2026, 12, 1)) -> Heard:
    """Return what somebody who took no part wrote."""
    return Heard(
        asked_on,
        "The brief of C-88213 was changed on October 2.\n\nThe date you agreed on had passed by then.",
        ("C-88213, Client 0, ended October 10, 2026. The client was not satisfied.",),
    )


ABOUT_APPEALS: Mapping[str, Callable[[], Letter]] = {
    "appeal_receipt": lambda: letters.appeal_receipt(
        an_envelope(written_at=FILED_AT),
        reasons(),
        contested=NOT_YET,
        filed_at=FILED_AT,
        text=OBJECTION,
        answer_by=ANSWER_BY,
    ),
    "appeal_receipt_at_work": lambda: letters.appeal_receipt(
        to_freelancer(written_at=FILED_AT),
        freelancer_reasons(),
        contested=AT_WORK,
        filed_at=FILED_AT,
        text=OBJECTION,
        answer_by=ANSWER_BY,
    ),
    "appeal_receipt_without_notice": lambda: letters.appeal_receipt(
        an_envelope(written_at=FILED_AT),
        reasons(),
        contested=NO_NOTICE,
        filed_at=FILED_AT,
        text=OBJECTION,
        answer_by=ANSWER_BY,
    ),
    "decision_upheld": lambda: letters.decision_upheld(
        by_ada(), reasons(), contested=NOT_YET, heard=an_answer(), effect_by=datetime(2026, 12, 24, tzinfo=UTC)
    ),
    "decision_upheld_at_work": lambda: letters.decision_upheld(
        by_ada(), reasons(), contested=AT_WORK, heard=an_answer()
    ),
    "decision_upheld_warning": lambda: letters.decision_upheld(
        to_freelancer(signed_by="Ada Marsh", written_at=ANSWERED_AT), a_breach(), contested=WARNED, heard=an_answer()
    ),
    "decision_upheld_fresh_review": lambda: letters.decision_upheld(
        by_ada(), reasons(), contested=AT_WORK, heard=an_answer(None)
    ),
    "decision_varied": lambda: letters.decision_varied(
        by_ada(), reasons(), contested=NOT_YET, measure=Measure.WORK_HOLD, ends_at=None, heard=an_answer()
    ),
    "decision_varied_at_work": lambda: letters.decision_varied(
        by_ada(), reasons(), contested=AT_WORK, measure=Measure.WARNING, ends_at=None, heard=an_answer()
    ),
    "decision_reversed": lambda: letters.decision_reversed(
        by_ada(),
        reasons(),
        contested=AT_WORK,
        heard=an_answer(),
        restore_by=datetime(2026, 12, 24, tzinfo=UTC),
        days_lost=23,
    ),
    "decision_reversed_before_it_began": lambda: letters.decision_reversed(
        by_ada(), reasons(), contested=NOT_YET, heard=an_answer()
    ),
    "decision_reversed_member": lambda: letters.decision_reversed(
        replace(to_member(), signed_by="Ada Marsh", written_at=ANSWERED_AT),
        reasons(),
        contested=AT_WORK,
        heard=an_answer(),
        restore_by=datetime(2026, 12, 24, tzinfo=UTC),
        days_lost=23,
        part=MemberPart.of(reasons(), "m-1"),
    ),
    "appeal_unanswered": lambda: letters.appeal_unanswered(
        an_envelope(written_at=datetime(2026, 12, 16, 9, tzinfo=UTC), signed_by=""),
        reasons(),
        contested=AT_WORK,
        asked_on=date(2026, 12, 1),
        answer_by=ANSWER_BY,
        restore_by=datetime(2026, 12, 31, tzinfo=UTC),
        days_lost=29,
    ),
    "fresh_review_unanswered": lambda: letters.appeal_unanswered(
        an_envelope(written_at=datetime(2026, 12, 16, 9, tzinfo=UTC), signed_by=""),
        reasons(),
        contested=NOT_YET,
        asked_on=None,
        answer_by=ANSWER_BY,
    ),
    "fresh_review_owed": lambda: letters.fresh_review_owed(
        an_envelope(written_at=FILED_AT), reasons(), contested=AT_WORK, because="foundation", answer_by=ANSWER_BY
    ),
    "fresh_review_owed_before_it_begins": lambda: letters.fresh_review_owed(
        an_envelope(written_at=FILED_AT), reasons(), contested=NOT_YET, because="finding_corrected", answer_by=ANSWER_BY
    ),
    "request_receipt": lambda: letters.request_receipt(
        an_envelope(written_at=FILED_AT, reference="WM-2612-0007"),
        Rule.of_policy(a_policy(), "Q2.1"),
        asked=Asked(Wish.EXIT, about="WM-2611-0482"),
        asked_at=FILED_AT,
        text="Every project has a second person now.",
        answer_by=ANSWER_BY,
    ),
    "request_granted": lambda: letters.request_granted(
        by_ada(reference="WM-2612-0007"),
        Rule.of_policy(a_policy(), "Q2.1"),
        asked=Asked(Wish.CORRECTION, ("C-88213", "C-88191")),
        asked_on=date(2026, 12, 1),
        heard=an_answer(None),
    ),
    "request_granted_late": lambda: letters.request_granted(
        an_envelope(written_at=datetime(2026, 12, 16, 9, tzinfo=UTC), signed_by="", reference="WM-2612-0007"),
        Rule.of_policy(a_policy(), "Q2.1"),
        asked=Asked(Wish.EXIT, about="WM-2611-0482"),
        asked_on=date(2026, 12, 1),
        heard=None,
    ),
    "request_refused": lambda: letters.request_refused(
        by_ada(reference="WM-2612-0007"),
        Rule.of_policy(a_policy(), "Q2.1"),
        asked=Asked(Wish.REINSTATEMENT, about="WM-2611-0482"),
        asked_on=date(2026, 12, 1),
        heard=an_answer(None),
    ),
}
"""Every letter about an objection, a look of our own, or a request."""

DECIDED_AT = datetime(2027, 3, 8, 10, 5, tzinfo=UTC)
BEGUN_AT = datetime(2027, 3, 25, 9, tzinfo=UTC)
NOT_LESS = (
    (Measure.WARNING, "The letter of November was the warning, and four contracts since then came late again."),
    (Measure.WORK_HOLD, "A hold on new work ended in spring, and the same happened after it."),
    (Measure.FULL_HOLD, "A full hold was tried in summer. Running work suffered, and dates slipped again."),
    (Measure.SUSPENSION, "A pause would only put off what three measures could not change."),
)
EXIT = "Show that every running project has a second person."


def a_decision(measure: Measure = Measure.WORK_HOLD, **changes: Any) -> DecisionReasons:
    """Return the statement of reasons of a decision about the agency."""
    restricts, closes = measure.restricts, measure is Measure.CLOSURE
    days = 30 if measure.has_end else 0
    begins = f"It begins {30 if closes else 14} days after this letter reaches you, at the earliest."
    views = (View("Ruth Amsel", "C-9101 and C-9102 were late again, after you wrote that two people share each one."),)
    second = View("Ada Marsh", "I read all four. Nobody stepped in when the dates slipped.")
    names = "Ruth Amsel and Ada Marsh" if measure.needs_second else "Ruth Amsel"
    values: dict[str, Any] = {
        "measure": measure,
        "scope": "It concerns the agency alone.",
        "territory": "It holds everywhere on Workmere.",
        "begins": begins if restricts else "It stands from the day this letter reaches you.",
        "ends": "permanent"
        if closes
        else (f"{days} days after it began" if days else "it stops counting in 24 months"),
        "days": days,
        "rule": Rule.of_policy(a_policy(), "Q2.1"),
        "facts": tuple(
            Record(f"C-910{n}", date(2027, 1, 25 - 3 * n), f"Client {n}. The client was not satisfied. Rated 2 of 5.")
            for n in range(1, 5)
        ),
        "views": (*views, second) if measure.needs_second else views,
        "source": "Nobody reported you.",
        "detection": "A program found this in the look of February 1, 2027.",
        "deciding": f"No program decided. {names} did, after opening each fact.",
        "lesser": tuple((m, why) for m, why in NOT_LESS if m in measure.lesser),
        "weighed": "It rests on 4 of 6 contracts. What it meant for others is serious. No intent is shown.",
        "remedy": EXIT,
        "contact": "quality@workmere.example",
        "complaint": Complaint(6, 14),
        "out_of_court": "A certified dispute body, at any time",
        "court": "The courts of your place of residence, at any time",
        "numbers": "6 contracts that ended after our first letter were rated by 6 clients.",
        "decided_on": DECIDED_AT.date(),
    }
    return DecisionReasons(**{**values, **changes})


def on(instant: datetime, **changes: Any) -> Envelope:
    """Return an envelope to the manager, written then."""
    return an_envelope(written_at=instant, **changes)


def member_on(instant: datetime) -> Envelope:
    """Return an envelope to the member, written then."""
    return replace(to_member(), written_at=instant)


ABOUT_DECISIONS: Mapping[str, Callable[[], Letter]] = {
    "decision_hold": lambda: letters.decision(
        on(DECIDED_AT), reasons(), a_decision(), example_begins_at=datetime(2027, 3, 23, tzinfo=UTC)
    ),
    "decision_full_hold": lambda: letters.decision(on(DECIDED_AT), reasons(), a_decision(Measure.FULL_HOLD)),
    "decision_suspension": lambda: letters.decision(on(DECIDED_AT), reasons(), a_decision(Measure.SUSPENSION)),
    "decision_closure": lambda: letters.decision(
        on(DECIDED_AT, role="owner"),
        reasons(),
        a_decision(Measure.CLOSURE),
        example_begins_at=datetime(2027, 4, 8, tzinfo=UTC),
    ),
    "decision_warning": lambda: letters.decision(
        to_freelancer(written_at=DECIDED_AT),
        freelancer_reasons(),
        a_decision(Measure.WARNING, scope="It concerns this account alone."),
    ),
    "decision_about_a_breach": lambda: letters.decision(
        to_freelancer(written_at=DECIDED_AT),
        a_breach(),
        a_decision(
            Measure.WARNING,
            scope="It concerns this account alone.",
            rule=Rule.of_policy(a_policy(), "V1.1"),
            facts=(Record("V-17", date(2026, 10, 28), "Asked a client to pay by bank transfer."),),
            source=a_breach().how_found,
            detection="No program took part in finding it.",
            weighed="It rests on 1 of 2 facts in this case. What it meant for others is slight. No intent is shown.",
            numbers="",
        ),
    ),
    "advice": lambda: letters.advice(on(DECIDED_AT), reasons(), a_decision(Measure.ADVICE)),
    "team_decision": lambda: letters.team_decision(
        member_on(DECIDED_AT),
        reasons(),
        measure=Measure.WORK_HOLD,
        days=30,
        own_facts=("C-9101", "C-9103"),
        part=MemberPart.of(reasons(), "m-1"),
    ),
    "team_decision_warning": lambda: letters.team_decision(
        member_on(DECIDED_AT),
        reasons(),
        measure=Measure.WARNING,
        days=0,
        own_facts=(),
        part=MemberPart.of(reasons(), "m-1"),
    ),
    "effect": lambda: letters.effect(
        on(BEGUN_AT),
        reasons(),
        measure=Measure.WORK_HOLD,
        decided_on=DECIDED_AT.date(),
        ends_at=datetime(2027, 4, 25, tzinfo=UTC),
        exit_words=EXIT,
        given_by="Ruth Amsel",
        appeal_until=datetime(2027, 9, 9, tzinfo=UTC),
        records=facts_relied_on(a_decision().facts),
    ),
    "effect_closure": lambda: letters.effect(
        on(BEGUN_AT),
        reasons(),
        measure=Measure.CLOSURE,
        decided_on=DECIDED_AT.date(),
        ends_at=None,
        exit_words=EXIT,
        given_by="Ruth Amsel",
        appeal_until=datetime(2027, 9, 9, tzinfo=UTC),
        records=facts_relied_on(a_decision().facts),
    ),
    "effect_member": lambda: letters.effect(
        member_on(BEGUN_AT),
        reasons(),
        measure=Measure.WORK_HOLD,
        decided_on=DECIDED_AT.date(),
        ends_at=datetime(2027, 4, 25, tzinfo=UTC),
        exit_words=EXIT,
        given_by="Ruth Amsel",
        appeal_until=None,
        records=records(MemberPart.of(reasons(), "m-1")),
    ),
    "restriction_ended": lambda: letters.restriction_ended(
        on(datetime(2027, 4, 25, 1, tzinfo=UTC)),
        reasons(),
        measure=Measure.WORK_HOLD,
        since=BEGUN_AT.date(),
        records=facts_relied_on(a_decision().facts),
    ),
    "restriction_ended_another_goes_on": lambda: letters.restriction_ended(
        to_freelancer(written_at=datetime(2027, 4, 25, 1, tzinfo=UTC)),
        freelancer_reasons(),
        measure=Measure.WORK_HOLD,
        since=BEGUN_AT.date(),
        others=("WM-2612-0031",),
        records=facts_relied_on(a_decision().facts),
    ),
    "lifted": lambda: letters.lifted(
        on(datetime(2027, 4, 2, 9, tzinfo=UTC)),
        reasons(),
        measure=Measure.WORK_HOLD,
        since=BEGUN_AT.date(),
        because='"Every running project has a second person now, as you showed on March 30." Ada Marsh.',
        records=facts_relied_on(a_decision().facts),
    ),
    "lifted_member": lambda: letters.lifted(
        member_on(datetime(2027, 4, 6, 9, tzinfo=UTC)),
        reasons(),
        measure=Measure.WORK_HOLD,
        since=BEGUN_AT.date(),
        because="The chance of being below the standard is under 50 in 100.",
        records=records(MemberPart.of(reasons(), "m-1")),
    ),
    "lapsed_no_effect": lambda: letters.lapsed(
        on(datetime(2027, 4, 8, 1, tzinfo=UTC)), reasons(), because=Lapse.NO_EFFECT, noticed_on=date(2026, 11, 9)
    ),
}
"""Every letter about a decision, what begins with it and how that ends."""


SIGNED_AT = datetime(2026, 11, 12, 15, 41, tzinfo=UTC)
END = datetime(2027, 2, 9, tzinfo=UTC)
AFTER_END = datetime(2027, 2, 9, 9, tzinfo=UTC)
ONCE_MORE = datetime(2027, 4, 9, 23, tzinfo=UTC)
DUE = datetime(2026, 11, 24, tzinfo=UTC)
LATER_DUE = datetime(2026, 12, 8, tzinfo=UTC)

INTERIM_END = datetime(2026, 11, 19, tzinfo=UTC)


def an_interim_hold(**changes: Any) -> InterimFacts:
    """Return an interim hold for imminent harm, by two people."""
    return replace(
        InterimFacts(
            kind="work_hold",
            title="Imminent harm",
            text="New work may be held for some days when clients would otherwise come to harm.",
            evidence=("Message M-5512 of November 8, 2026", "The reports of two clients, November 9, 2026"),
            reasons="M-5512 asks clients for the passwords of their shops. Two have lost money since Friday.",
            decided_by="Ruth Amsel",
            approved_by="Ida Brandt",
            begun_at=WRITTEN_AT,
            review_by=datetime(2026, 11, 13, tzinfo=UTC),
            ends_at=INTERIM_END,
        ),
        **changes,
    )


LETTERS: Mapping[str, Callable[[], Letter]] = {
    "first_notice_manager": lambda: letters.first_notice(
        an_envelope(), reasons(), deadlines=DEADLINES, example_due_at=DUE
    ),
    "first_notice_freelancer": lambda: letters.first_notice(
        to_freelancer(), freelancer_reasons(), deadlines=DEADLINES, example_due_at=DUE
    ),
    "first_notice_unknown_zone": lambda: letters.first_notice(
        to_freelancer(zone="", recipient_name="", signed_by=""),
        freelancer_reasons(),
        deadlines=DEADLINES,
        example_due_at=datetime(2026, 11, 24, 12, tzinfo=UTC),
    ),
    "team_notice": lambda: letters.team_notice(
        to_member(),
        reasons(),
        part=MemberPart.of(reasons(), "m-1"),
        manager_name="Mara Velling",
        manager_told_on=date(2026, 11, 9),
        speak_until=datetime(2026, 11, 20, tzinfo=UTC),
    ),
    "heads_up": lambda: letters.heads_up(to_freelancer(reference="WM-2611-H-2207"), early_reasons()),
    "re_review_answer_member": lambda: _re_review(to_member(), MemberPart.of(reasons(), "m-1")),
    "reply": lambda: letters.reply(
        an_envelope(),
        reasons(),
        question=Question("WM-2611-0482-Q1", date(2026, 11, 10), "Which contracts exactly?"),
        answer="Two of them weigh most.\n\nBoth ended late, and both clients said so.",
        cites=Cites(the_contracts(reasons()), remedy=True),
        time=AnswerTime(14, LATER_DUE),
    ),
    "representative": lambda: letters.representative(an_envelope(), reasons(), name="Ana Prado", admitted=True),
    "representative_dismissed": lambda: letters.representative(
        an_envelope(), reasons(), name="Ana Prado", admitted=False
    ),
    "extension": lambda: letters.extension(an_envelope(), reasons(), was=DUE, due_at=LATER_DUE),
    "extension_member": lambda: letters.extension(
        to_member(), reasons(), was=DUE, due_at=LATER_DUE, part=MemberPart.of(reasons(), "m-1")
    ),
    "answer_receipt": lambda: letters.answer_receipt(
        an_envelope(),
        reasons(),
        answered_at=datetime(2026, 11, 12, 15, 41, tzinfo=UTC),
        answer="Teo was ill in August.\n\nFrom now on two people share each project.",
        review_by=datetime(2026, 11, 27, tzinfo=UTC),
    ),
    "improvement_started": lambda: letters.improvement_started(
        an_envelope(),
        reasons(),
        goals=_goals(),
        guidance="Most of the seven ended late. Agree on dates you can keep, and tell clients early when one slips.",
        warned_on=date(2026, 11, 12),
        ends_at=END,
        deadlines=DEADLINES,
    ),
    "reminder": lambda: letters.reminder(
        an_envelope(), reasons(), goals=_goals(), ends_at=END, later_rated=3, later_satisfied=2
    ),
    "improved": lambda: letters.improved(an_envelope(written_at=AFTER_END), reasons(), after=later(good=True)),
    "improved_member": lambda: letters.improved(
        to_member(), reasons(), after=later(good=True), part=MemberPart.of(reasons(), "m-1")
    ),
    "not_improved": lambda: letters.not_improved(
        an_envelope(written_at=AFTER_END),
        reasons(),
        after=later(good=False),
        deadlines=DEADLINES,
        example_due_at=datetime(2027, 2, 24, tzinfo=UTC),
    ),
    "prolonged": lambda: letters.prolonged(
        an_envelope(written_at=AFTER_END), reasons(), was=END, ends_at=ONCE_MORE, later_rated=0
    ),
    "withdrawn": lambda: letters.withdrawn(
        an_envelope(), reasons(), reasons="C-88213 was canceled by us, not by you.", noticed_on=date(2026, 11, 9)
    ),
    "lapsed": lambda: letters.lapsed(
        an_envelope(), reasons(), because=Lapse.NOT_REVIEWED, noticed_on=date(2026, 11, 9)
    ),
    "re_review_answer": lambda: _re_review(an_envelope()),
    "violation_notice_manager": lambda: letters.violation_notice(
        an_envelope(), a_second_breach(), deadlines=DEADLINES, example_due_at=DUE
    ),
    "violation_notice_freelancer": lambda: letters.violation_notice(
        to_freelancer(), a_breach(), deadlines=DEADLINES, example_due_at=DUE, asks_to_sign=True
    ),
    "violation_member": lambda: letters.violation_member(
        to_member(),
        a_second_breach(),
        part=BreachPart(("C-88213",), date(2026, 10, 28)),
        manager_name="Mara Velling",
        manager_told_on=date(2026, 11, 9),
        speak_until=datetime(2026, 11, 20, tzinfo=UTC),
    ),
    "reply_about_a_breach": lambda: letters.reply(
        to_freelancer(),
        a_breach(),
        question=Question("WM-2611-0455-Q1", date(2026, 11, 10), "Which message do you mean?"),
        answer="The message of October 28, sent before the contract with that client began.",
        cites=Cites(acts=a_breach().acts, remedy=True),
        time=AnswerTime(14, LATER_DUE),
    ),
    "withdrawn_about_a_breach": lambda: letters.withdrawn(
        to_freelancer(), a_breach(), reasons="The message was sent by somebody else.", noticed_on=date(2026, 11, 9)
    ),
    "lapsed_about_a_breach_member": lambda: letters.lapsed(
        to_member(),
        a_second_breach(),
        because=Lapse.NOT_REVIEWED,
        noticed_on=date(2026, 11, 9),
        part=BreachPart(("C-88213",), date(2026, 10, 28)),
    ),
    "acknowledgement_receipt": lambda: letters.acknowledgement_receipt(
        an_envelope(reference="WM-2611-0482-A1", case_reference="WM-2611-0482"),
        the_text(),
        name="Mara Velling",
        signed_at=SIGNED_AT,
        session_kind="code",
    ),
    "acknowledgement_taken_back": lambda: letters.acknowledgement_taken_back(
        an_envelope(reference="WM-2611-0482-A1", case_reference="WM-2611-0482"),
        the_text(),
        signed_at=SIGNED_AT,
        taken_back_at=datetime(2026, 11, 16, 9, 5, tzinfo=UTC),
    ),
    **ABOUT_APPEALS,
    **ABOUT_DECISIONS,
    "interim_hold": lambda: letters.interim_hold(an_envelope(), a_breach(), an_interim_hold()),
    "interim_hold_freelancer": lambda: letters.interim_hold(
        to_freelancer(), a_breach(), an_interim_hold(kind="full_hold")
    ),
    "interim_hold_member": lambda: letters.interim_hold(
        to_member(), a_second_breach(), an_interim_hold(), part=BreachPart(("C-88213",), date(2026, 10, 28))
    ),
    "interim_kept": lambda: letters.interim_kept(
        an_envelope(signed_by="Ada Marsh"),
        a_breach(),
        reasons="M-5512 asks three clients for their passwords. Two of them confirmed it to me today.",
        ends=an_envelope().deadline(INTERIM_END),
    ),
    "interim_over": lambda: letters.interim_over(an_envelope(), a_breach(), how=letters.InterimEnd.NOT_REVIEWED),
    "interim_over_by_person": lambda: letters.interim_over(
        to_freelancer(signed_by="Ada Marsh"),
        a_breach(),
        how=letters.InterimEnd.ENDED_BY_PERSON,
        reasons="M-5512 was sent from a stolen session, as the sign-ins of that day show.",
    ),
    "rule_paused": lambda: letters.rule_paused(an_envelope(), a_breach(), retire_by=LATER_DUE, looked_at_by=None),
    "rule_paused_at_work": lambda: letters.rule_paused(
        to_freelancer(), a_breach(), retire_by=LATER_DUE, looked_at_by=DUE
    ),
    "rule_resumed": lambda: letters.rule_resumed(
        an_envelope(signed_by="Ida Brandt"),
        a_breach(),
        reasons="The four decisions that fell rested on one wrong import. It has been mended.",
        goes_on_until=LATER_DUE,
    ),
    "moot": lambda: letters.moot(an_envelope(), reasons(), left=True),
}
"""Name of the snapshot and how the letter is built."""


def as_kept(name: str) -> str:
    """Return a letter as its snapshot keeps it."""
    letter = LETTERS[name]()
    return f"Subject: {letter.subject}\n\n{as_text(letter, letter_url=LETTER_URL)}"


if __name__ == "__main__":  # python -m tests.support.letters: keep every letter as it is now
    for each in LETTERS:
        (KEPT / f"{each}.txt").write_text(as_kept(each), encoding="utf-8")
