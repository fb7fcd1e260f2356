"""Receivers of webhooks on the loopback: one that answers as told, and the reference receiver as a real process."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar
from urllib.request import Request, urlopen

RECEIVER = Path(__file__).parents[2] / "examples" / "receiver" / "receiver.py"


@dataclass
class Received:
    """One request as it came."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def content(self) -> dict[str, Any]:
        """Return the body read."""
        content: dict[str, Any] = json.loads(self.body)
        return content


Reply = tuple[int, dict[str, str], bytes]


def acknowledging(request: Received) -> Reply:
    """Acknowledge what came."""
    return 200, {}, json.dumps({"acknowledged": request.headers["webhook-id"]}).encode()


@dataclass
class Scripted:
    """A receiver that answers as *reply* says, and may kill the sender first."""

    reply: Callable[[Received], Reply] = acknowledging
    requests: list[Received] = field(default_factory=list)
    kill_at: str = ""
    """connected, asked, answered or relayed: the moment at which the sender is killed, once."""
    victim: int = 0
    url: str = ""

    def copies(self) -> Counter[str]:
        """Return how often each effect came."""
        return Counter(request.headers["webhook-id"] for request in self.requests)

    def passes(self, moment: str) -> None:
        """Kill the sender if this is the moment."""
        if self.kill_at == moment:
            while not self.victim:
                time.sleep(0.01)
            self.kill_at = ""
            os.kill(self.victim, signal.SIGKILL)


class _Handler(BaseHTTPRequestHandler):
    told: ClassVar[Scripted]

    def handle(self) -> None:
        self.told.passes("connected")
        try:
            super().handle()
        except OSError:
            return

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        request = Received(self.path, {k.lower(): v for k, v in self.headers.items()}, body)
        self.told.requests.append(request)
        self.told.passes("asked")
        status, headers, answer = self.told.reply(request)
        self.told.passes("answered")
        self.send_response(status)
        for name, value in {"Content-Length": str(len(answer)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer)
        self.wfile.flush()
        self.told.passes("relayed")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  http.server's own name
        del format, args


@contextmanager
def scripted(reply: Callable[[Received], Reply] = acknowledging) -> Iterator[Scripted]:
    """Listen on the loopback."""
    told = Scripted(reply)
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"told": told}))
    told.url = f"http://127.0.0.1:{server.server_port}/hooks"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield told
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)


@dataclass(frozen=True)
class Reference:
    """The reference receiver, running."""

    url: str
    database: Path

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        """Return the rows of a query about what it keeps."""
        with closing(sqlite3.connect(self.database)) as ledger:
            return ledger.execute(query).fetchall()

    def relay(self, request: Received) -> Reply:
        """Hand a request on to it, and return its answer."""
        names = ("webhook-id", "webhook-timestamp", "webhook-signature", "content-type")
        headers = {name: request.headers[name] for name in names}
        with urlopen(Request(self.url, data=request.body, headers=headers), timeout=20) as answer:  # noqa: S310  our own
            return answer.status, {}, answer.read()


@contextmanager
def reference_receiver(folder: Path, secret: str, *options: str) -> Iterator[Reference]:
    """Run the reference receiver as its own process."""
    database = folder / "receiver.sqlite3"
    process = subprocess.Popen(
        [sys.executable, "-I", RECEIVER, "--port", "0", "--database", database, *options],
        env={**os.environ, "RECEIVER_SECRETS": secret},
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    try:
        url = process.stdout.readline().decode().rpartition(" ")[2].strip()
        yield Reference(url, database)
    finally:
        process.terminate()
        process.wait(20)
        process.stdout.close()
