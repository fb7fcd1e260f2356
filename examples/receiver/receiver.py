#!/usr/bin/env python3
"""
A reference receiver of Fairnotice's webhooks: it keeps what each account may do, and says when it does so.

Python's standard library is all it needs. Read it from top to bottom, and write yours like it:
verify, record once, apply the newest state only, and acknowledge after the commit.
"""

from __future__ import annotations

import argparse
import hmac
import json
import os
import sqlite3
import time
from base64 import b64decode, b64encode
from contextlib import closing
from datetime import datetime, timezone
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.request import Request, urlopen

LONGEST_BODY = 256 * 1024
SCHEMA = """
CREATE TABLE IF NOT EXISTS received (
    webhook_id TEXT PRIMARY KEY,      -- the same however often it is sent
    account_id TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    what TEXT NOT NULL,
    carried_out_at TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS account (
    account_id TEXT PRIMARY KEY,
    sequence INTEGER NOT NULL,        -- of the effect that the rest of the row comes from
    standing TEXT NOT NULL,
    capabilities TEXT NOT NULL,       -- JSON: what the account may do
    until TEXT
);
"""


class Forged(Exception):
    """The message is not from Fairnotice, or is an old copy."""


def signature(secret: str, webhook_id: str, timestamp: str, body: bytes) -> str:
    """Return the signature of a message, as the Standard Webhooks convention has it."""
    key = b64decode(secret.removeprefix("whsec_"))
    signed = webhook_id.encode() + b"." + timestamp.encode() + b"." + body
    return "v1," + b64encode(hmac.new(key, signed, sha256).digest()).decode()


def verify(headers, body: bytes, secrets: list[str], tolerance: int) -> str:
    """Return the webhook's id, or raise Forged. During a rotation there are two signatures and two secrets."""
    webhook_id, timestamp = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not timestamp.isdigit() or abs(time.time() - int(timestamp)) > tolerance:
        raise Forged("The message is too old, or from the future.")
    given = headers.get("webhook-signature", "").split(" ")
    for secret in secrets:
        expected = signature(secret, webhook_id, timestamp, body).encode()
        if any(hmac.compare_digest(expected, each.encode()) for each in given):
            return webhook_id
    raise Forged("No secret of ours gives this signature.")


def carry_out(database: Path, webhook_id: str, data: dict) -> str:
    """
    Record the effect once, apply it if it is the newest of its account, and return when that was done.

    A repeated effect changes nothing and is answered as before. An effect that is older than
    what we know changes nothing either: each one says the whole state, the highest number is right.
    """
    with closing(sqlite3.connect(database, timeout=20, isolation_level=None)) as ledger:
        ledger.execute("BEGIN IMMEDIATE")
        known = ledger.execute("SELECT carried_out_at FROM received WHERE webhook_id = ?", [webhook_id]).fetchone()
        if known:
            ledger.execute("COMMIT")
            return known[0]
        now = datetime.now(timezone.utc).isoformat()
        account, sequence = data["account"]["id"], data["sequence"]
        ledger.execute(
            "INSERT INTO received VALUES (?, ?, ?, ?, ?)", [webhook_id, account, sequence, data["what"], now]
        )
        ledger.execute(
            "INSERT INTO account VALUES (?, ?, ?, ?, ?) ON CONFLICT (account_id) DO UPDATE SET "
            "sequence = excluded.sequence, standing = excluded.standing, capabilities = excluded.capabilities, "
            "until = excluded.until WHERE excluded.sequence > account.sequence",
            [account, sequence, data["standing"]["after"], json.dumps(data["capabilities"]), data["until"]],
        )
        ledger.execute("COMMIT")
        return now


def acknowledge_later(api: str, secret: str, webhook_id: str, carried_out_at: str) -> dict:
    """Tell Fairnotice afterwards that an effect is carried out; may be repeated."""
    body = json.dumps({"acknowledged": webhook_id, "carried_out_at": carried_out_at}).encode()
    timestamp = str(int(time.time()))
    headers = {
        "Content-Type": "application/json",
        "webhook-id": f"ack_{webhook_id}",
        "webhook-timestamp": timestamp,
        "webhook-signature": signature(secret, f"ack_{webhook_id}", timestamp, body),
    }
    with urlopen(Request(api, data=body, headers=headers), timeout=15) as answer:
        return json.load(answer)


class Receiver(BaseHTTPRequestHandler):
    """Answers Fairnotice. Each answer is sent after the commit: what was not answered comes again."""

    settings: argparse.Namespace
    timeout = 20

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", "0"))
        if length > LONGEST_BODY:
            self.answer(413, {"error": "too long"})
            return
        body = self.rfile.read(length)
        try:
            webhook_id = verify(self.headers, body, self.settings.secret, self.settings.tolerance)
        except Forged as error:
            self.answer(401, {"error": str(error)})
            return
        message = json.loads(body)
        if message["type"] == "endpoint.test":
            self.answer(200, {"test": "received"})
            return
        carried_out_at = carry_out(self.settings.database, webhook_id, message["data"])
        if self.settings.silent:
            self.answer(202, {})
            return
        self.answer(200, {"acknowledged": webhook_id, "carried_out_at": carried_out_at})

    def answer(self, status: int, content: dict) -> None:
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: a log of requests is the web server's business."""


def may(database: Path, account_id: str, capability: str) -> str:
    """Return what an account may do. Ask this wherever your marketplace decides; unknown accounts may everything."""
    with closing(sqlite3.connect(database)) as ledger:
        row = ledger.execute("SELECT capabilities FROM account WHERE account_id = ?", [account_id]).fetchone()
    return json.loads(row[0]).get(capability, "yes") if row else "yes"


def main() -> None:
    parser = argparse.ArgumentParser(description="Receive Fairnotice's webhooks.")
    parser.add_argument("--port", type=int, default=8090, help="0 takes any free one and prints it")
    parser.add_argument("--database", type=Path, default=Path("receiver.sqlite3"))
    parser.add_argument("--tolerance", type=int, default=300, help="seconds that the clocks may lie apart")
    parser.add_argument("--silent", action="store_true", help="take effects, acknowledge nothing (to try the page)")
    settings = parser.parse_args()
    settings.secret = os.environ.get("RECEIVER_SECRETS", "").split()
    if not settings.secret:
        parser.error("Set RECEIVER_SECRETS to the secret that `fairnotice webhook add` printed.")
    with closing(sqlite3.connect(settings.database)) as ledger:
        ledger.executescript(SCHEMA)
    Receiver.settings = settings
    server = ThreadingHTTPServer(("127.0.0.1", settings.port), Receiver)
    print(f"Listening at http://127.0.0.1:{server.server_port}/", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
