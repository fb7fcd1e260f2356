"""The humans who sign in, and what they do here."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class PersonManager(BaseUserManager["Person"]):
    """Find people by their address."""

    def get_by_natural_key(self, username: str | None) -> Person:
        """Return the person with this e-mail address, in any case."""
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    """A human who signs in: for an account of the marketplace, or for its staff."""

    class Role(models.TextChoices):
        """What a member of staff may do; empty for everybody else."""

        NONE = "", "none"
        REVIEWER = "reviewer", "reviewer"
        ANALYST = "analyst", "policy analyst"
        FINANCE = "finance", "finance"
        COMPLIANCE = "compliance", "compliance"
        ADMINISTRATOR = "administrator", "administrator"

    account_id = models.TextField(null=True, unique=True)  # noqa: DJ001  unique where present
    """The marketplace account that is this person; None for staff."""
    email = models.EmailField(null=True, unique=True)  # noqa: DJ001  some have no address
    name = models.TextField(blank=True)
    timezone = models.TextField(blank=True)
    """IANA name; empty when unknown."""
    country = models.TextField(blank=True)
    language = models.TextField(default="en")
    role = models.TextField(choices=Role.choices, default=Role.NONE, blank=True)
    heads_ups = models.BooleanField(default=True)
    """Wants early private words."""
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField()

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        db_table = "person"

    def __str__(self) -> str:
        return self.name or self.email or self.account_id or f"person {self.pk}"

    @property
    def is_reviewer(self) -> bool:
        """Say whether this person may work the queue."""
        return self.role == self.Role.REVIEWER
