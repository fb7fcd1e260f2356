"""What a marketplace must carry out, whom we tell of it, and what they say that they did."""

from __future__ import annotations

import uuid

from django.db import models

from fairnotice.ledger.dockets import Case, CaseEvent
from fairnotice.ledger.people import Person


class EffectCounter(models.Model):
    """How many effects one account has had; its row is the account's turn, held by one transaction at a time."""

    account_id = models.TextField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "effect_counter"

    def __str__(self) -> str:
        return f"{self.account_id} {self.last}"


class Effect(models.Model):
    """One change of what an account may do, in the exact words that leave the house; never changed, never removed."""

    class What(models.TextChoices):
        """What began, ended or changed."""

        RESTRICTION_STARTED = "restriction_started"
        RESTRICTION_ENDED = "restriction_ended"
        RESTRICTION_CHANGED = "restriction_changed"
        REVERSED = "reversed"
        INTERIM_STARTED = "interim_started"
        INTERIM_ENDED = "interim_ended"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="effects")
    event = models.ForeignKey(CaseEvent, on_delete=models.PROTECT, related_name="effects")
    """The event that has this effect; both are written in one transaction."""
    what = models.TextField(choices=What.choices)
    account_id = models.TextField()
    account_kind = models.TextField()
    sequence = models.PositiveIntegerField()
    """Of the account's effects, from 1 without gaps; the highest one is the whole truth."""
    standing_before = models.TextField()
    standing_after = models.TextField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    """When it ends unless something else happens before; None without an end."""
    body = models.TextField()
    """The JSON that is signed and sent, byte for byte."""
    created_at = models.DateTimeField()

    class Meta:
        db_table = "effect"
        constraints = [
            models.UniqueConstraint(fields=["event", "account_id", "what"], name="one_effect_an_event_and_account"),
            models.UniqueConstraint(fields=["account_id", "sequence"], name="effects_are_numbered_per_account"),
            models.CheckConstraint(condition=models.Q(sequence__gte=1), name="effects_start_at_one"),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.sequence} {self.what}"

    @property
    def webhook_id(self) -> str:
        """Return the name by which a receiver knows this effect again, for ever."""
        return f"eff_{self.pk.hex}"


class WebhookEndpoint(models.Model):
    """An address of the marketplace that is told of effects, and the secrets that sign what it gets."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    url = models.TextField()
    description = models.TextField(blank=True)
    sealed_secret = models.TextField()
    """Opens with the signing key of this installation only (``ledger.sealing``)."""
    sealed_previous = models.TextField(blank=True)
    """The secret before the last rotation; both sign until ``previous_until``."""
    previous_until = models.DateTimeField(null=True)
    active = models.BooleanField(default=True)
    created_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    """None when it was added on the command line."""
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        db_table = "webhook_endpoint"
        constraints = [
            models.UniqueConstraint(fields=["url"], condition=models.Q(active=True), name="one_active_endpoint_a_url"),
        ]

    def __str__(self) -> str:
        return self.url


class EffectDelivery(models.Model):
    """One effect on its way to one endpoint; an attempt is recorded before it touches the wire."""

    class State(models.TextChoices):
        """queued -> handing -> handed -> acknowledged; a newer effect of the account supersedes an older one."""

        QUEUED = "queued"
        HANDING = "handing"
        HANDED = "handed"
        """The receiver has it (2xx) and has not said that it is carried out; it is asked again."""
        DOUBT = "doubt"
        """No answer came after the words had left; sent again, because the receiver knows it by its id."""
        ACKNOWLEDGED = "acknowledged"
        FAILED = "failed"
        """Given up by the program; a person is shown it and may try again."""
        SUPERSEDED = "superseded"

    effect = models.ForeignKey(Effect, on_delete=models.PROTECT, related_name="deliveries")
    endpoint = models.ForeignKey(WebhookEndpoint, on_delete=models.PROTECT, related_name="deliveries")
    state = models.TextField(choices=State.choices, default=State.QUEUED)
    due_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    leased_by = models.TextField(blank=True)
    attempts = models.PositiveIntegerField(default=0)
    tried_at = models.DateTimeField(null=True)
    last_answer = models.TextField(blank=True)
    """What the receiver answered last, or why there was no answer."""
    give_up_at = models.DateTimeField()
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "effect_delivery"
        indexes = [models.Index(fields=["state", "due_at"], name="effect_delivery_due")]
        constraints = [
            models.UniqueConstraint(fields=["effect", "endpoint"], name="one_row_per_effect_and_endpoint"),
        ]

    def __str__(self) -> str:
        return f"{self.effect_id} {self.state}"


class EffectAcknowledgement(models.Model):
    """The marketplace's word that an effect is carried out: by whom, when, and how we heard of it."""

    class How(models.TextChoices):
        """In the webhook's own answer, by the API later, or by a member of staff who looked."""

        ANSWER = "answer"
        API = "api"
        BY_HAND = "by_hand"

    effect = models.ForeignKey(Effect, on_delete=models.PROTECT, related_name="acknowledgements")
    endpoint = models.ForeignKey(WebhookEndpoint, null=True, on_delete=models.PROTECT, related_name="+")
    """None when a member of staff says it."""
    how = models.TextField(choices=How.choices)
    carried_out_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)

    class Meta:
        db_table = "effect_acknowledgement"
        constraints = [
            models.UniqueConstraint(fields=["effect", "endpoint"], name="one_acknowledgement_an_endpoint"),
            models.UniqueConstraint(
                fields=["effect"], condition=models.Q(endpoint=None), name="one_acknowledgement_by_hand"
            ),
            models.CheckConstraint(
                condition=models.Q(how="by_hand", endpoint=None, person__isnull=False) & ~models.Q(reason="")
                | ~models.Q(how="by_hand") & models.Q(endpoint__isnull=False, person=None),
                name="who_acknowledges_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.effect_id} {self.how}"
