"""A small marketplace as the files that a real one would hand over, with only what a story needs said aloud."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random

COLUMNS = {
    "accounts": ["account_id", "kind", "name", "email", "country", "timezone", "language", "created_at"],
    "memberships": ["agency_id", "person_id", "role", "from_on", "to_on"],
    "contracts": [
        *("contract_id", "client_id", "provider_id", "worker_id", "category", "kind", "started_at", "ended_at"),
        *("end_reason", "charged_minor", "currency"),
    ],
    "feedback": [
        *("feedback_id", "contract_id", "by", "stars", "recommend", "submitted_at", "withdrawn_at", "comment"),
    ],
    "posts": ["post_id", "client_id", "posted_at", "hires"],
}


def noon(day: date) -> str:
    """Return noon UTC of *day* as the files write instants."""
    return datetime.combine(day, time(12), UTC).isoformat().replace("+00:00", "Z")


@dataclass(slots=True)
class Marketplace:
    """Rows by table; every method adds some and returns the id a story goes on with."""

    until: date
    """The day after the last day anything happened."""
    rows: dict[str, list[dict[str, object]]] = field(default_factory=lambda: {table: [] for table in COLUMNS})

    def account(
        self,
        account_id: str,
        kind: str = "freelancer",
        *,
        name: str = "",
        zone: str = "Europe/Lisbon",
        email: str = "?",
    ) -> str:
        """Add an account; its address is made from its id unless *email* says otherwise."""
        self.rows["accounts"].append(
            {
                "account_id": account_id,
                "kind": kind,
                "name": name or account_id.replace("-", " ").title(),
                "email": f"{account_id}@people.example" if email == "?" else email,
                "country": "PT",
                "timezone": zone,
                "language": "en",
                "created_at": noon(date(2022, 1, 3)),
            }
        )
        return account_id

    def membership(self, agency_id: str, person_id: str, role: str, *, since: date = date(2023, 1, 2)) -> None:
        """Let a person belong to an agency."""
        self.rows["memberships"].append(
            {"agency_id": agency_id, "person_id": person_id, "role": role, "from_on": since, "to_on": ""}
        )

    def contract(
        self,
        provider_id: str,
        client_id: str,
        *,
        ended: date | None,
        stars: int | None = None,
        worker: str = "",
        end_reason: str = "completed",
        charged: int = 50_000,
        comment: str = "",
    ) -> str:
        """Add a contract of three weeks and, with *stars*, the client's feedback two days after its end."""
        number = len(self.rows["contracts"]) + 10_001
        contract_id = f"C-{number}"
        started = (ended or self.until) - timedelta(days=21)
        self.rows["contracts"].append(
            {
                "contract_id": contract_id,
                "client_id": client_id,
                "provider_id": provider_id,
                "worker_id": worker or provider_id,
                "category": "design",
                "kind": "fixed",
                "started_at": noon(started),
                "ended_at": noon(ended) if ended else "",
                "end_reason": end_reason if ended else "",
                "charged_minor": charged,
                "currency": "EUR",
            }
        )
        if ended and stars is not None:
            self.feedback(contract_id, stars=stars, on=ended + timedelta(days=2), comment=comment)
        return contract_id

    def close(self, provider_id: str, client_id: str, *, ended: date, end_reason: str = "completed") -> None:
        """Close the open contract of two; nobody has rated it yet."""
        row = self._between(provider_id, client_id)
        row["ended_at"], row["end_reason"] = noon(ended), end_reason

    def decide(self, provider_id: str, client_id: str, end_reason: str) -> None:
        """Let the marketplace decide the dispute about a contract."""
        self._between(provider_id, client_id)["end_reason"] = end_reason

    def correct(self, provider_id: str, client_id: str, *, stars: int) -> None:
        """Let the marketplace correct what a client said of a contract."""
        contract_id = self._between(provider_id, client_id)["contract_id"]
        next(row for row in self.rows["feedback"] if row["contract_id"] == contract_id)["stars"] = stars

    def _between(self, provider_id: str, client_id: str) -> dict[str, object]:
        """Return the last contract of a provider with a client."""
        both = (provider_id, client_id)
        return [row for row in self.rows["contracts"] if (row["provider_id"], row["client_id"]) == both][-1]

    def feedback(self, contract_id: str, *, stars: int, on: date, comment: str = "") -> None:
        """Let the client of a contract say how satisfied they were."""
        self.rows["feedback"].append(
            {
                "feedback_id": f"F-{contract_id}",
                "contract_id": contract_id,
                "by": "client",
                "stars": stars,
                "recommend": "",
                "submitted_at": noon(on),
                "withdrawn_at": "",
                "comment": comment,
            }
        )

    def post(self, client_id: str, *, on: date, hires: int) -> None:
        """Let a client post an offer."""
        number = len(self.rows["posts"]) + 1
        self.rows["posts"].append(
            {"post_id": f"P-{number}", "client_id": client_id, "posted_at": noon(on), "hires": hires}
        )

    def crowd(self, freelancers: int = 700, *, clients: int = 350, satisfied: float = 0.93, seed: int = 7) -> None:
        """Add ordinary freelancers, each with 4 to 16 contracts over two years, and the clients they share."""
        random = Random(seed)  # noqa: S311  a repeatable crowd, not a secret
        for number in range(clients):
            self.account(f"client-{number}", "client")
        for number in range(freelancers):
            name = self.account(f"freelancer-{number}")
            for _ in range(random.randint(4, 16)):
                ended = self.until - timedelta(days=random.randint(20, 700))
                stars = random.choice((4, 5)) if random.random() < satisfied else random.choice((1, 2, 3))
                self.contract(name, f"client-{random.randrange(clients)}", ended=ended, stars=stars)

    def failing_agency(self, agency_id: str = "agency-a", *, members: int = 2, owner: str = "manager-a") -> list[str]:
        """Add an agency whose last half year went wrong with many clients; return its unsatisfied contracts."""
        self.account(agency_id, "agency")
        self.account(owner)
        self.membership(agency_id, owner, "owner")
        workers = [self.account(f"{agency_id}-member-{number}") for number in range(members)]
        for worker in workers:
            self.membership(agency_id, worker, "member")
        for number in range(8):
            ended = self.until - timedelta(days=300 + 20 * number)
            self.contract(agency_id, f"client-{100 + number}", ended=ended, stars=5, worker=workers[number % members])
        return [
            self.contract(
                agency_id,
                f"client-{120 + number}",
                ended=self.until - timedelta(days=18 + 12 * number),
                stars=1 + number % 2,
                worker=workers[number % members],
                comment="Handed over late.",
            )
            for number in range(12)
        ]

    def write(self, folder: Path) -> Path:
        """Write one CSV file per table that has rows, and return the folder."""
        folder.mkdir(parents=True, exist_ok=True)
        for table, rows in self.rows.items():
            if rows:
                with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
                    writer = csv.DictWriter(file, COLUMNS[table])
                    writer.writeheader()
                    writer.writerows(rows)
        return folder
