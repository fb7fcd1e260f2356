"""An explanation as lines that fit a terminal of 80 columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from textwrap import wrap

from fairnotice.evaluation.reasons import SENTENCES
from fairnotice.evaluation.result import (
    Condition,
    CountedContract,
    Explanation,
    InsufficientEvidence,
    Missing,
    Part,
    Verdict,
    WhatIf,
)

WIDTH = 80
VERDICTS = {
    Verdict.FINDING: "Below the standard, with confidence.",
    Verdict.HEADS_UP: "Near the bar: a private early word, without any consequence.",
    Verdict.CLEAR: "Nothing to say against this account.",
    Verdict.INSUFFICIENT_EVIDENCE: "Not enough evidence. This never counts against anybody.",
}
MISSING = {
    "rated": "rated contracts: {have} of at least {needed}",
    "clients": "different clients who rated: {have} of at least {needed}",
    "recent_rated": "rated contracts that ended in the last {days} days: {have} of at least {needed}",
}
MEMBERS, CLIENTS = 20, 20
IDS, NAMES = 22, 30
"""Columns for a contract's id at most, and for id and client together."""


def lines_of(explanation: Explanation) -> Iterator[str]:
    """Yield the explanation line by line: the answer, why, every contract, and what would change it."""
    yield from _head(explanation)
    yield from _estimate(explanation)
    yield from _conditions(explanation)
    yield from _what_if(explanation)
    yield from _parts("By member", explanation.by_member, MEMBERS)
    yield from _parts("By client", explanation.by_client, CLIENTS)
    yield from _contracts(explanation)


def _head(explanation: Explanation) -> Iterator[str]:
    source = explanation.provenance
    name = f" {explanation.name}" if explanation.name else ""
    yield f"{explanation.account_id}{name} ({explanation.kind})"
    yield VERDICTS[explanation.verdict]
    yield from wrap(
        f"{source.policy_title}, version {source.policy_version}, {source.provision}. "
        f"Look of {source.as_of:%d %B %Y}, {source.as_of:%H:%M} UTC. "
        f"Contracts that ended from {source.window_from:%d %B %Y} to {source.window_to:%d %B %Y}. "
        f"Facts: snapshot {source.snapshot}. Next look on {source.next_look_on:%d %B %Y}.",
        WIDTH,
    )
    yield ""


def _estimate(explanation: Explanation) -> Iterator[str]:
    estimate = explanation.estimate
    if isinstance(estimate, InsufficientEvidence):
        yield "Missing for an estimate:"
        for one in estimate.missing:
            yield from wrap(_missing(one), WIDTH, initial_indent="  ", subsequent_indent="    ")
        low, high = explanation.population_low, explanation.population_high
        yield f"Most accounts here satisfy {low:.0%} to {high:.0%} of typical clients."
    else:
        yield f"A typical client is satisfied with a chance of {estimate.mean:.0%};"
        yield f"  most likely {estimate.likely_low:.0%} to {estimate.likely_high:.0%},"
        yield f"  very likely {estimate.low:.0%} to {estimate.high:.0%}."
        yield f"The standard is {explanation.standard:.0%}. Chance of being below it: {estimate.v:.1%}."
    yield ""


def _missing(one: Missing) -> str:
    text = MISSING.get(one.code, one.code + ": {have} of at least {needed}")
    last = f" (the last ended on {one.last_on:%d %B %Y})" if one.last_on else ""
    return text.format(have=one.have, needed=one.needed, days=one.within_days) + last


def _conditions(explanation: Explanation) -> Iterator[str]:
    if not isinstance(explanation.estimate, InsufficientEvidence):
        yield "Conditions of a finding (all must hold):"
        for condition in explanation.conditions:
            mark = "yes" if condition.holds else " no"
            text = f"{condition.sentence} (here {_have(condition)})"
            yield from wrap(text, WIDTH, initial_indent=f"  {mark}  ", subsequent_indent=" " * 7)
    yield "Reasons of the verdict:"
    for code in explanation.reasons:
        yield from wrap(f"{code}: {SENTENCES.get(code, '')}", WIDTH, initial_indent="  ", subsequent_indent="    ")
    yield ""


def _have(condition: Condition) -> str:
    """Return the number that decided, as days, counts or a share."""
    if condition.have < 0:
        return "never"
    return f"{condition.have:.1%}" if condition.need < 1 else f"{condition.have:g}"


def _what_if(explanation: Explanation) -> Iterator[str]:
    what_if = explanation.what_if
    if what_if is None:
        return
    yield "What would change the result (each evaluated again):"
    if explanation.verdict is Verdict.FINDING or what_if.removals:
        yield from _ways_out(explanation, what_if)
    steps = [n for n in (0, 1, 2, 3, 6, 12) if n < len(what_if.more)]
    yield "  satisfied contracts with new clients " + " ".join(f"{n:>6}" for n in steps)
    yield "  chance of being below then           " + " ".join(f"{what_if.more[n]:>6.1%}" for n in steps)
    yield ""


def _ways_out(explanation: Explanation, what_if: WhatIf) -> Iterator[str]:
    keeps = f"{explanation.keeps:.0%}"
    if what_if.enough:
        yield f"  {what_if.enough} satisfied contracts with new clients bring it below {keeps}."
    if what_if.removals and what_if.v_without_removals is not None:
        removed = ", ".join(what_if.removals)
        yield from wrap(
            f"Were {removed} not to count, it would be {what_if.v_without_removals:.1%}.",
            WIDTH,
            initial_indent="  ",
            subsequent_indent="    ",
        )
    if what_if.lapses_on:
        yield f"  Without new ratings it lapses by itself on {what_if.lapses_on:%d %B %Y}."


def _parts(title: str, parts: tuple[Part, ...], most: int) -> Iterator[str]:
    if not parts:
        return
    yield f"{title:<40}{'rated':>6}{'satisfied':>11}{'weight each':>13}{'without':>9}"
    for part in parts[:most]:
        without = "-" if part.v_without is None else f"{part.v_without:.1%}"
        name = _cut(part.name or part.id, 37)
        yield f"  {name:<38}{part.rated:>6}{part.satisfied:>11}{part.weight_each:>13.2f}{without:>9}"
    if len(parts) > most:
        yield f"  and {len(parts) - most} more (see --json)"
    yield "  without: chance of being below were this part not to count"
    yield ""


def _contracts(explanation: Explanation) -> Iterator[str]:
    contracts = explanation.contracts
    counts = Counter(contract.counts for contract in contracts)
    told = ", ".join(
        f"{counts[kind]} {kind}" for kind in ("satisfied", "adverse", "unrated", "left_out") if counts[kind]
    )
    yield f"Contracts: {len(contracts)}" + (f" ({told})" if told else "")
    if contracts:
        width = min(max(len(contract.contract_id) for contract in contracts) + 1, IDS)
        width = max(width, len("contract "))
        yield f"  {'ended':<11}{'contract':<{width}}{'client':<{NAMES - width}}{'counts':<10}{'weight':>6}  reason"
        for contract in contracts:
            yield from _contract(contract, width)
        yield ""
        yield "Reasons:"
        for code, sentence in sorted({(contract.code, contract.sentence) for contract in contracts}):
            yield from wrap(f"{code}: {sentence}", WIDTH, initial_indent="  ", subsequent_indent="    ")
    if explanation.posts_without_hire:
        yield f"Posts without a hire: {explanation.posts_without_hire}. They never count."


def _contract(contract: CountedContract, width: int) -> Iterator[str]:
    """Yield one contract; an id too long for its column stands on a line of its own, whole."""
    ended = contract.ended_on.isoformat() if contract.ended_on else "open"
    client = _cut(contract.client_name or contract.client_id, NAMES - width - 1)
    shown = contract.contract_id
    if len(shown) >= width:
        yield f"  {ended:<11}{shown}"
        ended = shown = ""
    yield (
        f"  {ended:<11}{shown:<{width}}{client:<{NAMES - width}}"
        f"{contract.counts:<10}{contract.weight:>6.2f}  {_cut(contract.code, 19)}"
    )


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"
