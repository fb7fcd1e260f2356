"""What a case is about, in facts: the rule, what was found, what it rests on, what would end it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from fairnotice.evaluation.result import CountedContract, Provenance
from fairnotice.interfaces.portal.components import Cell, EvidenceTable, Message
from fairnotice.notices import words
from fairnotice.notices.breach import EVIDENCE
from fairnotice.queries.case_page import CasePage
from fairnotice.queries.case_page import Deed as May

FIRST_SHOWN = 5
WOULD_END = "what shows that it did not happen, that somebody else did it, or that the rule allows it."


@dataclass(frozen=True, slots=True)
class Fact:
    """One row of "What it is about"."""

    name: str
    text: str
    strong: str = ""


def facts_of(page: CasePage) -> tuple[Fact, ...]:
    """Return the facts that this reader may see, in the order of the letter."""
    policy = page.policy
    rule = Fact(
        "Rule",
        f"{page.provision.id}, {policy.title}, version {policy.version}, published {words.day(policy.published_on)}, "
        f"in force since {words.day(policy.binds_from)}: {page.provision.text.strip()}",
    )
    rests = page.rests_on
    if page.about_acts:
        return rule, *_about_acts(page)
    if page.is_member:
        own = (
            f"{words.counted(rests.rated, 'rated contract')} of yours at {page.account_name}, "
            f"{rests.satisfied} satisfied, {rests.adverse} not. What other members did is not shown to you."
        )
        return rule, Fact("What concerns you", own)
    found = [rule]
    if (estimate := page.estimate) is not None and page.explanation is not None:
        limits = (page.explanation.standard,)
        found.append(
            Fact(
                "What we found",
                f"{words.of_100(estimate.mean, limits=limits)} of 100 satisfied (very likely "
                f"{words.of_100(estimate.low, limits=limits)} to {words.of_100(estimate.high, limits=limits)}). "
                f"Chance of being below {words.of_100(page.explanation.standard)}:",
                f"{words.of_100(estimate.v, limits=(page.explanation.bar, page.explanation.keeps))} in 100",
            )
        )
    checked = f"{page.handled_by} reads it." if page.handled_by else "No person has decided anything."
    if decided := [s.event.actor_name for s in page.timeline if s.code == "improvement_started" and s.event]:
        checked = f"{decided[-1] or 'A person'} has read it."
    found.append(
        Fact(
            "It rests on",
            f"{words.counted(rests.rated, 'rated contract')} with {words.counted(rests.clients, 'client')}. "
            f"{rests.adverse} were unsatisfied, from {words.counted(rests.adverse_clients, 'client')}. "
            f"Found by our own monthly look, by program. {checked}",
        )
    )
    if would_end := _would_end(page):
        found.append(Fact("It would end with", would_end))
    return tuple(found)


def _about_acts(page: CasePage) -> tuple[Fact, ...]:
    """Return what a case about recorded acts rests on, and what would end it."""
    if page.is_member:
        return (Fact("What concerns you", "A contract that you worked is named. Your letter says which."),)
    acts = words.listed([each.id for each in page.violations])
    checked = f"{page.handled_by} reads it." if page.handled_by else "A person read it. No person has decided anything."
    return (
        Fact("It rests on", f"{acts}, below with the evidence. {checked}"),
        Fact(
            "It would end with",
            "evidence that it did not happen, that somebody else did it, or that the rule allows it.",
        ),
    )


def acts_table(page: CasePage, *, zone: str) -> EvidenceTable | None:
    """Return the acts that the case rests on, each with its evidence; None where it rests on numbers."""
    if not page.violations:
        return None
    rows = []
    for each in page.violations:
        supported = words.listed([EVIDENCE[kind].format(reference) for kind, reference in each.evidence])
        address = next((reference for kind, reference in each.evidence if kind == "url"), "")
        known = "our program found it" if each.by_program else "our staff found it"
        rows.append(
            (
                Cell(each.id, small=words.day(words.local_date(each.occurred_at, zone))),
                Cell(each.description or "The words were erased.", small="taken back" if each.withdrawal else ""),
                Cell(supported, small=address),
                Cell(known if each.own_initiative else "somebody reported it"),
            )
        )
    return EvidenceTable(
        caption=f"{words.counted(len(rows), 'act')} on record, the newest first.",
        heads=("Act", "What is said to have happened", "What supports it", "How we know"),
        rows=tuple(rows),
    )


def _would_end(page: CasePage) -> str:
    what_if = page.explanation.what_if if page.explanation else None
    if what_if is None:
        return ""
    ways = []
    if what_if.enough:
        ways.append(f"{words.counted(what_if.enough, 'more satisfied contract')} with new clients")
    if what_if.removals:
        fewer = words.counted(len(what_if.removals), "contract")
        ways.append(f"{fewer} shown not to count ({', '.join(what_if.removals)})")
    if what_if.lapses_on:
        ways.append(f"by itself on {words.day(what_if.lapses_on)}, if nothing new is rated")
    return f"{', or '.join(ways)}." if ways else ""


def contracts_table(page: CasePage, *, everything: bool, contest_url: str) -> EvidenceTable:
    """Return the unsatisfied contracts the case rests on, each with a way to contest it."""
    shown = page.contracts if everything else page.contracts[:FIRST_SHOWN]
    may = May.ASK in page.may and not page.outcome
    member = page.is_agency and not page.is_member
    heads = ("Contract", *(("Member",) if member else ()), "Ended", "Client said", "Your view" if may else "Status")
    return EvidenceTable(
        caption=f"{len(shown)} of {len(page.contracts)} shown, newest first.",
        heads=heads,
        rows=tuple(
            (
                Cell(c.contract_id, small=" · ".join(filter(None, (c.category, c.client_name)))),
                *((Cell(c.worker_name or "not named"),) if member else ()),
                Cell(words.day(c.ended_on) if c.ended_on else "open"),
                Cell(said(c)),
                _view(page, c, contest_url if may else ""),
            )
            for c in shown
        ),
    )


def _view(page: CasePage, contract: CountedContract, contest_url: str) -> Cell:
    if contract.contract_id in page.contested:
        return Cell("you wrote about it", tag="wait")
    if contest_url:
        return Cell("Contest", url=f"{contest_url}?contract={quote(contract.contract_id)}")
    return Cell("counted")


def said(contract: CountedContract) -> str:
    """Return what the client said, in stars or the likelihood to recommend, and their words."""
    if contract.stars is not None:
        mark = f"{contract.stars} of 5."
    else:
        mark = f"Would recommend: {contract.recommend} of 10." if contract.recommend is not None else "Not satisfied."
    return f"{mark} “{contract.comment}”" if contract.comment else f"{mark} No comment."


def messages_of(page: CasePage, *, zone: str, team: str) -> tuple[Message, ...]:
    """Return every message the reader may see, oldest first, each question with its answer-by time."""
    late = page.late_from
    shown = [(each, "Late, accepted" if late is not None and each.event > late else "") for each in page.statements]
    for thread in page.threads:
        note = f"Reference {thread.reference}"
        if thread.answer_by is not None:
            note += f" · We reply by {words.deadline(thread.answer_by, zone)}"
        shown.append((thread.question, note))
        shown.extend((reply, f"Reference {thread.reference}") for reply in thread.replies)
    return tuple(
        Message(
            by=each.by_name or "A person",
            role=team if each.ours else "",
            when=words.moment(each.at, zone),
            text=each.words,
            ours=each.ours,
            at=each.at,
            note=note,
        )
        for each, note in sorted(shown, key=lambda pair: pair[0].event)
    )


def provenance_of(origin: Provenance) -> str:
    """Return where the numbers come from, in one line."""
    return (
        f"{origin.policy_title}, version {origin.policy_version}, rule {origin.provision} · "
        f"{words.day(origin.window_from)} to {words.day(origin.window_to)} · data {origin.snapshot} · "
        f"as of {words.day(origin.as_of.date())} · next look {words.day(origin.next_look_on)}"
    )
