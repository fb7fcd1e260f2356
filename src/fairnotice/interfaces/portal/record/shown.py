"""The record of an account in words: acts, cases, confirmations, and what of the past counts by which rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from fairnotice.cases.ladder import SAID
from fairnotice.cases.standing import Standing
from fairnotice.interfaces.console.history import EVENTS
from fairnotice.interfaces.portal.components import Cell, EvidenceTable, LadderShown, Status, Tone
from fairnotice.notices import words
from fairnotice.notices.breach import EVIDENCE
from fairnotice.queries.account_record import AccountRecord, CaseOnRecord, Happened
from fairnotice.queries.case_letters import LetterOnRecord
from fairnotice.queries.violations import ViolationOnRecord

PROOFS = {
    "opened": "opened while signed in",
    "seen": "confirmed as seen",
    "signed_post": "signed for on paper",
}
STANDING: Mapping[Standing, str] = {
    Standing.GOOD: "Nothing is restricted.",
    Standing.WORK_HOLD: "A hold on new work is in force.",
    Standing.FULL_HOLD: "A hold is in force.",
    Standing.SUSPENSION: "A suspension is in force.",
    Standing.CLOSURE: "A closure is in force.",
    Standing.LEFT: "The account has left.",
}
ENDED: Mapping[str, str] = {
    "withdrawn": "Taken back. It counts for nothing.",
    "improved": "Improved. It counts for nothing.",
    "lapsed": "Lapsed. It counts for nothing.",
    "moot": "Over, because the account left. It counts for nothing.",
    "advised": "Ended with advice.",
    "warned": "Ended with a warning.",
    "expired": "The measure came to its end.",
    "lifted": "The measure was lifted early.",
    "reversed": "Reversed. It counts as if it had never been.",
    "granted": "Granted.",
    "refused": "Refused.",
}
STATES = {"quality": "About clients who were not satisfied", "violation": "About a violation", "request": "A request"}


@dataclass(frozen=True, slots=True)
class CaseShown:
    """One case on the page."""

    reference: str
    url: str
    about: str
    state: str
    measure: str
    """The measure with its person and its end; empty while nothing was decided."""
    letters: EvidenceTable | None
    steps: tuple[tuple[datetime, str, str], ...]
    """Instant, its words, and what happened."""


def status_of(found: AccountRecord, name: str, *, zone: str) -> Status:
    """Return the first sentences of the page."""
    del zone
    restricted = found.standing is not Standing.GOOD
    standing = STANDING[found.standing]
    if found.empty:
        lede = "No violation, no case and no confirmation was ever recorded."
        return Status(Tone.CALM, "Nothing to do", f"Nothing is on record about {name}.", f"{standing} {lede}")
    alive = [v for v in found.violations if v.withdrawal is None]
    counting = sum(len(ladder.climb.counting) for ladder in found.ladders)
    parts = [words.counted(len(alive), "violation"), words.counted(len(found.cases), "case")]
    sentence = f"The record of {name} holds {words.listed(parts)}."
    counts = f"{words.counted(counting, 'earlier measure')} {'counts' if counting == 1 else 'count'} today."
    both = "Both sides see this same page, and nothing on it is ever changed or removed."
    tone, word = (Tone.GRAVE, "In force") if restricted else (Tone.NOTE, "Information")
    return Status(
        tone, word, sentence, f"{standing} {counts if counting else 'No earlier measure counts today.'} {both}"
    )


def violations_of(found: AccountRecord, *, zone: str, staff: bool) -> EvidenceTable | None:
    """Return every act on record, the newest first; None where there is none."""
    if not found.violations:
        return None
    return EvidenceTable(
        caption=f"{words.counted(len(found.violations), 'violation')}, the newest act first.",
        heads=("Violation", "What happened", "What supports it", "How we know", "What became of it"),
        rows=tuple(_violation(each, zone, staff=staff) for each in found.violations),
    )


def _violation(each: ViolationOnRecord, zone: str, *, staff: bool) -> tuple[Cell, ...]:
    supported = words.listed([EVIDENCE[kind].format(reference) for kind, reference in each.evidence])
    address = next((reference for kind, reference in each.evidence if kind == "url"), "")
    known = "found by program" if each.by_program else "found by our staff"
    reported = f"reported by {each.reported_by}" if staff else "reported by somebody"
    rule = f"rule {each.provision_id} of the {each.policy_title}, version {each.policy_version}"
    since = f"recorded {_day(each.recorded_at, zone)}"
    since += f" · corrected {_day(each.corrected_at, zone)}" if each.corrected_at else ""
    return (
        Cell(
            each.id,
            small=f"{_day(each.occurred_at, zone)} · {rule}",
            url=reverse("console-violation", args=[each.id]) if staff else "",
        ),
        Cell(each.description or "The words were erased.", small=f"severity: {each.severity}" if each.severity else ""),
        Cell(supported, small=address),
        Cell(
            known if each.own_initiative else reported,
            small=since,
        ),
        Cell(_became(each, zone)),
    )


def _became(each: ViolationOnRecord, zone: str) -> str:
    """Return what became of a violation."""
    if each.withdrawal:
        reasons = f" “{each.withdrawal.reasons}”" if each.withdrawal.reasons else ""
        return f"Taken back {_day(each.withdrawal.at, zone)} by {each.withdrawal.by}.{reasons} It counts for nothing."
    if each.case_reference:
        return f"Case {each.case_reference}."
    return "On record only. By itself it has no effect."


def cases_of(found: AccountRecord, *, zone: str, staff: bool) -> tuple[CaseShown, ...]:
    """Return every case, the newest first, with its letters and steps."""
    return tuple(_case(case, zone, staff=staff) for case in found.cases)


def _case(case: CaseOnRecord, zone: str, *, staff: bool) -> CaseShown:
    state = ENDED[case.outcome] if case.outcome else "Open."
    return CaseShown(
        reference=case.reference,
        url=reverse("console-case" if staff else "case", args=[case.reference]),
        about=f"{STATES.get(case.matter, case.matter)} · rule {case.provision_id}, {case.provision_title}",
        state=f"{state} Opened {_day(case.opened_at, zone)}"
        + (f", ended {_day(case.ended_at, zone)}." if case.ended_at else "."),
        measure=_measure(case, zone),
        letters=_letters(case.letters, zone),
        steps=tuple((step.at, words.moment(step.at, zone), _step(step)) for step in case.happened),
    )


def _measure(case: CaseOnRecord, zone: str) -> str:
    """Return the measure that was decided, by whom, and until when it works."""
    decision = case.state.decision
    decided = next((step for step in case.happened if step.name == "DecisionMade"), None)
    if decision is None or decided is None:
        return ""
    said = SAID[decision.measure]
    told = f"{said[:1].upper()}{said[1:]}, decided {_day(decision.made_at, zone)} by {decided.by or 'a person'}."
    working = case.state.restriction
    if working and working.ends_at:
        return f"{told} It works since {_day(working.since, zone)} and ends by itself {_moment(working.ends_at, zone)}."
    if working:
        return f"{told} It works since {_day(working.since, zone)}."
    return told


def _step(step: Happened) -> str:
    return f"{EVENTS[step.name]}, {step.by}" if step.by else EVENTS[step.name]


def _letters(letters: tuple[LetterOnRecord, ...], zone: str) -> EvidenceTable | None:
    """Return the letters with when each is proven to have arrived; None where none was written."""
    if not letters:
        return None
    rows = []
    for letter in letters:
        proven = "not proven to have arrived"
        if letter.proven_at:
            proven = f"{PROOFS[letter.proof_kind]}, {_moment(letter.proven_at, zone)}"
        to = Cell(letter.recipient_name, small=letter.recipient_role)
        rows.append((Cell(letter.subject, small=_day(letter.created_at, zone)), to, Cell(proven)))
    return EvidenceTable(
        caption=f"{words.counted(len(letters), 'letter')}, and when each arrived.",
        heads=("Letter", "To", "Delivered"),
        rows=tuple(rows),
    )


def signed_of(found: AccountRecord, *, zone: str) -> EvidenceTable | None:
    """Return every confirmation that a text was read; None where there is none."""
    if not found.signed:
        return None
    rows = tuple(
        (
            Cell(each.reference, small=f"case {each.case_reference}"),
            Cell(f"Rule {each.provision_id} of the {each.policy_title}, version {each.version}"),
            Cell(each.name, small=_moment(each.signed_at, zone)),
            Cell(f"Taken back {_moment(each.taken_back_at, zone)}" if each.taken_back_at else "Stands"),
        )
        for each in found.signed
    )
    return EvidenceTable(
        caption=f"{words.counted(len(rows), 'confirmation')}. None of them admits anything.",
        heads=("Receipt", "What was read", "By whom, and when", "Now"),
        rows=rows,
    )


def ladders_of(found: AccountRecord, *, zone: str) -> tuple[LadderShown, ...]:
    """Return each rule's ladder: the most that could follow on a new act today, why, and what counts until when."""
    shown = []
    for ladder in found.ladders:
        rows = tuple(
            (
                Cell(each.rung.reference, small=SAID[each.rung.measure]),
                Cell(_day(each.rung.delivered_at, zone) if each.rung.delivered_at else "not proven"),
                Cell("yes" if each.counts else "no", small=each.why),
                Cell(_day(each.counts_until, zone) if each.counts_until else "-", small=_clean(each.clean)),
            )
            for each in ladder.climb.rungs
        )
        table = EvidenceTable(
            caption=f"{words.counted(len(rows), 'earlier measure')} under this rule.",
            heads=("Measure", "Delivered", "Counts today", "At the latest until"),
            rows=rows,
        )
        provision = ladder.provision
        shown.append(
            LadderShown(f"{provision.id} {provision.title}", provision.text, ladder.climb.why, table if rows else None)
        )
    return tuple(shown)


def _clean(count: int) -> str:
    return f"{words.counted(count, 'satisfied contract')} since" if count else ""


def _day(instant: datetime | None, zone: str) -> str:
    return words.day(words.local_date(instant, zone)) if instant else ""


def _moment(instant: datetime, zone: str) -> str:
    return f"{words.moment(instant, zone)}, {words.place(zone)}"
