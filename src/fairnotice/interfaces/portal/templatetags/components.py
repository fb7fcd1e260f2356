"""The parts every page is made of, as template tags."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from fairnotice.interfaces.portal.components import (
    Chip,
    EvidenceTable,
    LadderShown,
    Message,
    QueueRow,
    Status,
    Step,
)
from fairnotice.notices.understood import Change

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """Return the icon of that name, hidden from screen readers: a word always stands beside it."""
    return render_to_string(f"icons/{name}.html")


@register.inclusion_tag("components/status_line.html")
def status_line(status: Status) -> dict[str, Any]:
    """Show the first three sentences of the page."""
    return {"status": status}


@register.inclusion_tag("components/deadline_chip.html")
def deadline_chip(chip: Chip) -> dict[str, Any]:
    """Show a date that matters."""
    return {"chip": chip}


@register.inclusion_tag("components/tag.html")
def tag(words: str, kind: str = "plain") -> dict[str, Any]:
    """Show an outlined word; *kind* is plain, pro, con, or a tone."""
    return {"words": words, "kind": kind}


@register.inclusion_tag("components/timeline.html")
def timeline(steps: Sequence[Step]) -> dict[str, Any]:
    """Show the steps of a case, past and future."""
    return {"steps": steps}


@register.inclusion_tag("components/message_thread.html")
def message_thread(messages: Sequence[Message]) -> dict[str, Any]:
    """Show who said what, oldest first."""
    return {"messages": messages}


@register.inclusion_tag("components/evidence_table.html")
def evidence_table(table: EvidenceTable) -> dict[str, Any]:
    """Show rows of facts."""
    return {"table": table}


@register.inclusion_tag("components/rule_text.html")
def rule_text(words: str, changes: Sequence[Change] = (), last_version: int | None = None) -> dict[str, Any]:
    """Show a text word for word, and how it differs from the version that was confirmed before."""
    return {"words": words, "changes": changes, "last_version": last_version}


@register.inclusion_tag("components/ladder.html")
def ladder_steps(ladder: LadderShown) -> dict[str, Any]:
    """Show what counts under a rule today, until when, and the most that may follow."""
    return {"ladder": ladder}


@register.inclusion_tag("components/queue_row.html")
def queue_row(row: QueueRow) -> dict[str, Any]:
    """Show what needs a person, as one item of ``<ol class="queue">``."""
    return {"row": row}
