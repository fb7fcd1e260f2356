"""One ZIP file: the case, its letters as PDF, its files, a manifest of all, a signature over it, and the verifier."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from django.conf import settings

from fairnotice.ledger.chain import instant
from fairnotice.ledger.dockets import EventText
from fairnotice.ledger.evidence_files import EvidenceStore
from fairnotice.ledger.hearing import Evidence
from fairnotice.ledger.letters import Notice
from fairnotice.ledger.signing import public_key, sign
from fairnotice.notices.letter import Letter
from fairnotice.queries.case_export.contents import FORM, WHAT, contents, policies_of, records_of
from fairnotice.queries.case_export.cut import Cut

IN_MEMORY = 5_000_000
CHUNK = 1 << 20
VERIFIER = Path(__file__).with_name("verify.py")
_UNFIT = re.compile(r"[^\w.-]+")


@dataclass(slots=True)
class _Bundle:
    """A ZIP file being written, and the digest of each file in it."""

    zip: zipfile.ZipFile
    at: datetime
    digests: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, chunks: Iterator[bytes]) -> None:
        """Write one file, and remember its digest."""
        digest = hashlib.sha256()
        with self.zip.open(self._entry(name), "w", force_zip64=True) as file:
            for chunk in chunks:
                digest.update(chunk)
                file.write(chunk)
        self.digests[name] = digest.hexdigest()

    def _entry(self, name: str) -> zipfile.ZipInfo:
        entry = zipfile.ZipInfo(name, date_time=self.at.timetuple()[:6])
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.external_attr = 0o644 << 16
        return entry

    def finish(self, manifest: dict[str, Any]) -> None:
        """Write the manifest and the signature over its bytes."""
        listed = {**manifest, "files": dict(sorted(self.digests.items()))}
        text = (json.dumps(listed, ensure_ascii=False, indent=1) + "\n").encode()
        self.zip.writestr(self._entry("manifest.json"), text)
        self.zip.writestr(self._entry("signature"), sign(text) + "\n")


def bundle(cut: Cut, *, now: datetime) -> IO[bytes]:
    """Return the case as a signed ZIP file, at its beginning; close it when it was read."""
    out = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  the reader closes it
    with zipfile.ZipFile(out, "w") as archive:
        made = _Bundle(archive, now)
        letters = [_letter(made, notice) for notice in cut.letters if notice.letter]
        files = [_file(made, evidence) for evidence in cut.evidence]
        for sha256, text in records_of(cut):
            made.add(f"records/{sha256}.json", iter((text.encode(),)))
        for policy in policies_of(cut):
            made.add(f"policies/{policy.pk}.yaml", iter((policy.text.encode(),)))
        said = json.dumps(contents(cut, letters=letters, files=files, now=now), ensure_ascii=False, indent=1)
        made.add("case.json", iter((f"{said}\n".encode(),)))
        made.add("verify.py", iter((VERIFIER.read_bytes(),)))
        made.finish(
            {
                "what": WHAT,
                "form": FORM,
                "reference": cut.case.reference,
                "marketplace": settings.MARKETPLACE,
                "exported_at": instant(now),
                "for": cut.role,
                "public_key": public_key(),
            }
        )
    out.seek(0)
    return out


def file_name(cut: Cut) -> str:
    """Return what the file is called."""
    return f"{_UNFIT.sub('-', cut.case.reference)}.zip"


def _letter(made: _Bundle, notice: Notice) -> dict[str, Any]:
    """Add one letter as PDF and return what is said of it."""
    from fairnotice.notices.pdf import as_pdf  # noqa: PLC0415  loads the typesetter

    name = f"letters/{_UNFIT.sub('-', notice.reference)}-{notice.document}-{str(notice.pk)[:8]}.pdf"
    made.add(name, iter((as_pdf(Letter.from_json(notice.letter)),)))
    first = notice.proofs.order_by("proven_at").first()
    return {
        "file": name,
        "document": notice.document,
        "reference": notice.reference,
        "subject": notice.subject,
        "to": str(notice.recipient),
        "role": notice.recipient_role,
        "event": notice.event.number if notice.event else None,
        "written_at": instant(notice.created_at),
        "delivered_at": instant(first.proven_at) if first else None,
        "proof": first.kind if first else "",
    }


def _file(made: _Bundle, evidence: Evidence) -> dict[str, Any]:
    """Add one file that was handed in, if it is still there, and return what is said of it."""
    called = EventText.objects.filter(event_id=evidence.event_id).values_list("text", flat=True).first() or ""
    place = EvidenceStore.of_home(Path(settings.HOME)).path_of(evidence.file_id)
    name = ""
    if place.is_file():
        name = f"evidence/{evidence.event.number}-{_UNFIT.sub('-', called).strip('.-')[:80] or 'file'}"
        made.add(name, _chunks(place))
    return {"file": name, "called": called, "event": evidence.event.number, "sha256": evidence.file_id}


def _chunks(place: Path) -> Iterator[bytes]:
    with place.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk
