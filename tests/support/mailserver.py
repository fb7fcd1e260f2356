"""A real mail server on the loopback that counts what it takes, answers as told, and may kill its client."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from collections import Counter
from collections.abc import Awaitable, Callable
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from types import TracebackType
from typing import Any, Self

from aiosmtpd.smtp import SMTP, Envelope, Session

Answer = str | None


class MailServer:
    """Accepts every letter, unless told to answer otherwise; use it in a ``with`` block."""

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []
        self.answers: dict[str, str] = {}
        """Command (RCPT or DATA_END) to the reply that stands in for "250"."""
        self.kill_at: tuple[str, str] | None = None
        """(``before`` or ``after`` the reply, command) at which the client process is killed."""
        self.victim: int | None = None
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._server: asyncio.Server | None = None

    def __enter__(self) -> Self:
        self._thread.start()
        self._server = asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result(10)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    @property
    def url(self) -> str:
        """Return the address for FAIRNOTICE_EMAIL_URL."""
        assert self._server is not None
        return f"smtp://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    def copies(self) -> Counter[str]:
        """Return how often each letter was taken, by Message-ID."""
        return Counter(str(mail["Message-ID"]) for mail in self.taken)

    def passes(self, when: str, command: str) -> bool:
        """Kill the client if this is the moment; True when it was."""
        if self.kill_at != (when, command) or self.victim is None:
            return False
        os.kill(self.victim, signal.SIGKILL)
        self.kill_at = None
        return True

    async def handle_DATA(self, server: Any, session: Session, envelope: Envelope) -> str:  # noqa: N802  aiosmtpd's name
        """Take the letter, or answer as told."""
        if self.passes("before", "DATA_END"):
            return "421 gone"
        if told := self.answers.get("DATA_END"):
            return told
        assert isinstance(envelope.content, bytes)
        mail = message_from_bytes(envelope.content, policy=default)
        assert isinstance(mail, EmailMessage)
        self.taken.append(mail)
        return "250 taken"

    async def handle_RCPT(  # noqa: N802  aiosmtpd's name
        self, server: Any, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take the recipient, or answer as told."""
        if told := self.answers.get("RCPT"):
            return told
        envelope.rcpt_tos.append(address)
        return "250 fine"

    async def _listen(self) -> asyncio.Server:
        return await self._loop.create_server(lambda: _Connection(self), "127.0.0.1", 0)

    async def _close(self) -> None:
        assert self._server is not None
        self._server.close()
        tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


class _Connection(SMTP):
    """One connection, watched command by command."""

    def __init__(self, server: MailServer) -> None:
        super().__init__(server, enable_SMTPUTF8=True, loop=server._loop)
        self.watched = server

    async def _watch(self, command: str, run: Callable[[str], Awaitable[None]], arg: str) -> None:
        if self.watched.passes("before", command):
            self._drop()
            return
        await run(arg)
        self.watched.passes("after", command)

    async def smtp_EHLO(self, arg: str) -> None:  # noqa: N802  aiosmtpd's name
        await self._watch("EHLO", super().smtp_EHLO, arg)

    async def smtp_MAIL(self, arg: str) -> None:  # noqa: N802  aiosmtpd's name
        await self._watch("MAIL", super().smtp_MAIL, arg)

    async def smtp_RCPT(self, arg: str) -> None:  # noqa: N802  aiosmtpd's name
        await self._watch("RCPT", super().smtp_RCPT, arg)

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802  aiosmtpd's name
        if self.watched.passes("before", "DATA"):
            self._drop()
            return
        await super().smtp_DATA(arg)
        self.watched.passes("after", "DATA_END")

    async def push(self, status: Any) -> None:
        await super().push(status)
        if str(status).startswith("354"):
            self.watched.passes("after", "DATA")

    def _drop(self) -> None:
        transport: Any = self.transport
        transport.abort()
