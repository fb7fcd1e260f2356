"""The picture of due process, drawn from the table of steps, so that it can never be out of date."""

from __future__ import annotations

from fairnotice.cases.duties import OWED
from fairnotice.cases.forks import Fork
from fairnotice.cases.guards import GUARDS
from fairnotice.cases.stages import Stage
from fairnotice.cases.steps import NEXT_STAGE, OUTCOME_OF
from fairnotice.cases.takers import TAKEN_BY


def diagram() -> str:
    """Return the stages and the steps between them in Mermaid's notation; steps that stay are left out."""
    lines = ["stateDiagram-v2"]
    for (stage, kind), leads in NEXT_STAGE.items():
        for leads_to in _ends(leads):
            if stage is leads_to or stage is Stage.ENDED:
                continue
            outcome = f" ({OUTCOME_OF[kind].value})" if leads_to is Stage.ENDED else ""
            start = stage.value if stage else "[*]"
            lines.append(f"    {start} --> {leads_to.value}: {kind.__name__}{outcome}")
    return "\n".join([*lines, f"    {Stage.ENDED.value} --> [*]"])


def _ends(leads: Stage | Fork) -> tuple[Stage, ...]:
    """Return every stage that a row of the table may lead to."""
    return (leads,) if isinstance(leads, Stage) else leads.stages


def table() -> str:
    """Return every step as a row of a Markdown table: at, step, who, leads to, guards, letter."""
    lines = ["| at | step | who | leads to | refused unless | letter owed |", "|---|---|---|---|---|---|"]
    kinds = dict.fromkeys(kind for _, kind in NEXT_STAGE)
    for kind in kinds:
        at = [stage.value if stage else "-" for stage, of in NEXT_STAGE if of is kind]
        to = dict.fromkeys(
            "same" if stage is next_stage else next_stage.value
            for (stage, of), leads in NEXT_STAGE.items()
            if of is kind
            for next_stage in _ends(leads)
        )
        if any(isinstance(leads, Fork) for (_, of), leads in NEXT_STAGE.items() if of is kind):
            to = {"same": None, **to}
        ending = f" ({OUTCOME_OF[kind].value})" if kind in OUTCOME_OF else ""
        guards = ", ".join(f"`{guard.__name__}`" for guard in GUARDS[kind]) or "never refused"
        owed = f"{OWED[kind].document} to {OWED[kind].to.value.replace('_', ' ')}" if kind in OWED else "-"
        who = ", ".join(sorted(who.value for who in TAKEN_BY[kind]))
        lines.append(f"| {_at(at)} | `{kind.__name__}` | {who} | {', '.join(to)}{ending} | {guards} | {owed} |")
    return "\n".join(lines)


def _at(stages: list[str]) -> str:
    """Return where a step can be taken, in few words."""
    if len(stages) == len(Stage):
        return "any"
    return "any open" if set(stages) == {stage.value for stage in Stage} - {Stage.ENDED.value} else ", ".join(stages)


def guard_list() -> str:
    """Return every guard with the sentence that says what it protects."""
    guards = dict.fromkeys(guard for row in GUARDS.values() for guard in row)
    lines = sorted(f"- `{guard.__name__}`: {(guard.__doc__ or '').strip()}" for guard in guards)
    return "\n".join(lines)
