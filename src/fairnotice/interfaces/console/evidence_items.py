"""The contracts and files of a case as a list to be opened one by one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from fairnotice.interfaces.console.staff import zone_of
from fairnotice.interfaces.portal.case.files import ShownFile, shown
from fairnotice.interfaces.portal.viewing import person_id_of
from fairnotice.queries.case_record import CaseRecord
from fairnotice.queries.evidence import files_of, opened_by


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that the case rests on, or that was handed in."""

    subject: str
    label: str
    url: str
    opened: bool
    file: ShownFile | None = None


def items_of(record: CaseRecord, *, person_id: int, zone: str) -> tuple[Item, ...]:
    """Return the contracts or acts it rests on, then every file, each with whether this person has opened it."""
    opened = opened_by(record.id, person_id)
    contracts = [
        Item(
            subject=contract.contract_id,
            label=contract.contract_id,
            url=reverse("console-contract", args=[record.reference, contract.contract_id]),
            opened=contract.contract_id in opened,
        )
        for contract in record.adverse
    ]
    contracts += [
        Item(each.id, each.id, reverse("console-violation", args=[each.id]), each.id in opened)
        for each in record.violations
    ]
    files = []
    for file in files_of(record.id):
        url = reverse("console-file", args=[record.reference, file.id])
        lines = shown(file, url=url, zone=zone, reader=person_id)
        files.append(Item(file.subject, file.name, url, file.subject in opened, lines))
    return (*contracts, *files)


def context_of(request: HttpRequest, record: CaseRecord) -> Mapping[str, object]:
    """Return what the pages of a case show of its evidence."""
    items = items_of(record, person_id=person_id_of(request), zone=zone_of(request))
    return {
        "items": items,
        "opened_count": sum(item.opened for item in items),
        "next_unopened": next((item for item in items if not item.opened), None),
        "files": [item.file for item in items if item.file],
    }
