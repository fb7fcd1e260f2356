"""The pages of effects and endpoints serve every reader, and work by keyboard and without JavaScript."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from fairnotice.actions.add_endpoint import AddEndpoint, add_endpoint
from fairnotice.ledger.effects import EffectAcknowledgement, EffectDelivery
from fairnotice.ledger.people import Person
from tests.browser.conftest import OpenPage
from tests.browser.test_pages_for_everybody import LOOKS, faults, show, sideways
from tests.support.builders import a_person
from tests.support.effects import a_lifting, an_effect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NOW = datetime.now(UTC) - timedelta(days=2)


@pytest.fixture
def administrator(home: Any, settings: Settings) -> Person:
    settings.WEBHOOK_PRIVATE_HOSTS = frozenset({"127.0.0.1"})
    return a_person(None, email="ada@workmere.example", name="Ada Marsh", role="administrator")


def some_effects() -> str:
    add_endpoint(AddEndpoint("http://127.0.0.1:9/fairnotice/hooks", "Accounts and search"), now=NOW)
    effect = an_effect(now=NOW)
    EffectDelivery.objects.update(attempts=4, tried_at=NOW, last_answer="500: the queue is full, try again later")
    for number, state in enumerate(("handed", "failed", "doubt"), start=2):
        other = an_effect(f"agency-{number}", now=NOW + timedelta(hours=number))
        EffectDelivery.objects.filter(effect=other).update(state=state, attempts=1, tried_at=NOW)
    done = a_lifting("agency-9", now=NOW)
    EffectDelivery.objects.filter(effect=done).update(state="acknowledged")
    row = done.deliveries.get()
    EffectAcknowledgement.objects.create(
        effect=done, endpoint=row.endpoint, how="answer", carried_out_at=NOW, recorded_at=NOW
    )
    return f"/console/effects/{effect.pk}/"


class TestThePagesOfEffects:
    @pytest.mark.parametrize("name", ["list", "effect", "endpoints", "nothing yet", "no endpoint", "api"])
    def test_serve_every_reader(self, name: str, open_page: OpenPage, administrator: Person) -> None:
        detail = "" if name in {"nothing yet", "no endpoint", "api"} else some_effects()
        addresses = {
            "effect": detail,
            "endpoints": "/console/endpoints/",
            "no endpoint": "/console/endpoints/",
            "api": "/console/api/",
        }
        page = open_page("about:blank", administrator)
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text))
        page.goto(addresses.get(name, "/console/effects/"))
        found = {}
        for width, scheme in LOOKS:
            show(page, width, scheme)
            found[f"{width} {scheme}"] = faults(page)
        assert {where: what for where, what in found.items() if what} == {}
        show(page, 320, "light")
        assert sideways(page) == 0
        headings = page.locator("h1").all_inner_texts()
        assert len(headings) == 1
        assert headings[0][-1] in ".?"
        assert [complaint for complaint in complaints if "Security Policy" in complaint] == []

    def test_let_a_person_see_to_it_by_keyboard_alone(self, open_page: OpenPage, administrator: Person) -> None:
        page = open_page(some_effects(), administrator)
        page.get_by_label("How do you know").focus()
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert "Write down how you know" in page.get_by_role("alert").inner_text()
        page.get_by_label("How do you know").focus()
        page.keyboard.type("I set it in the back office.")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url("**/console/effects/")
        assert "It is on record with your name." in page.get_by_role("status").inner_text()
        assert EffectAcknowledgement.objects.filter(how="by_hand").count() == 1

    def test_show_a_secret_that_fits_the_page(self, open_page: OpenPage, administrator: Person) -> None:
        page = open_page("/console/endpoints/", administrator)
        page.get_by_label("Address").fill("https://hooks.workmere.example/fairnotice")
        page.get_by_role("button", name="Add the address").click()
        assert page.locator("pre").inner_text().startswith("whsec_")
        for width, scheme in LOOKS:
            show(page, width, scheme)
            assert faults(page) == []
        show(page, 320, "light")
        assert sideways(page) == 0
