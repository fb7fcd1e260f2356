"""Objections and requests: what a hearer thought before they saw the first opinion, and what a reversal leaves owed."""

from __future__ import annotations

import uuid

from django.db import models

from fairnotice.ledger.dockets import Case, CaseEvent
from fairnotice.ledger.people import Person

OPENS: dict[str, tuple[str, ...]] = {
    "decision": ("AppealFiled",),
    "interim": ("AppealFiled",),
    "fresh_review": ("FreshReviewOwed", "QuestionUnanswered", "ProvisionPaused"),
}
"""Which events open a hearing about what."""


class HearerView(models.Model):
    """What somebody who took no part would do, written before they were shown what others had done; never changed."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="hearer_views")
    event = models.ForeignKey(CaseEvent, on_delete=models.PROTECT, related_name="hearer_views")
    """The event that opened the hearing."""
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    measure = models.TextField(blank=True)
    """A ``cases.measures.Measure`` value; empty where nothing should be done."""
    written_at = models.DateTimeField()

    class Meta:
        db_table = "hearer_view"
        constraints = [
            models.UniqueConstraint(fields=["event", "person"], name="one_view_a_hearing_and_person"),
        ]

    def __str__(self) -> str:
        return self.measure or "nothing"


class HearerViewText(models.Model):
    """Why; kept apart so that it can be shredded."""

    view = models.OneToOneField(HearerView, on_delete=models.PROTECT, related_name="words")
    text = models.TextField()

    class Meta:
        db_table = "hearer_view_text"

    def __str__(self) -> str:
        return self.text[:40]


class CompensationItem(models.Model):
    """What a reversal cannot put back and somebody is owed for; amounts come with the settlement."""

    class Kind(models.TextChoices):
        """Why it is owed."""

        TIME_LOST = "time_lost"
        """The restriction worked for so many days."""
        NOT_RESTORED = "not_restored"
        """The marketplace did not put everything back in time."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="compensation")
    event = models.ForeignKey(CaseEvent, on_delete=models.PROTECT, related_name="compensation")
    account_id = models.TextField(db_index=True)
    account_kind = models.TextField()
    kind = models.TextField(choices=Kind.choices)
    since = models.DateTimeField()
    until = models.DateTimeField()
    days = models.PositiveIntegerField()
    """Begun days between the two."""
    what = models.JSONField()
    """What could not be put back, as ``cases.standing`` names capabilities."""
    state = models.TextField(default="open")
    opened_at = models.DateTimeField()

    class Meta:
        db_table = "compensation_item"
        constraints = [
            models.UniqueConstraint(fields=["event", "kind"], name="owed_once_a_reversal_and_kind"),
            models.CheckConstraint(condition=models.Q(until__gte=models.F("since")), name="time_lost_has_an_end"),
            models.CheckConstraint(condition=models.Q(days__gte=1), name="something_was_lost"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.days} days"


class Request(models.Model):
    """What an account asks for, and about what."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="request")
    """The request's own case."""
    wish = models.TextField()
    """exit, correction, reinstatement, review or fresh_start."""
    about = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="requests")
    """The case it is about; None where it is about what counts alone."""
    items = models.JSONField(default=list)
    """Contracts to leave out."""

    class Meta:
        db_table = "request"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(wish__in=["exit", "correction", "reinstatement", "review", "fresh_start"]),
                name="a_request_asks_for_something",
            ),
        ]

    def __str__(self) -> str:
        return self.wish


class Correction(models.Model):
    """A contract that no look counts any more, because a person granted it, or our own measure ended it."""

    class Why(models.TextChoices):
        """Why it is left out."""

        GRANTED = "granted"
        OUR_OWN_EFFECT = "our_own_effect"
        """It ended while a decision worked that was reversed (P19)."""

    account_id = models.TextField(db_index=True)
    contract_id = models.TextField()
    why = models.TextField(choices=Why.choices)
    event = models.ForeignKey(CaseEvent, on_delete=models.PROTECT, related_name="corrections")
    corrected_at = models.DateTimeField()

    class Meta:
        db_table = "correction"
        constraints = [
            models.UniqueConstraint(fields=["account_id", "contract_id"], name="a_contract_is_corrected_once"),
        ]

    def __str__(self) -> str:
        return f"{self.contract_id}: {self.why}"


def opening_of(row: Case, against: str) -> CaseEvent | None:
    """Return the event that opened the newest hearing in this case about *against*; None where there was none."""
    opened = row.events.filter(name__in=OPENS[against]).order_by("-number")
    if against != "fresh_review":
        opened = opened.filter(facts__against=against)
    return opened.first()
