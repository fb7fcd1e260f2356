"""What one look says about everybody, in words."""

from __future__ import annotations

from collections.abc import Iterator

from fairnotice.evaluation.result import Verdict
from fairnotice.policy.rulebook import Policy
from fairnotice.warehouse.look import FoundAccount, LookResult

LISTED = 20
"""Found accounts that are listed; the table has all."""
MEANINGS = {
    Verdict.FINDING: "below the standard: gets a letter",
    Verdict.HEADS_UP: "near it: gets a private early word",
    Verdict.CLEAR: "nothing to say",
    Verdict.INSUFFICIENT_EVIDENCE: "too little to say; counts against nobody",
}
HEADINGS = {Verdict.FINDING: "Findings", Verdict.HEADS_UP: "Heads-ups"}


def report(result: LookResult, policy: Policy) -> Iterator[str]:
    """Yield the lines of a summary that fits 80 columns."""
    total = sum(result.summary.values())
    yield f"Look of {result.as_of:%d %B %Y}, {result.as_of:%H:%M} UTC; later facts do not exist for it."
    yield f"{policy.title}, version {policy.version} ({policy.id}). Facts: snapshot {result.snapshot}."
    yield ""
    yield f"{total:>10,}  accounts measured"
    for verdict, meaning in MEANINGS.items():
        yield f"{result.summary[verdict.value]:>10,}  {verdict.value:<23}{meaning}"
    yield ""
    yield from learned(result)
    for verdict, heading in HEADINGS.items():
        found = sorted(
            (one for one in result.findings if one.verdict is verdict), key=lambda one: (-one.v, one.account_id)
        )
        if found:
            yield f"{heading}, the surest first:"
            yield from (_line(one) for one in found[:LISTED])
            if len(found) > LISTED:
                yield f"  and {len(found) - LISTED:,} more in the table"
            yield ""


def learned(result: LookResult) -> Iterator[str]:
    """Yield what the look learned from everybody, one line for each standard."""
    for model in result.model.values():
        population = model["population"]
        kind = "" if population["kind"] == "npmle" else " (few: one beta)"
        yield f"Learned from {population['accounts']:,} accounts with a recent rated contract{kind}."
    yield ""


def _line(found: FoundAccount) -> str:
    name = f" ({found.name})" if found.name and found.name != found.account_id else ""
    return f"  {found.account_id}{name}, {found.kind}: {found.v:.1%} sure, {found.provision}"
