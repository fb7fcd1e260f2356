"""The demo a newcomer runs first: measured, found, told in order, delivered, open to read; then opened again."""

from __future__ import annotations

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from urllib.request import urlopen

TOLD_IN_ORDER = """
    SELECT count(*) FROM notice AS team JOIN notice AS first ON first.case_id = team.case_id
    JOIN delivery_proof AS proof ON proof.notice_id = first.id
    WHERE team.document = 'team_notice' AND first.document = 'first_notice' AND proof.proven_at < team.created_at
"""
TOLD_TOO_EARLY = """
    SELECT count(*) FROM notice AS team WHERE team.document = 'team_notice' AND NOT EXISTS (
        SELECT 1 FROM notice AS first JOIN delivery_proof AS proof ON proof.notice_id = first.id
        WHERE first.case_id = team.case_id AND first.document = 'first_notice'
        AND julianday(team.created_at) - julianday(proof.proven_at) >= 3)
"""
ON_PAPER = "SELECT count(*) FROM outgoing WHERE channel = 'post' AND state = 'sent'"
BOUNCED = "SELECT count(*) FROM outgoing WHERE state = 'bounced'"
FREELANCERS = "SELECT count(*) FROM 'case' WHERE account_kind = 'freelancer'"
UNOPENED_WITH_A_TIME = """
    SELECT count(*) FROM clock JOIN 'case' ON 'case'.id = clock.case_id WHERE clock.kind = 'response' AND NOT EXISTS (
        SELECT 1 FROM notice JOIN delivery_proof AS proof ON proof.notice_id = notice.id
        WHERE notice.case_id = clock.case_id AND notice.document IN ('first_notice', 'violation_notice'))
"""


def free_port() -> int:
    with closing(socket.socket()) as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def demo(home: Path, port: int, *options: str) -> list[str]:
    return [sys.executable, "-m", "fairnotice", "demo", "--port", str(port), *options]


def surroundings(home: Path) -> dict[str, str]:
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("FAIRNOTICE_", "DJANGO_"))}
    return {**ours, "FAIRNOTICE_HOME": str(home), "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/real"}


def count(ledger: sqlite3.Connection, question: str) -> int:
    return int(ledger.execute(question).fetchone()[0])


class TestDemo:
    def test_is_played_to_the_end_and_opened_again(self, tmp_path: Path) -> None:
        port, around = free_port(), surroundings(tmp_path)
        played = subprocess.run(
            demo(tmp_path, port, "--no-serve"), env=around, capture_output=True, text=True, check=False
        )
        assert played.returncode == 0, played.stderr
        self.everything_is_there(played.stdout, port)
        self.the_ledger_shows_the_order(tmp_path / "demo")
        self.every_promise_is_kept(tmp_path / "demo", around)
        self.it_opens_again(tmp_path, port, around)

    def test_stopped_halfway_leaves_in_one_sentence(self, tmp_path: Path) -> None:
        with subprocess.Popen(
            demo(tmp_path, free_port(), "--no-serve"),
            env=surroundings(tmp_path),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as playing:
            assert playing.stdout is not None
            for line in playing.stdout:
                if "importing" in line:
                    playing.send_signal(signal.SIGINT)
                    break
            _, complained = playing.communicate(timeout=60)
        assert playing.returncode == 130
        assert complained.strip() == "Stopped halfway. Run it again, and it starts afresh."
        assert '"finished": false' in (tmp_path / "demo" / "demo.json").read_text(encoding="utf-8")

    def everything_is_there(self, told: str, port: int) -> None:
        for words in (
            "its case, of which its team was told",
            "case of a freelancer",
            "letter nobody has opened yet: do",
            "mail did not reach",
            "stats of an agency that is fine",
            "stats with not enough evidence",
            f"To sign in, open http://127.0.0.1:{port}/demo/",
        ):
            assert words in told
        looks = [
            tuple(int(number.replace(",", "")) for number in look)
            for look in re.findall(
                r"Look of .+: ([\d,]+) accounts measured\n +([\d,]+)  clear.*\n +([\d,]+)  not enough .*\n"
                r" +([\d,]+)  an early .*\n +([\d,]+)  found",
                told,
            )
        ]
        assert len(looks) == 2
        for measured, *verdicts in looks:
            assert measured == sum(verdicts) == 6000
            assert verdicts[-1] < 0.01 * measured

    def the_ledger_shows_the_order(self, home: Path) -> None:
        with closing(sqlite3.connect(home / "ledger.sqlite3")) as ledger:
            assert count(ledger, TOLD_IN_ORDER) > 0
            assert count(ledger, TOLD_TOO_EARLY) == 0
            assert count(ledger, ON_PAPER) > 0
            assert count(ledger, BOUNCED) == 1
            assert count(ledger, FREELANCERS) >= 2
            assert count(ledger, UNOPENED_WITH_A_TIME) == 0
        assert list((home / "mail").glob("*.eml"))
        assert list((home / "post").glob("*.txt"))

    def every_promise_is_kept(self, home: Path, around: dict[str, str]) -> None:
        kept = {name: value for name, value in around.items() if name != "DATABASE_URL"}
        verified = subprocess.run(
            [sys.executable, "-m", "fairnotice", "verify"],
            env={**kept, "FAIRNOTICE_HOME": str(home), "FAIRNOTICE_DEMO": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert verified.returncode == 0, verified.stdout + verified.stderr
        assert "kept" in verified.stdout

    def it_opens_again(self, home: Path, port: int, around: dict[str, str]) -> None:
        with subprocess.Popen(
            demo(home, port), env=around, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ) as serving:
            assert serving.stdout is not None
            lines = []
            for line in serving.stdout:
                lines.append(line)
                if line.startswith("Serving on"):
                    break
            assert lines[0].startswith("Opening the demo played before")
            with urlopen(f"http://127.0.0.1:{port}/demo/", timeout=30) as answer:
                assert answer.status == 200
            serving.send_signal(signal.SIGINT)
            assert serving.wait(timeout=30) == 0
            assert serving.stderr is not None
            assert "Traceback" not in serving.stderr.read()
