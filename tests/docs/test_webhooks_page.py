"""The page about webhooks says what the code says, and its example is a real effect."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from fairnotice.cases.standing import Allowed, Capability, Standing, capabilities
from fairnotice.interfaces.console.effects import STATES, WHAT
from fairnotice.ledger.effects import Effect, EffectDelivery

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "webhooks.md").read_text(encoding="utf-8")


class TestThePageAboutWebhooks:
    @pytest.mark.parametrize("value", [*Capability, *Allowed, *EffectDelivery.State])
    def test_has_a_row_for_each_value_that_leaves(self, value: str) -> None:
        assert f"| `{value}` |" in PAGE

    @pytest.mark.parametrize("value", Effect.What)
    def test_names_each_kind_of_effect(self, value: str) -> None:
        assert f"`{value}`" in PAGE
        assert value in WHAT

    @pytest.mark.parametrize("value", EffectDelivery.State)
    def test_is_matched_by_the_page_for_staff(self, value: str) -> None:
        assert value in STATES

    def test_shows_the_real_table_of_a_hold(self) -> None:
        (block,) = re.findall(r"```json\n(.*?)```", PAGE, flags=re.DOTALL)
        table = {capability.value: cell.value for capability, cell in capabilities((Standing.WORK_HOLD,)).items()}
        assert json.loads(block)["data"]["capabilities"] == table
