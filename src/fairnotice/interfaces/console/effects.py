"""What the marketplace has not carried out yet: what to do about each effect, oldest first."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from fairnotice.actions.carry_out_by_hand import CarryOutByHand, carry_out_by_hand
from fairnotice.actions.try_effect_again import TryEffectAgain, try_effect_again
from fairnotice.interfaces.clock import now
from fairnotice.interfaces.console.staff import (
    ADMINISTRATOR,
    COMPLIANCE,
    REVIEWER,
    for_staff,
    frame_of,
    role_of,
    zone_of,
)
from fairnotice.interfaces.portal.components import Status, Tone
from fairnotice.interfaces.portal.viewing import person_id_of
from fairnotice.interfaces.refusals import refused
from fairnotice.kernel.refusal import Refusal
from fairnotice.notices import words
from fairnotice.queries.effects import EffectOnRecord, OpenEffects, Route, effect_on_record, open_effects

MAY_ACT = frozenset({REVIEWER, ADMINISTRATOR})
WHAT: Mapping[str, str] = {
    "restriction_started": "A restriction began",
    "restriction_ended": "A restriction ended",
    "restriction_changed": "A restriction changed",
    "reversed": "A decision was reversed",
    "interim_started": "An interim hold began",
    "interim_ended": "An interim hold ended",
}
STATES: Mapping[str, tuple[str, Tone]] = {
    "queued": ("waits to be sent", Tone.WAIT),
    "handing": ("on its way", Tone.NOTE),
    "handed": ("taken, not carried out", Tone.WAIT),
    "doubt": ("no answer came", Tone.WAIT),
    "acknowledged": ("acknowledged", Tone.CALM),
    "failed": ("given up", Tone.GRAVE),
    "superseded": ("superseded", Tone.NOTE),
    "off": ("the endpoint is off", Tone.NOTE),
}
HOW: Mapping[str, str] = {"answer": "answered the webhook", "api": "said so by the API", "by_hand": "saw to it by hand"}


@dataclass(frozen=True, slots=True)
class ShownRoute:
    """One way as the page shows it."""

    route: Route
    state: str
    tone: Tone
    tried: str
    following: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One effect as the page shows it."""

    effect: EffectOnRecord
    deed: str
    since: str
    waited: str
    change: str
    starts: str
    ends: str
    routes: tuple[ShownRoute, ...]
    done: str


@require_safe
@for_staff(REVIEWER, COMPLIANCE, ADMINISTRATOR)
def effects_page(request: HttpRequest) -> HttpResponse:
    """Show what is not acknowledged, oldest first, and the last few that were."""
    found, zone, at = open_effects(), zone_of(request), now()
    context = {
        **frame_of(request, "effects"),
        "status": status_of(found, now=at),
        "rows": [shown(row, zone=zone, now=at) for row in found.rows],
        "beyond": found.total - len(found.rows),
        "done": [shown(row, zone=zone, now=at) for row in found.done_lately],
        "may_act": role_of(request) in MAY_ACT,
        "may_add": role_of(request) == ADMINISTRATOR,
        "told": found.told,
    }
    return render(request, "console/effects.html", context)


@require_safe
@for_staff(REVIEWER, COMPLIANCE, ADMINISTRATOR)
def effect_page(request: HttpRequest, effect_id: UUID) -> HttpResponse:
    """Show one effect with its ways, its words and what was sent."""
    return _page(request, _the(effect_id))


@require_POST
@for_staff(*MAY_ACT)
def try_now(request: HttpRequest, effect_id: UUID) -> HttpResponse:
    """Have the effect sent with the next sweep."""
    _the(effect_id)
    return _deed(
        request,
        lambda: try_effect_again(TryEffectAgain(effect_id), now=now()),
        "It goes out with the next sweep, within a minute.",
    )


@require_POST
@for_staff(*MAY_ACT)
def by_hand(request: HttpRequest, effect_id: UUID) -> HttpResponse:
    """Record that the reader saw to it."""
    effect, reason = _the(effect_id), request.POST.get("reason", "")
    if not reason.strip():
        return _page(request, effect, fault="Write down how you know that it is carried out.")
    command = CarryOutByHand(effect_id=effect_id, person_id=person_id_of(request), reason=reason[:2000])
    return _deed(request, lambda: carry_out_by_hand(command, now=now()), "It is on record with your name.")


def status_of(found: OpenEffects, *, now: datetime) -> Status:
    """Return the three sentences of the page."""
    if not found.rows:
        told = "" if found.told else " No endpoint is on, so the next one will wait here."
        return Status(
            Tone.CALM, "Nothing to do", "Everything decided so far is carried out.",
            f"The marketplace has acknowledged every effect.{told}",
        )  # fmt: skip
    one = found.total == 1
    sentence = f"{words.counted(found.total, 'effect')} {'is' if one else 'are'} not carried out yet."
    oldest = words.time_left(now + (now - found.rows[0].created_at), now=now).removesuffix(" left")
    lede = f"The oldest has waited for {oldest}. "
    lede += (
        "It is sent again by itself until the marketplace acknowledges it; you can also see to it by hand."
        if found.told
        else "No endpoint is on, so nobody is told. Add one, or see to it by hand."
    )
    return Status(Tone.WAIT, "Your turn" if _needs_person(found) else "Waiting", sentence, lede)


def _needs_person(found: OpenEffects) -> bool:
    return not found.told or any(route.state == "failed" for row in found.rows for route in row.routes)


def shown(effect: EffectOnRecord, *, zone: str, now: datetime) -> Shown:
    """Return the effect in words."""
    until = f", until {words.day(words.deadline_day(effect.ends_at, zone))}" if effect.ends_at else ""
    word = next(iter(effect.words), None)
    return Shown(
        effect=effect,
        deed=f"{WHAT[effect.what]}: {effect.account_name}",
        since=_short(effect.created_at, zone),
        waited=words.time_left(now + (now - effect.created_at), now=now).removesuffix(" left"),
        change=f"{_standing(effect.before)} to {_standing(effect.after)}{until}",
        starts=words.moment(effect.starts_at, zone),
        ends=words.moment(effect.ends_at, zone) if effect.ends_at else "",
        routes=tuple(_route(route, zone, now=now) for route in effect.routes),
        done=f"{word.by} {HOW[word.how]}, carried out {_short(word.carried_out_at, zone)}" if word else "",
    )


def _standing(name: str) -> str:
    return name.replace("_", " ")


def _short(instant: datetime, zone: str) -> str:
    """Return the day and time without the weekday: these pages are about the last days."""
    return f"{words.short_day(words.local_date(instant, zone))}, {words.clock_time(instant, zone)}"


def _route(route: Route, zone: str, *, now: datetime) -> ShownRoute:
    state, tone = STATES[route.state]
    soon = "with the next sweep" if route.next_at and route.next_at <= now else ""
    return ShownRoute(
        route=route,
        state=state,
        tone=tone,
        tried=_short(route.tried_at, zone) if route.tried_at else "",
        following=soon or (_short(route.next_at, zone) if route.next_at else ""),
    )


def _the(effect_id: UUID) -> EffectOnRecord:
    found = effect_on_record(effect_id)
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, effect: EffectOnRecord, *, fault: str = "") -> HttpResponse:
    acts = role_of(request) in MAY_ACT
    zone = zone_of(request)
    context = {
        **frame_of(request, "effects"),
        "shown": shown(effect, zone=zone, now=now()),
        "said": [(word, HOW[word.how], _short(word.carried_out_at, zone)) for word in effect.words],
        "sent": json.dumps(json.loads(effect.body), indent=2, ensure_ascii=False),
        "may_try": acts and effect.may_be_tried,
        "may_say": acts and effect.newest and not effect.by_hand,
        "fault": fault,
        "reason": request.POST.get("reason", ""),
    }
    return render(request, "console/effect.html", context, status=422 if fault else 200)


def _deed(request: HttpRequest, deed: Callable[[], object], said: str) -> HttpResponse:
    try:
        deed()
    except Refusal as refusal:
        return refused(request, refusal, back=reverse("console-effects"), **frame_of(request, "effects"))
    messages.success(request, said)
    return redirect("console-effects")
