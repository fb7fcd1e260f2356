"""Other programs report breaches by key; what is wrong is told all at once: where, what, and what to do."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from fairnotice.actions.add_token import AddToken, TokenName, add_token, revoke_token
from fairnotice.ledger.models import ApiToken, Case, ViolationVersion
from tests.support.breaches import RECORDED_AT, a_town

pytestmark = pytest.mark.django_db
BODY: dict[str, Any] = {
    "violation_id": "V-17",
    "account_id": "member-0",
    "provision": "V1.1",
    "occurred_at": "2026-10-28T14:00:00Z",
    "description": "Asked the client of C-88213 to pay by bank transfer.",
    "evidence": [{"kind": "contract", "reference": "C-88213"}],
    "reported_by": "client-3",
}


@pytest.fixture
def key(home: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    a_town(home)
    monkeypatch.setattr("fairnotice.interfaces.api.violations.now", lambda: RECORDED_AT)
    return add_token(AddToken("trust desk"), now=RECORDED_AT)


def send(key: str, body: Any = BODY, **changes: Any) -> HttpResponse:
    said = {**body, **changes} if isinstance(body, dict) else body
    sent = said if isinstance(said, str) else json.dumps(said)
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    response = Client().post("/api/violations", sent, content_type="application/json", headers=headers)
    assert isinstance(response, HttpResponse)
    return response


class TestAReport:
    def test_by_machine_is_on_record_and_has_no_effect_by_itself(self, key: str) -> None:
        response = send(key)
        assert (response.status_code, json.loads(response.content)) == (
            201,
            {"violation_id": "V-17", "version": 1, "changed": True},
        )
        assert ViolationVersion.objects.get().source == "api"
        assert not Case.objects.exists()

    def test_sent_twice_is_one(self, key: str) -> None:
        send(key)
        response = send(key)
        assert (response.status_code, json.loads(response.content)["changed"]) == (200, False)
        assert ViolationVersion.objects.count() == 1

    def test_with_another_body_is_a_correction(self, key: str) -> None:
        send(key)
        assert json.loads(send(key, severity="high").content)["version"] == 2


class TestAnAnswerThatSaysNo:
    def told(self, response: HttpResponse) -> list[dict[str, str]]:
        problems = json.loads(response.content)["problems"]
        assert all(problem["where"] and problem["what"] and problem["what_to_do"] for problem in problems)
        return list(problems)

    def test_names_everything_at_once(self, key: str) -> None:
        response = send(key, account_id="", evidence=[], mental_health="x")
        assert response.status_code == 422
        where = {problem["where"] for problem in self.told(response)}
        assert where == {"body, account_id", "body, mental_health"}

    def test_without_evidence_says_what_evidence_is(self, key: str) -> None:
        assert "Name at least one" in self.told(send(key, evidence=[]))[0]["what_to_do"]

    @pytest.mark.parametrize(
        ("changes", "status", "code"),
        [
            ({"account_id": "nobody"}, 422, "nobody_there"),
            ({"account_id": "agency-1", "actor_id": "member-0"}, 409, "own_conduct"),
            ({"occurred_at": "2020-01-01"}, 409, "rule_bound_then"),
        ],
    )
    def test_carries_the_refusal_s_code(self, key: str, changes: dict[str, Any], status: int, code: str) -> None:
        response = send(key, **changes)
        assert (response.status_code, json.loads(response.content)["code"]) == (status, code)
        self.told(response)

    @pytest.mark.parametrize("body", ["{", "[]", '"x"', "null", ""])
    def test_to_what_is_no_object_says_so(self, key: str, body: str) -> None:
        response = send(key, body)
        assert response.status_code == 400
        self.told(response)


class TestTheDoor:
    def test_is_shut_without_a_key_and_with_a_wrong_one(self, key: str) -> None:
        for wrong in ("", "fn_wrong", key[:-1]):
            response = send(wrong)
            assert response.status_code == 401
            assert json.loads(response.content)["code"] == "no_key"
        assert not ViolationVersion.objects.exists()

    def test_is_shut_to_a_key_that_was_taken_back(self, key: str) -> None:
        revoke_token(AddToken("trust desk"), now=RECORDED_AT)
        assert send(key).status_code == 401
        with pytest.raises(TokenName):
            revoke_token(AddToken("trust desk"), now=RECORDED_AT)

    def test_keeps_no_key(self, key: str) -> None:
        kept = ApiToken.objects.values().get()
        assert key not in str(kept)

    def test_gives_one_key_to_one_name(self, key: str) -> None:
        for name in ("trust desk", " "):
            with pytest.raises(TokenName):
                add_token(AddToken(name), now=RECORDED_AT)

    def test_describes_itself(self, key: str) -> None:
        said = json.loads(Client().get("/api/openapi.json", headers={"Authorization": f"Bearer {key}"}).content)
        assert "/api/violations" in said["paths"]
