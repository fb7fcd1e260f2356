"""An expected "no": a stable code, the facts behind it, and one plain sentence."""

from __future__ import annotations

from typing import ClassVar


class Refusal(Exception):  # noqa: N818  a refusal is an answer, not an error
    """
    Say no to a step that the rules do not allow.

    Subclasses set ``code``, keep the facts as attributes and pass one plain
    sentence. Interfaces map the code to an exit code, an HTTP status and a text.
    """

    code: ClassVar[str] = "refused"

    @property
    def sentence(self) -> str:
        """Return the sentence a person reads."""
        return str(self)
