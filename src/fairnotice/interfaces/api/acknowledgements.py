"""The marketplace says, after the fact, that it has carried out an effect."""

from __future__ import annotations

from uuid import UUID

from django.core.cache import cache
from django.http import HttpRequest
from ninja import Field, Router, Schema
from ninja.errors import Throttled
from ninja.security import APIKeyHeader

from fairnotice.actions.acknowledge_effect import AcknowledgeEffect, How, acknowledge_effect, signer_of
from fairnotice.interfaces.clock import now
from fairnotice.kernel.signatures import SIGNATURE, NotSigned

router = Router(tags=["effects"])
OFTEN = 600
"""Requests of one address in a minute, signed or not: more than a marketplace needs, less than a search would."""
MINUTE = 60


class SignedByEndpoint(APIKeyHeader):
    """Signed with an endpoint's secret by the Standard Webhooks convention, like what the endpoint receives."""

    param_name = SIGNATURE

    def authenticate(self, request: HttpRequest, key: str | None) -> UUID:
        """
        Return the endpoint that signed the request.

        Raises:
            NotSigned: none did.
            Throttled: there were too many requests from this address.
        """
        del key
        _count(request)
        try:
            body = request.body.decode()
        except UnicodeDecodeError as error:
            raise NotSigned("it is no UTF-8") from error
        headers = {name.lower(): text for name, text in request.headers.items()}
        return signer_of(body, headers, now=now())


class Acknowledgement(Schema):
    """The word that an effect is carried out."""

    acknowledged: str = Field(description="The webhook-id of the effect.", examples=["eff_0b9c..."], max_length=200)
    carried_out_at: str = Field(
        "", description="Since when it holds, ISO 8601 with a zone; empty for now.", max_length=64
    )


class Recorded(Schema):
    """What is on record."""

    acknowledged: str
    new: bool = Field(description="False when it was on record already; the first word stands.")


@router.post(
    "/acknowledgements",
    response={200: Recorded},
    auth=SignedByEndpoint(),
    throttle=[],
    summary="Say that an effect is carried out",
)
def acknowledge(request: HttpRequest, word: Acknowledgement) -> Recorded:
    """
    Record that an effect is carried out; may be repeated.

    Needed only where the answer to the webhook did not say so already.
    """
    endpoint: UUID = request.auth  # type: ignore[attr-defined]  # set by ninja
    command = AcknowledgeEffect(word.acknowledged, endpoint, How.API, word.carried_out_at)
    return Recorded(acknowledged=word.acknowledged, new=acknowledge_effect(command, now=now()))


def _count(request: HttpRequest) -> None:
    """
    Count the request before anything is computed for it, by the address that the web server saw.

    Raises:
        Throttled: this address has had its share of the minute.
    """
    key = f"acknowledgements-{request.META.get('REMOTE_ADDR') or 'nowhere'}"
    cache.add(key, 0, MINUTE)
    try:
        count = cache.incr(key)
    except ValueError:  # it ran out between the two
        return
    if count > OFTEN:
        raise Throttled(wait=MINUTE)
