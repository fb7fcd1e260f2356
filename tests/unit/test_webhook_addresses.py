"""Where effects may go: outside, over https; and which messages are believed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from pytest_django.fixtures import Settings
from standardwebhooks import Webhook

from fairnotice.actions.endpoint_address import UnfitAddress, checked_address
from fairnotice.kernel.signatures import NotSigned, check_time, is_signed, new_secret, signed_headers
from fairnotice.outbox.webhook_wire import is_outside

NOW = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)


class TestAnAddress:
    @pytest.mark.parametrize("url", ["https://hooks.workmere.example/in?x=1", "https://8.8.8.8:8443/"])
    def test_outside_is_fit(self, url: str) -> None:
        assert checked_address(url).geturl() == url

    @pytest.mark.parametrize(
        "url",
        [
            "http://hooks.workmere.example/",
            "https://localhost/",
            "http://127.0.0.1:8000/",
            "https://[::1]/",
            "ftp://hooks.workmere.example/",
            "https:///path",
            "hooks.workmere.example",
            "https://name:word@hooks.workmere.example/",
            "https://hooks.workmere.example/#part",
            "https://hooks.workmere.example/a b",
            "https://hooks.workmere.example/\r\nX: y",
            "https://hooks.workmere.example:99999/",
            "https://[broken/",
            "https://høøks.example/",
            "https://a.example/" + "x" * 2000,
        ],
    )
    def test_that_is_none_or_not_safe_is_refused(self, url: str) -> None:
        with pytest.raises(UnfitAddress):
            checked_address(url)

    def test_on_this_machine_is_fit_where_the_settings_say_so(self, settings: Settings) -> None:
        settings.WEBHOOK_PRIVATE_HOSTS = frozenset({"127.0.0.1", "hooks.inside"})
        assert checked_address("http://127.0.0.1:8090/")
        assert checked_address("https://hooks.inside/")
        with pytest.raises(UnfitAddress):
            checked_address("http://hooks.inside/")

    @pytest.mark.parametrize(
        "address",
        [
            "127.0.0.1", "10.1.2.3", "172.16.0.9", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",  # noqa: S104  no socket
            "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1%eth0", "fd00::1", "::ffff:10.0.0.1", "ff02::1",
            "2002:0a00:0001::1", "64:ff9b::7f00:1", "2001:0:7f00:1::1",
        ],
    )  # fmt: skip
    def test_inside_is_known_in_every_wrapping(self, address: str) -> None:
        assert not is_outside(address)

    @pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8"])
    def test_outside_is_known(self, address: str) -> None:
        assert is_outside(address)


class TestASignedMessage:
    secret = new_secret()
    body = '{"acknowledged":"eff_1","name":"Zoë"}'

    def headers(self, **changes: str) -> dict[str, str]:
        return {**signed_headers(self.body, message_id="m-1", at=NOW, keys=[self.secret]), **changes}

    def test_is_what_the_convention_says(self) -> None:
        assert self.headers()["webhook-signature"] == Webhook(self.secret).sign("m-1", NOW, self.body)

    def test_is_believed(self) -> None:
        headers = self.headers()
        assert is_signed(self.body, headers, sent_at=check_time(headers, now=NOW), keys=[new_secret(), self.secret])

    @pytest.mark.parametrize(
        "changes",
        [
            {"webhook-id": "m-2"},
            {"webhook-signature": "v1,AAAA"},
            {"webhook-signature": "no signature at all"},
            {"webhook-signature": "v1,é"},
        ],
    )
    def test_is_not_believed_once_anything_is_changed(self, changes: dict[str, str]) -> None:
        assert not is_signed(self.body, self.headers(**changes), sent_at=NOW, keys=[self.secret])
        assert not is_signed(self.body + " ", self.headers(), sent_at=NOW, keys=[self.secret])

    @pytest.mark.parametrize("stamp", ["", "soon", "1e3", "9" * 30, "-1"])
    def test_without_a_time_is_refused(self, stamp: str) -> None:
        with pytest.raises(NotSigned):
            check_time(self.headers(**{"webhook-timestamp": stamp}), now=NOW)

    @pytest.mark.parametrize("away", [timedelta(minutes=-6), timedelta(minutes=6)])
    def test_that_is_old_is_refused(self, away: timedelta) -> None:
        with pytest.raises(NotSigned, match="5 minutes"):
            check_time(self.headers(), now=NOW + away)
