"""Addresses of the door, under the names that allauth looks for."""

from __future__ import annotations

from allauth.account import views
from django.urls import path
from django.views.generic import RedirectView

from fairnotice.interfaces.portal.sign_in.lockout import shut_after_guessing

urlpatterns = [
    path("sign-in/", shut_after_guessing(views.request_login_code), name="account_request_login_code"),
    path("sign-in/code/", shut_after_guessing(views.confirm_login_code), name="account_confirm_login_code"),
    path(
        "sign-in/start/",
        RedirectView.as_view(pattern_name="account_request_login_code", query_string=True),
        name="account_login",
    ),
    path("sign-out/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
]
