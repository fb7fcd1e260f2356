"""A real Chromium for the pages; where it is missing the tests skip and say how to install it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings as django_settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from fairnotice.ledger.people import Person

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
MISSING = "no Chromium: install it with `apt-get install --no-install-recommends chromium`"

OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start one Chromium for all browser tests."""
    if not os.access(CHROMIUM, os.X_OK):
        pytest.skip(MISSING)
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield chromium
        chromium.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def open_page(browser: Browser, live_server: object) -> Iterator[OpenPage]:
    """Return a function that opens an address as somebody, at a width, light or dark, with or without JavaScript."""
    contexts: list[BrowserContext] = []
    base = str(live_server)

    def open_it(
        address: str, person: Person | None = None, *, width: int = 1280, scheme: str = "light", scripts: bool = True
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if scheme == "dark" else "light",
            java_script_enabled=scripts,
            reduced_motion="reduce",
            base_url=base,
        )
        contexts.append(context)
        if person is not None:
            context.add_cookies([{"name": django_settings.SESSION_COOKIE_NAME, "value": _session(person), "url": base}])
        page = context.new_page()
        page.goto(address)
        return page

    yield open_it
    for context in contexts:
        context.close()


def _session(person: Person) -> str:
    """Return the key of a session in which *person* is signed in."""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    return str(session.session_key)
