"""What was weighed before a measure was proposed: structured, beside its event."""

from __future__ import annotations

from django.db import models

from fairnotice.ledger.dockets import CaseEvent


class Weighing(models.Model):
    """How much, how grave, with what intent: what makes a measure proportionate; never changed."""

    event = models.OneToOneField(CaseEvent, on_delete=models.PROTECT, primary_key=True, related_name="weighing")
    """The proposal."""
    number = models.PositiveIntegerField()
    """Facts against the account that it rests on."""
    of = models.PositiveIntegerField()
    """Facts of that kind in all."""
    gravity = models.TextField()
    """A ``cases.weighing.Gravity`` value."""
    intent = models.TextField()
    """A ``cases.weighing.Intent`` value."""

    class Meta:
        db_table = "weighing"
        constraints = [
            models.CheckConstraint(condition=models.Q(number__lte=models.F("of")), name="weighed_number_is_a_share"),
            models.CheckConstraint(
                condition=models.Q(gravity__in=["slight", "serious", "grave"])
                & models.Q(intent__in=["not_shown", "careless", "knowing"]),
                name="gravity_and_intent_are_said",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} of {self.of}, {self.gravity}, {self.intent}"


class LesserReason(models.Model):
    """Why a lesser measure does not do, in a person's words; shredded with the words of the proposal."""

    weighing = models.ForeignKey(Weighing, on_delete=models.PROTECT, related_name="lesser")
    measure = models.TextField()
    """A ``cases.measures.Measure`` value."""
    text = models.TextField()

    class Meta:
        db_table = "lesser_reason"
        constraints = [
            models.UniqueConstraint(fields=["weighing", "measure"], name="a_lesser_measure_is_considered_once"),
        ]

    def __str__(self) -> str:
        return f"{self.measure}: {self.text[:40]}"
