"""What the reader can do now, and what would change the result; nothing that was not asked for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from fairnotice.evaluation.result import Estimate, Verdict, WhatIf
from fairnotice.notices import words
from fairnotice.policy.rulebook import Counts
from fairnotice.queries.stats import Stats

MOST_OF_THEM = 0.5
FEW = 3


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing, its bold start and the rest of the sentence."""

    start: str
    rest: str


def to_do(stats: Stats) -> tuple[Advice, ...]:
    """Return what the reader can do now; empty where nothing needs doing."""
    seen = stats.explanation
    if not isinstance(seen.estimate, Estimate) or seen.verdict is Verdict.CLEAR:
        return ()
    adverse = [c for c in seen.contracts if c.counts == Counts.ADVERSE]
    items = [
        Advice(
            f"Check the {words.counted(len(adverse), 'unsatisfied contract')}.",
            "If one should not count, say so. You need no proof to ask.",
        )
    ]
    if seen.kind == "agency" and adverse:
        (worker, name), share = Counter((c.worker_id, c.worker_name) for c in adverse).most_common(1)[0]
        if share >= FEW and share >= MOST_OF_THEM * len(adverse):
            items.append(_share(share, len(adverse), name, itself=worker == stats.reader_account))
    if stats.case is not None and stats.case.waits_for_answer and stats.case.answer_due_at is not None:
        by = words.day(words.deadline_day(stats.case.answer_due_at, stats.zone))
        items.append(Advice(f"Answer by {by}.", "A few sentences about what will change are enough."))
    return tuple(items)


def good_to_know(stats: Stats) -> tuple[Advice, ...]:
    """Return what calms a reader of whom we know too little."""
    posts = stats.explanation.posts_without_hire
    return (
        Advice("A break is free.", "Inactivity cannot lower any number here."),
        Advice("You need not close open work", "to get rated."),
        Advice("When the next contract is rated,", "it is counted at the next look by itself."),
        Advice("Posts without a hire", f"never count. There are {posts}." if posts else "never count."),
    )


def changes(stats: Stats) -> tuple[Advice, ...]:
    """Return what else would change the result, beside more satisfied contracts."""
    seen, what_if = stats.explanation, stats.explanation.what_if
    if what_if is None or not isinstance(seen.estimate, Estimate):
        return ()
    items = []
    if what_if.removals and what_if.v_without_removals is not None:
        items.append(_without(what_if, seen.keeps))
    if what_if.lapses_on is not None and seen.verdict is Verdict.FINDING:
        items.append(
            Advice(
                "Time alone",
                f"If no further contract is rated, this ends by itself on {words.day(what_if.lapses_on)}. "
                "Pausing work never makes it worse.",
            )
        )
    else:
        items.append(Advice("Time alone", "Pausing work never makes it worse."))
    if stats.case is not None and stats.case.letter_on is not None:
        items.append(
            Advice(
                "Contracts after the letter count for the review",
                "Then we look only at contracts that ended after the letter reached you.",
            )
        )
    return tuple(items)


def _share(share: int, among: int, name: str, *, itself: bool) -> Advice:
    """Return whose most of the unsatisfied contracts are."""
    if itself:
        return Advice("Look at your own first.", f"{share} of the {among} unsatisfied contracts were worked by you.")
    who = name.split(maxsplit=1)[0] if name else "the member"
    return Advice(f"Talk to {who}.", f"{share} of the {among} unsatisfied contracts were worked by {name or who}.")


def _without(what_if: WhatIf, keeps: float) -> Advice:
    """Return the fewest contracts without which the finding would not stand."""
    count = len(what_if.removals)
    chance = words.of_100(what_if.v_without_removals or 0.0, limits=(keeps,))
    return Advice(
        f"{words.counted(count, 'contract')} that should not have counted",
        f"Without {words.listed(what_if.removals)} the chance is {chance} in 100, and there is no finding.",
    )
