"""Django's settings, read from the environment; the defaults serve one machine."""

from __future__ import annotations

import os
import secrets
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

HOME = Path(os.environ.get("FAIRNOTICE_HOME", ".fairnotice")).absolute()
DEMO = os.environ.get("FAIRNOTICE_DEMO") == "1"
MARKETPLACE = os.environ.get("FAIRNOTICE_MARKETPLACE", "Workmere")
REFERENCE_PREFIX = os.environ.get("FAIRNOTICE_REFERENCE_PREFIX", "WM")
"""How case references begin, as in WM-2611-0482."""
SITE_URL = os.environ.get("FAIRNOTICE_URL", "http://127.0.0.1:8000").rstrip("/")

EMAIL_URL = os.environ.get("FAIRNOTICE_EMAIL_URL", "")
"""Mail server of the letters, ``smtp://user:password@host:port``; without one they become files."""
WEBHOOK_PRIVATE_HOSTS = frozenset(filter(None, os.environ.get("FAIRNOTICE_WEBHOOK_PRIVATE_HOSTS", "").split(",")))
"""Hosts that may be told of effects although they lie inside our own network; none by default."""
EMAIL_FROM = os.environ.get("FAIRNOTICE_EMAIL_FROM", "")
"""Sender of the letters; by default an address at the site's own host."""

EVIDENCE_SCAN = os.environ.get("FAIRNOTICE_EVIDENCE_SCAN", "")
"""Command that checks each file that is handed in, such as ``clamdscan --no-summary``; its path is added at the end,
and exit code 0 lets the file pass."""


def _secret() -> str:
    """Return the signing key: from the environment, else one made once and kept in the home."""
    if given := os.environ.get("FAIRNOTICE_SECRET_KEY"):
        return given
    kept = HOME / "secret_key"
    if kept.exists():
        return kept.read_text(encoding="utf-8").strip()
    if HOME.is_dir():
        made = secrets.token_urlsafe(50)
        kept.touch(mode=0o600)
        kept.write_text(made, encoding="utf-8")
        return made
    return secrets.token_urlsafe(50)


def _database() -> dict[str, object]:
    """Return the database of ``DATABASE_URL``, else SQLite in the home."""
    url = os.environ.get("DATABASE_URL", "")
    if url:
        parts = urlsplit(url)
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "OPTIONS": dict(parse_qsl(parts.query)),
        }
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": HOME / "ledger.sqlite3",
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        },
    }


SECRET_KEY = _secret()
DEBUG = False
ALLOWED_HOSTS = os.environ.get("FAIRNOTICE_HOSTS", "127.0.0.1,localhost,[::1],testserver").split(",")
DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "ledger.Person"
ROOT_URLCONF = "fairnotice.urls"
ASGI_APPLICATION = "fairnotice.asgi.application"
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
USE_I18N = True

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "fairnotice.ledger",
    "fairnotice.interfaces.portal",
    "fairnotice.interfaces.console",
    "allauth",
    "allauth.account",
    "axes",
    "django_htmx",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "fairnotice.interfaces.portal.static_files.StaticFiles",
    "fairnotice.interfaces.portal.security.SecurityHeaders",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "fairnotice.interfaces.portal.frame.frame",
            ],
        },
    }
]
STATIC_URL = "/static/"
STATIC_ROOT = None
"""Nothing to collect: whitenoise serves the apps' own files."""
WHITENOISE_USE_FINDERS = True
LOGIN_URL = "account_request_login_code"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
"""A stranger's address gets no letter, and the page says the same as to everybody."""
ACCOUNT_ADAPTER = "fairnotice.interfaces.portal.sign_in.adapter.Door"
ACCOUNT_FORMS = {
    "request_login_code": "fairnotice.interfaces.portal.sign_in.forms.AddressForm",
    "confirm_login_code": "fairnotice.interfaces.portal.sign_in.forms.CodeForm",
}
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
EMAIL_BACKEND = "fairnotice.interfaces.portal.sign_in.post.DoorMail"
DEFAULT_FROM_EMAIL = EMAIL_FROM or f"{MARKETPLACE} <letters@{urlsplit(SITE_URL).hostname or 'localhost'}>"
AXES_FAILURE_LIMIT = 15
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = ["ip_address"]
AXES_VERBOSE = False
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SITE_URL.startswith("https://")
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
