"""Staff see what is not carried out, try again, see to it by hand, and keep the addresses; others do not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from fairnotice.actions.add_endpoint import AddEndpoint, add_endpoint
from fairnotice.actions.rotate_secret import RotateSecret, rotate_secret
from fairnotice.ledger.effects import Effect, EffectAcknowledgement, EffectDelivery, WebhookEndpoint
from tests.support.builders import a_person, a_reviewer
from tests.support.case_files import signed_in, signed_out
from tests.support.effects import a_lifting, an_effect
from tests.support.receivers import Scripted, scripted

pytestmark = pytest.mark.django_db
NOW = datetime.now(UTC) - timedelta(days=2)
EFFECTS, ENDPOINTS = "/console/effects/", "/console/endpoints/"


@pytest.fixture
def receiver(settings: Settings) -> Iterator[Scripted]:
    settings.WEBHOOK_PRIVATE_HOSTS = frozenset({"127.0.0.1"})
    with scripted() as receiver:
        yield receiver


def staff(role: str) -> Client:
    return signed_in(a_person(None, email=f"{role}@workmere.example", name="Ada Marsh", role=role))


@pytest.fixture
def administrator() -> Client:
    return staff("administrator")


def seen(client: Client, url: str = EFFECTS) -> str:
    return re.sub(r"\s+", " ", client.get(url).content.decode())


class TestTheDoorToEffects:
    @pytest.mark.parametrize(
        ("role", "effects", "endpoints"),
        [
            ("reviewer", 200, 403),
            ("compliance", 200, 403),
            ("administrator", 200, 200),
            ("analyst", 403, 403),
            ("finance", 403, 403),
        ],
    )
    def test_opens_by_role(self, role: str, effects: int, endpoints: int) -> None:
        client = staff(role)
        assert [client.get(url).status_code for url in (EFFECTS, ENDPOINTS)] == [effects, endpoints]

    def test_is_not_there_for_accounts_and_leads_the_signed_out_to_sign_in(self) -> None:
        member = signed_in(a_person("agency-9"))
        for url in (EFFECTS, ENDPOINTS):
            assert member.get(url).status_code == 404
            assert signed_out().get(url).status_code == 302

    def test_lets_compliance_look_and_nothing_else(self) -> None:
        effect, client = an_effect(now=NOW), staff("compliance")
        assert "by hand</button>" not in seen(client, f"{EFFECTS}{effect.pk}/")
        for deed in ("try", "by-hand"):
            assert client.post(f"{EFFECTS}{effect.pk}/{deed}/", {"reason": "x"}).status_code == 403

    def test_is_the_first_page_of_administrators(self, administrator: Client) -> None:
        assert administrator.get("/")["Location"] == EFFECTS


class TestThePageOfEffects:
    def test_says_when_there_is_nothing_to_do(self, administrator: Client) -> None:
        page = seen(administrator)
        assert "Everything decided so far is carried out." in page
        assert "No endpoint is on, so the next one will wait here." in page

    def test_shows_what_waits_although_nobody_is_told(self, administrator: Client) -> None:
        an_effect(now=NOW)
        page = seen(administrator)
        assert "1 effect is not carried out yet." in page
        assert "The oldest has waited for 2 days. No endpoint is on" in page
        assert "A restriction began: Quillfern Studio" in page
        assert "WM-2611-0001 · good to work hold, until" in page

    def test_shows_the_last_answer_and_when_it_is_tried_again(self, administrator: Client) -> None:
        WebhookEndpoint.objects.create(url="https://hooks.example/", sealed_secret="s", created_at=NOW, changed_at=NOW)
        an_effect(now=NOW)
        EffectDelivery.objects.update(attempts=2, tried_at=NOW, last_answer="500: out of order")
        page = seen(administrator)
        assert "500: out of order · 2 tries" in page
        assert "Try&nbsp;now" in page

    def test_shows_the_newest_of_an_account_alone(self, administrator: Client) -> None:
        first = an_effect(now=NOW)
        a_lifting(now=NOW)
        page = seen(administrator)
        assert "A restriction ended" in page
        assert "A restriction began" not in page
        assert "and a later effect took its place." in seen(administrator, f"{EFFECTS}{first.pk}/")

    def test_tries_again_at_once(self, receiver: Scripted, administrator: Client) -> None:
        add_endpoint(AddEndpoint(receiver.url), now=NOW)
        effect = an_effect(now=NOW)
        EffectDelivery.objects.update(state="failed", due_at=NOW + timedelta(days=99))
        answer = administrator.post(f"{EFFECTS}{effect.pk}/try/", follow=True).content.decode()
        assert "It goes out with the next sweep" in answer
        row = EffectDelivery.objects.get()
        assert (row.state, row.attempts) == ("queued", 0)
        assert row.due_at <= datetime.now(UTC)

    def test_says_why_there_is_nothing_to_try(self, administrator: Client) -> None:
        effect = an_effect(now=NOW)
        answer = administrator.post(f"{EFFECTS}{effect.pk}/try/")
        assert answer.status_code == 409
        assert "No endpoint waits for this effect" in answer.content.decode()


class TestSeeingToItByHand:
    def test_is_recorded_with_name_and_reason_and_ends_the_sending(self) -> None:
        WebhookEndpoint.objects.create(url="https://hooks.example/", sealed_secret="s", created_at=NOW, changed_at=NOW)
        effect, reviewer = an_effect(now=NOW), a_reviewer()
        client = signed_in(reviewer)
        for _ in range(2):
            client.post(f"{EFFECTS}{effect.pk}/by-hand/", {"reason": "Set in the back office, ticket 7."})
        word = EffectAcknowledgement.objects.get()
        assert (word.person, word.how, word.reason) == (reviewer, "by_hand", "Set in the back office, ticket 7.")
        assert EffectDelivery.objects.get().state == "acknowledged"
        assert "Everything decided so far is carried out." in seen(client)
        assert "“Set in the back office, ticket 7.”" in seen(client, f"{EFFECTS}{effect.pk}/")

    def test_needs_a_reason(self, administrator: Client) -> None:
        effect = an_effect(now=NOW)
        answer = administrator.post(f"{EFFECTS}{effect.pk}/by-hand/", {"reason": "  "})
        assert answer.status_code == 422
        assert "Write down how you know" in answer.content.decode()
        assert not EffectAcknowledgement.objects.exists()


class TestThePageOfEndpoints:
    def add(self, client: Client, url: str) -> Any:
        return client.post(f"{ENDPOINTS}add/", {"url": url, "description": "Accounts"})

    def test_shows_a_secret_once(self, administrator: Client) -> None:
        page = self.add(administrator, "https://hooks.example/in").content.decode()
        (secret,) = re.findall(r"whsec_[A-Za-z0-9+/=]{44}", page)
        assert secret not in seen(administrator, ENDPOINTS)
        assert "1 address is told of every effect." in seen(administrator, ENDPOINTS)
        assert "added by Ada Marsh" in seen(administrator, ENDPOINTS)

    @pytest.mark.parametrize(
        ("url", "why"),
        [
            ("http://hooks.example/", "only https is safe"),
            ("https://127.0.0.1/", "inside our own network"),
            ("nowhere", "does not begin with https"),
        ],
    )
    def test_says_why_an_address_is_not_fit(self, administrator: Client, url: str, why: str) -> None:
        answer = self.add(administrator, url)
        assert answer.status_code == 422
        assert why in answer.content.decode()
        assert not WebhookEndpoint.objects.exists()

    def test_refuses_a_second_one_at_the_same_address(self, administrator: Client) -> None:
        self.add(administrator, "https://hooks.example/in")
        assert "told of effects already" in self.add(administrator, "https://hooks.example/in").content.decode()

    def test_rotates_once_even_when_the_page_is_sent_twice(self, administrator: Client) -> None:
        self.add(administrator, "https://hooks.example/in")
        endpoint = WebhookEndpoint.objects.get()
        form = {"seen": endpoint.changed_at.isoformat()}
        url = f"{ENDPOINTS}{endpoint.pk}/rotate/"
        assert "whsec_" in administrator.post(url, form).content.decode()
        assert "Nothing was rotated" in administrator.post(url, form, follow=True).content.decode()

    def test_says_what_a_test_was_answered(self, receiver: Scripted, administrator: Client) -> None:
        made = add_endpoint(AddEndpoint(receiver.url), now=NOW)
        answer = administrator.post(f"{ENDPOINTS}{made.endpoint_id}/test/", follow=True)
        assert "It took the test: 200." in answer.content.decode()

    def test_switches_off_and_on(self, receiver: Scripted, administrator: Client) -> None:
        made = add_endpoint(AddEndpoint(receiver.url), now=NOW)
        url = f"{ENDPOINTS}{made.endpoint_id}/switch/"
        administrator.post(url, {"active": "0"})
        effect = an_effect(now=NOW)
        assert not EffectDelivery.objects.exists()
        administrator.post(url, {"active": "1"})
        assert EffectDelivery.objects.get().effect == effect


class TestAnOldSecret:
    def test_is_forgotten_when_it_must_stop_at_once(self, receiver: Scripted) -> None:
        made = add_endpoint(AddEndpoint(receiver.url), now=NOW)
        rotate_secret(RotateSecret(made.endpoint_id), now=NOW)
        rotate_secret(RotateSecret(made.endpoint_id, at_once=True), now=NOW)
        endpoint = WebhookEndpoint.objects.get()
        assert (endpoint.sealed_previous, endpoint.previous_until) == ("", None)


class TestEveryKindOfEffect:
    @pytest.mark.parametrize("what", Effect.What)
    def test_has_its_words(self, what: str, administrator: Client) -> None:
        an_effect(now=NOW, what=Effect.What(what))
        assert "Quillfern Studio" in seen(administrator)


class TestAReviewer:
    def test_finds_the_way_from_the_queue(self) -> None:
        assert 'href="/console/effects/"' in seen(signed_in(a_reviewer()), "/console/")


class TestThePageOfTheApi:
    def test_says_what_programs_may_tell_us_and_how(self) -> None:
        page = seen(staff("compliance"), "/console/api/")
        assert "POST /api/effects/acknowledgements</code> · signed with an endpoint's secret" in page
        assert "POST /api/violations</code> · by key" in page
        for field in ("acknowledged", "carried_out_at", "occurred_at"):
            assert f"<code>{field}</code>" in page

    def test_is_not_for_everybody(self) -> None:
        assert staff("finance").get("/console/api/").status_code == 403
        assert signed_in(a_person("agency-9")).get("/console/api/").status_code == 404
