"""Before a page shows an account: is the reader signed in, and is it theirs to see?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from fairnotice.interfaces.clock import now
from fairnotice.interfaces.portal.components import Viewer
from fairnotice.queries.access import Access, access_to, accounts_of

Arguments = ParamSpec("Arguments")


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads, and which account they may see in which role."""

    person_id: int
    name: str
    access: Access
    several: bool
    """Has more than one account to choose from."""

    @property
    def viewer(self) -> Viewer:
        """Return what the frame shows of the reader."""
        role = {"member": "member", "reviewer": "reviewer"}.get(self.access.role, "")
        return Viewer(self.name, self.access.name, reverse("home") if self.several else "", role)


def person_id_of(request: HttpRequest) -> int:
    """Return the key of the person who is signed in."""
    key = request.user.pk
    if not isinstance(key, int):
        raise Http404
    return key


def of_account(
    view: Callable[Concatenate[HttpRequest, Reader, Arguments], HttpResponse],
) -> Callable[..., HttpResponse]:
    """Return *view* for the people of one account: signed out leads to the door, a stranger gets 404."""

    @login_required
    @wraps(view)
    def guarded(
        request: HttpRequest, account_id: str, *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> HttpResponse:
        person_id, instant = person_id_of(request), now()
        access = access_to(person_id, account_id, now=instant)
        if access is None:
            raise Http404
        several = access.role != "reviewer" and len(accounts_of(person_id, now=instant)) > 1
        return view(request, Reader(person_id, str(request.user), access, several), *args, **kwargs)

    return guarded
