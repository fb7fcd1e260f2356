"""``fairnotice serve`` in a process of its own: it says where, answers, and leaves cleanly."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

SAYS = re.compile(r"http://127\.0\.0\.1:(\d+)/")


@pytest.fixture(scope="module")
def ready_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("serve") / "home"
    subprocess.run([sys.executable, "-m", "fairnotice", "init"], env=surroundings(home), check=True)
    return home


def surroundings(home: Path) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("FAIRNOTICE_", "DJANGO_"))}
    kept.pop("DATABASE_URL", None)
    return {**kept, "FAIRNOTICE_HOME": str(home)}


def serve(home: Path, port: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "fairnotice", "serve", "--port", str(port)],
        env=surroundings(home),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def server(ready_home: Path) -> Iterator[subprocess.Popen[str]]:
    process = serve(ready_home, 0)
    yield process
    if process.poll() is None:
        process.kill()
    process.communicate()


class TestServing:
    def test_says_its_address_answers_and_ends_with_ctrl_c(self, server: subprocess.Popen[str]) -> None:
        assert server.stdout is not None
        said = SAYS.search(server.stdout.readline())
        assert said
        with urlopen(f"http://127.0.0.1:{said.group(1)}/help/", timeout=20) as answer:
            page = answer.read().decode()
        with urlopen(f"http://127.0.0.1:{said.group(1)}/static/fairnotice.css", timeout=20) as sheet:
            assert "--paper" in sheet.read().decode()
        assert "This is how to read your numbers." in page
        server.send_signal(signal.SIGINT)
        out, err = server.communicate(timeout=20)
        assert server.returncode == 0
        assert "Traceback" not in out + err
        assert "Warning" not in err

    def test_refuses_a_port_that_is_taken(self, ready_home: Path) -> None:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            process = serve(ready_home, taken.getsockname()[1])
            _, err = process.communicate(timeout=20)
        assert process.returncode == 3
        assert "Choose one with --port" in err

    def test_refuses_a_home_that_is_not_ready(self, tmp_path: Path) -> None:
        process = serve(tmp_path / "nowhere", 0)
        _, err = process.communicate(timeout=20)
        assert process.returncode == 3
        assert "fairnotice init" in err
