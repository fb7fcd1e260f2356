"""What the marketplace has not carried out yet, what it has, and whom we tell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from fairnotice.ledger.effects import Effect, EffectAcknowledgement, EffectCounter, EffectDelivery, WebhookEndpoint

SHOWN = 100
LATELY = 20
State = EffectDelivery.State


@dataclass(frozen=True, slots=True)
class Route:
    """One effect's way to one endpoint."""

    url: str
    state: str
    attempts: int
    tried_at: datetime | None
    last_answer: str
    next_at: datetime | None
    """When it is sent again; None when it is not."""

    @property
    def may_be_tried(self) -> bool:
        """Say whether a person may have it sent now."""
        return self.state in {State.QUEUED, State.DOUBT, State.HANDED, State.FAILED}


@dataclass(frozen=True, slots=True)
class Word:
    """Somebody's word that an effect is carried out."""

    by: str
    how: str
    carried_out_at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class EffectOnRecord:
    """One effect with its ways and words."""

    id: UUID
    webhook_id: str
    account_id: str
    account_name: str
    reference: str
    what: str
    before: str
    after: str
    sequence: int
    starts_at: datetime
    ends_at: datetime | None
    created_at: datetime
    body: str
    newest: bool
    """No later effect of the account takes its place."""
    routes: tuple[Route, ...]
    words: tuple[Word, ...]

    @property
    def may_be_tried(self) -> bool:
        """Say whether a person may have it sent now."""
        return any(route.may_be_tried for route in self.routes)

    @property
    def by_hand(self) -> bool:
        """Say whether a person has seen to it."""
        return any(word.how == EffectAcknowledgement.How.BY_HAND for word in self.words)


@dataclass(frozen=True, slots=True)
class OpenEffects:
    """What is not acknowledged, oldest first, and what was lately."""

    rows: tuple[EffectOnRecord, ...]
    total: int
    done_lately: tuple[EffectOnRecord, ...]
    told: bool
    """There is an active endpoint."""


@dataclass(frozen=True, slots=True)
class EndpointOnRecord:
    """An address that is told of effects; its secret is never among what can be read."""

    id: UUID
    url: str
    description: str
    active: bool
    added_by: str
    created_at: datetime
    changed_at: datetime
    both_until: datetime | None
    """Until when the secret before the last rotation is good as well."""
    waiting: int
    """Effects that it has not acknowledged."""


def open_effects() -> OpenEffects:
    """Return what is not acknowledged, oldest first, and the last few that were."""
    waiting = _open()
    done = Effect.objects.filter(Exists(EffectAcknowledgement.objects.filter(effect=OuterRef("pk"))))
    return OpenEffects(
        rows=_read(waiting.order_by("created_at", "pk")[:SHOWN]),
        total=waiting.count(),
        done_lately=_read(done.order_by("-created_at", "pk")[:LATELY]),
        told=WebhookEndpoint.objects.filter(active=True).exists(),
    )


def effect_on_record(effect_id: UUID) -> EffectOnRecord | None:
    """Return one effect, or None."""
    return next(iter(_read(Effect.objects.filter(pk=effect_id))), None)


def endpoints(*, now: datetime) -> tuple[EndpointOnRecord, ...]:
    """Return every endpoint, active ones first."""
    found = WebhookEndpoint.objects.select_related("created_by").order_by("-active", "created_at")
    unfinished = EffectDelivery.objects.exclude(state__in=(State.ACKNOWLEDGED, State.SUPERSEDED))
    return tuple(
        EndpointOnRecord(
            id=each.pk,
            url=each.url,
            description=each.description,
            active=each.active,
            added_by=str(each.created_by or "the command line"),
            created_at=each.created_at,
            changed_at=each.changed_at,
            both_until=each.previous_until if each.previous_until and each.previous_until > now else None,
            waiting=unfinished.filter(endpoint=each).count() if each.active else 0,
        )
        for each in found
    )


def endpoint_named(name: str, *, now: datetime) -> EndpointOnRecord | None:
    """Return the endpoint with this address or id, the active one before others; None without one."""
    return next((each for each in endpoints(now=now) if name in {each.url, str(each.id)}), None)


def _open() -> QuerySet[Effect]:
    """Return the newest effect of each account that is not acknowledged by every active endpoint or a person."""
    last = EffectCounter.objects.filter(account_id=OuterRef("account_id")).values("last")
    words = EffectAcknowledgement.objects.filter(effect=OuterRef("pk"))
    unsaid = EffectDelivery.objects.filter(effect=OuterRef("pk"), endpoint__active=True).exclude(
        state=State.ACKNOWLEDGED
    )
    newest = Effect.objects.filter(sequence=Subquery(last))
    return newest.filter(~Exists(words.filter(endpoint=None)), Q(Exists(unsaid)) | ~Exists(words))


def _read(found: QuerySet[Effect]) -> tuple[EffectOnRecord, ...]:
    rows = list(found.select_related("case").prefetch_related("deliveries__endpoint", "acknowledgements__person"))
    keys = {row.account_id for row in rows}
    last = dict(EffectCounter.objects.filter(pk__in=keys).values_list("account_id", "last"))
    return tuple(_on_record(row, newest=last[row.account_id] == row.sequence) for row in rows)


def _on_record(effect: Effect, *, newest: bool) -> EffectOnRecord:
    return EffectOnRecord(
        id=effect.pk,
        webhook_id=effect.webhook_id,
        account_id=effect.account_id,
        account_name=effect.case.account_name if effect.case.account_id == effect.account_id else effect.account_id,
        reference=effect.case.reference,
        what=effect.what,
        before=effect.standing_before,
        after=effect.standing_after,
        sequence=effect.sequence,
        starts_at=effect.starts_at,
        ends_at=effect.ends_at,
        created_at=effect.created_at,
        body=effect.body,
        newest=newest,
        routes=tuple(_route(row) for row in sorted(effect.deliveries.all(), key=lambda row: row.pk)),
        words=tuple(
            _words(effect.acknowledgements.all(), {r.endpoint_id: r.endpoint.url for r in effect.deliveries.all()})
        ),
    )


def _route(row: EffectDelivery) -> Route:
    goes_on = row.state in {State.QUEUED, State.DOUBT, State.HANDED} and row.endpoint.active
    return Route(
        url=row.endpoint.url,
        state=row.state if row.endpoint.active or row.state == State.ACKNOWLEDGED else "off",
        attempts=row.attempts,
        tried_at=row.tried_at,
        last_answer=row.last_answer,
        next_at=row.due_at if goes_on else None,
    )


def _words(found: Iterable[EffectAcknowledgement], urls: dict[UUID, str]) -> Iterable[Word]:
    for each in sorted(found, key=lambda word: word.recorded_at):
        by = str(each.person) if each.person else urls.get(each.endpoint_id, "") if each.endpoint_id else ""
        yield Word(by=by, how=each.how, carried_out_at=each.carried_out_at, reason=each.reason)
