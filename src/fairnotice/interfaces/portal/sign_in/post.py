"""How a code travels: by the same mail server as letters, else as a file in the home."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from fairnotice.interfaces.clock import now
from fairnotice.outbox.smtp import backend_of

FOLDER = "sign-in"


class DoorMail(BaseEmailBackend):
    """Send at once: a code is no notice, so it has no row, no retry and no record."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Send the mails, or lay each as one ``.eml`` file under ``<home>/mail/sign-in/``."""
        if settings.EMAIL_URL:
            return backend_of(settings.EMAIL_URL).send_messages(email_messages) or 0
        folder = Path(settings.HOME) / "mail" / FOLDER
        folder.mkdir(parents=True, exist_ok=True)
        for number, message in enumerate(email_messages):
            name = f"{now():%Y%m%dT%H%M%S%f}-{number}.eml"
            (folder / name).write_bytes(message.message().as_bytes())
        return len(email_messages)
