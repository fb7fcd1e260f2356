"""A mail server's report tells which letter came back; anything else is refused."""

from __future__ import annotations

import pytest

from fairnotice.outbox.returned import NoBounce, Returned, read_report

REPORT = """\
From: MAILER-DAEMON@mail.example
To: letters@workmere.example
Subject: Undelivered Mail
Content-Type: multipart/report; report-type=delivery-status; boundary=BB
MIME-Version: 1.0

--BB
Content-Type: text/plain

I am sorry to have to inform you.

--BB
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example

Final-Recipient: rfc822; mara@people.example
Action: {action}
Status: 5.1.1
Diagnostic-Code: smtp; 550 no such person

--BB
{original}

--BB--
"""
WHOLE = (
    "Content-Type: message/rfc822\n\nFrom: a@b.example\nMessage-ID: <7.0b6c@workmere.example>\nSubject: x\n\nDear Mara,"
)
HEADERS = "Content-Type: text/rfc822-headers\n\nFrom: a@b.example\nMessage-ID: <7.0b6c@workmere.example>\n"


def report(*, action: str = "failed", original: str = WHOLE) -> bytes:
    return REPORT.format(action=action, original=original).encode()


class TestAReport:
    @pytest.mark.parametrize("original", [WHOLE, HEADERS], ids=["whole", "headers"])
    def test_names_the_letter_and_says_why(self, original: str) -> None:
        assert read_report(report(original=original)) == Returned(
            "<7.0b6c@workmere.example>", "5.1.1 smtp; 550 no such person"
        )

    @pytest.mark.parametrize("action", ["delayed", "delivered", "relayed"])
    def test_of_no_failure_is_refused(self, action: str) -> None:
        with pytest.raises(NoBounce, match="no failure"):
            read_report(report(action=action))

    def test_that_does_not_name_the_letter_is_refused(self) -> None:
        with pytest.raises(NoBounce, match="does not name"):
            read_report(report(original="Content-Type: text/plain\n\nnothing"))

    @pytest.mark.parametrize("raw", [b"", b"Subject: out of office\n\nI am away.", b"\xff\xfe\x00", b"--BB--"])
    def test_that_is_none_is_refused(self, raw: bytes) -> None:
        with pytest.raises(NoBounce):
            read_report(raw)
