"""A marketplace as its people meet it: commands, mail and pages, with a clock the test sets."""

from __future__ import annotations

import email
import html
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import cast

from click.testing import CliRunner, Result
from django.http import HttpResponse
from django.test import Client
from time_machine import TimeMachineFixture

from fairnotice.actions.add_staff import AddStaff, add_staff
from fairnotice.actions.admit_person import AdmitPerson, admit_person
from fairnotice.interfaces.cli.commands import fairnotice
from fairnotice.interfaces.clock import now as present
from fairnotice.ledger.people import Person

POLICY = Path(__file__).parents[2] / "examples" / "policies" / "marketplace-quality.yaml"
SIGN_IN = "django.contrib.auth.backends.ModelBackend"


@dataclass(frozen=True, slots=True)
class Town:
    """One home, reached only through the doors."""

    home: Path
    clock: TimeMachineFixture

    def run(self, *arguments: str | Path, code: int = 0) -> Result:
        """Run a command and hold it to its exit code."""
        result = CliRunner().invoke(fairnotice, [str(argument) for argument in arguments])
        assert result.exit_code == code, f"{arguments}: exit {result.exit_code}\n{result.output}\n{result.exception!r}"
        return result

    def work(self, now: datetime) -> str:
        """Do what is due at *now*, which becomes the present of the pages too."""
        self.clock.move_to(now, tick=False)
        return self.run("work", "--now", now.isoformat(), "--policy", POLICY).output

    def mail(self, address: str) -> list[EmailMessage]:
        """Return what was mailed to *address*, oldest first."""
        folder = self.home / "mail"
        letters = [email.message_from_bytes(path.read_bytes(), policy=default) for path in sorted(folder.glob("*.eml"))]
        return [letter for letter in letters if address in str(letter["To"])]

    def person(self, account_id: str) -> Person:
        """Return the person behind an account, admitted as the sign-in page would."""
        admitted = admit_person(AdmitPerson(account_id=account_id), now=present())
        assert admitted is not None
        return Person.objects.get(pk=admitted)

    def reviewer(self) -> Person:
        """Return a member of staff who works the queue."""
        command = AddStaff(email="ruth.amsel@workmere.example", name="Ruth Amsel", role="reviewer")
        return Person.objects.get(pk=add_staff(command, now=present()))

    @contextmanager
    def signed_in(self, person: Person) -> Iterator[Visitor]:
        """Walk the pages as *person*."""
        client = Client()
        client.force_login(person, backend=SIGN_IN)
        yield Visitor(client)


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who is signed in and reads pages as text."""

    client: Client

    def read(self, path: str, *, status: int = 200) -> str:
        """Return the words of a page."""
        answer = self.client.get(_local(path), follow=True)
        assert answer.status_code == status, f"{path}: {answer.status_code}"
        return words_of(cast("HttpResponse", answer))

    def send(self, path: str, *, status: int = 200, **fields: object) -> str:
        """Send a form, follow where it leads, and return the words there."""
        answer = self.client.post(_local(path), fields, follow=True)
        assert answer.status_code == status, f"{path}: {answer.status_code}\n{words_of(cast('HttpResponse', answer))}"
        return words_of(cast("HttpResponse", answer))


def _local(address: str) -> str:
    """Return the path of an address."""
    return re.sub(r"^https?://[^/]+", "", address)


def words_of(answer: HttpResponse) -> str:
    """Return a page's text with its tags taken away and its white space folded."""
    page = re.sub(r"<(script|style).*?</\1>", " ", answer.content.decode(), flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def text_of(letter: EmailMessage) -> str:
    """Return the text part of a mail."""
    part = letter.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def links_of(letter: EmailMessage) -> list[str]:
    """Return the addresses a mail points to, in order."""
    return re.findall(r"https?://\S+", text_of(letter))
