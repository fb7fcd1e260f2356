"""How the door behaves: nobody signs up here, and a stranger's address gets no letter."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest


class Door(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """allauth's adapter: people come from the marketplace's facts or from ``fairnotice person add``."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_code": "This is not the code we sent. Copy it from the letter, or ask for a new one.",
        "rate_limited": "That was often. Wait a few minutes, then ask for a new code.",
        "too_many_login_attempts": "That was often. Wait a few minutes, then ask for a new code.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Say no: an account begins on the marketplace, not here."""
        del request
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a letter of the door; the marketplace's name stands in it."""
        super().send_mail(template_prefix, email, {**context, "marketplace": settings.MARKETPLACE})

    def format_email_subject(self, subject: str) -> str:
        """Return the subject as it is, without a bracketed prefix."""
        return subject

    def add_message(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  allauth's own signature
        """Keep quiet about what the next page says anyway; pass on faults."""
        template = kwargs.get("message_template", args[2] if len(args) > 2 else None)  # noqa: PLR2004  its place
        if template is None:
            super().add_message(*args, **kwargs)
