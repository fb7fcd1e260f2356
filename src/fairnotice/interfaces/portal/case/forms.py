"""What an account sends in a case: its words and the contracts they are about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from fairnotice.actions.save_draft import LONGEST
from fairnotice.evaluation.result import CountedContract


class Words(forms.Form):
    """One text field, and contracts to tick."""

    text = forms.CharField(
        max_length=LONGEST,
        error_messages={
            "required": "Write at least one sentence.",
            "max_length": "This is longer than 20,000 characters. Shorten it or send it in two parts.",
        },
    )
    plan = forms.CharField(
        max_length=4000,
        required=False,
        error_messages={"max_length": "The plan is longer than 4,000 characters. Shorten it."},
    )
    contracts = forms.MultipleChoiceField(
        required=False,
        error_messages={"invalid_choice": "One of the contracts is not part of this case."},
    )

    def __init__(self, *args: Any, about: Sequence[CountedContract], **kwargs: Any) -> None:  # noqa: ANN401  Django's own
        super().__init__(*args, **kwargs)
        choices = [(c.contract_id, c.contract_id) for c in about]
        field = self.fields["contracts"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = choices

    @property
    def composed(self) -> str:
        """Return the words with the ticked contracts named in front."""
        ticked = ", ".join(self.cleaned_data["contracts"])
        text = str(self.cleaned_data["text"]).strip()
        return f"About {ticked}:\n\n{text}" if ticked else text
