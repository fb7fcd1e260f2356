"""Who writes to whom, about which account, from where: what every letter needs beside its reasons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import quote

from fairnotice.notices import words
from fairnotice.notices.stated_facts import require


@dataclass(frozen=True, slots=True)
class Envelope:
    """Sender, recipient and matter of one letter."""

    marketplace: str
    site: str
    """Address of the portal, without a slash at its end."""
    recipient_name: str
    zone: str
    """IANA zone of the recipient; empty when unknown."""
    role: str
    """owner, manager, member or freelancer."""
    account_id: str
    account_name: str
    account_kind: str
    """agency or freelancer."""
    reference: str
    """Of this letter: the case's, or its own within the case, or the matter's where there is no case."""
    written_at: datetime
    """When the letter is laid into the portal; never before its delivery window."""
    signed_by: str
    team: str
    """What the signer belongs to, such as ``quality team``."""
    redress_body: str = ""
    redress_court: str = ""
    redress_office: str = ""
    contact: str = ""
    """Where a person answers when there is no open case to write in."""
    case_reference: str = ""
    """Of the case, where the letter has a reference of its own within it."""
    language: str = "en"

    def __post_init__(self) -> None:
        require(
            marketplace=self.marketplace,
            site=self.site,
            account=self.account_name,
            reference=self.reference,
            signature=self.signed_by or self.team,
        )

    @property
    def is_agency(self) -> bool:
        """Say whether the matter is an agency's."""
        return self.account_kind == "agency"

    @property
    def whose(self) -> str:
        """Return ``your`` to a freelancer, else ``the agency's``."""
        return "the agency's" if self.is_agency else "your"

    @property
    def written_on(self) -> date:
        """Return the letter's date where the recipient lives."""
        return words.local_date(self.written_at, self.zone)

    @property
    def signature(self) -> str:
        """Return the name a letter ends with."""
        return f"{self.signed_by}, {self.team}" if self.signed_by else f"The {self.team} of {self.marketplace}"

    @property
    def case(self) -> str:
        """Return the case's reference."""
        return self.case_reference or self.reference

    @property
    def case_url(self) -> str:
        """Return where the case is read and answered."""
        return f"{self.site}/cases/{quote(self.case)}/"

    @property
    def stats_url(self) -> str:
        """Return the account's stats page."""
        return f"{self.site}/stats/{quote(self.account_id)}/"

    @property
    def contracts_url(self) -> str:
        """Return the list of every contract, with a download."""
        return f"{self.stats_url}contracts/"

    @property
    def record_url(self) -> str:
        """Return the whole record of the account, with each act, letter and measure; for a member, the case."""
        return self.case_url if self.role == "member" else f"{self.site}/record/{quote(self.account_id)}/"

    def day(self, on: date) -> str:
        """Return a date in the recipient's language."""
        return words.day(on, language=self.language)

    def deadline(self, due_at: datetime) -> str:
        """Return a deadline in the recipient's zone and language."""
        return words.deadline(due_at, self.zone, language=self.language)

    def moment(self, instant: datetime) -> str:
        """Return an instant in the recipient's zone and language."""
        at = words.moment(instant, self.zone, language=self.language)
        return f"{at}, {words.place(self.zone, language=self.language)}"
