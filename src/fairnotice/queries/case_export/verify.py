"""
Check a case that was taken out of Fairnotice. Needs Python 3.8 or newer, and nothing else.

    python verify.py CASE.zip [--key PUBLIC_KEY]
    python verify.py FOLDER   [--key PUBLIC_KEY]

It says what holds and what fails: the signature over the manifest (Ed25519, RFC 8032), every file against the
manifest (SHA-256), every event against the chain (canonical JSON, RFC 8785), every text against the commitment of
its event, and every record relied on against its digest. Without --key it cannot know whose signature it is: compare
the key that it prints with the one that the marketplace has published.

Take this program from a source that you trust; the copy in the file is only as good as the file.
Exit code 0: everything holds. 1: something fails. 2: this is no such file.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import zipfile
from decimal import Decimal
from math import isfinite
from pathlib import Path
from typing import IO, Any, Tuple

Point = Tuple[int, int, int, int]
P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)
BEFORE_THE_FIRST = "0" * 64


def _x_of(y: int, odd: int) -> int | None:
    """Return the x of a point of the curve, or None where there is none."""
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P != 0:
        x = x * ROOT % P
    if (x * x - square) % P != 0 or (x == 0 and odd):
        return None
    return P - x if x & 1 != odd else x


def _point(data: bytes) -> Point | None:
    """Return the point that 32 bytes stand for, in extended coordinates, or None."""
    value = int.from_bytes(data, "little")
    y = value & (1 << 255) - 1
    x = _x_of(y, value >> 255)
    return None if x is None else (x, y, 1, x * y % P)


def _sum(p: Point, q: Point) -> Point:
    """Add two points."""
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def _times(number: int, point: Point) -> Point:
    """Add a point to itself."""
    total = (0, 1, 1, 0)
    while number:
        if number & 1:
            total = _sum(total, point)
        point = _sum(point, point)
        number >>= 1
    return total


def _same(p: Point, q: Point) -> bool:
    """Say whether two points are one."""
    return (p[0] * q[2] - q[0] * p[2]) % P == 0 and (p[1] * q[2] - q[1] * p[2]) % P == 0


def signature_holds(public: bytes, message: bytes, signature: bytes) -> bool:
    """Say whether *signature* (64 bytes) is that of the *public* key (32 bytes) over *message* (RFC 8032, 5.1.7)."""
    if len(public) != 32 or len(signature) != 64:
        return False
    key, nonce = _point(public), _point(signature[:32])
    scalar = int.from_bytes(signature[32:], "little")
    if key is None or nonce is None or scalar >= L:
        return False
    challenge = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L
    base_y = 4 * pow(5, P - 2, P) % P
    base_x = _x_of(base_y, 0) or 0
    base = (base_x, base_y, 1, base_x * base_y % P)
    return _same(_times(scalar, base), _sum(nonce, _times(challenge, key)))


def canonical(value: Any) -> str:
    """Return *value* as the one JSON text of RFC 8785."""
    if isinstance(value, dict):
        pairs = sorted(value.items(), key=lambda pair: pair[0].encode("utf-16-be", "surrogatepass"))
        return "{" + ",".join(canonical(key) + ":" + canonical(item) for key, item in pairs) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    if isinstance(value, float) or (isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 2**53):
        return _number(float(value))
    return json.dumps(value, ensure_ascii=False)


def _number(value: float) -> str:
    """Return a number as ECMAScript writes it."""
    if not isfinite(value):
        raise ValueError("no number that JSON knows")
    if value == 0:
        return "0"
    sign, digits, exponent = Decimal(repr(value)).normalize().as_tuple()
    figures = "".join(map(str, digits))
    point = len(figures) + int(exponent)
    if len(figures) <= point <= 21:
        said = figures + "0" * (point - len(figures))
    elif 0 < point <= 21:
        said = figures[:point] + "." + figures[point:]
    elif -6 < point <= 0:
        said = "0." + "0" * -point + figures
    else:
        rest = "." + figures[1:] if figures[1:] else ""
        said = "%s%se%s%d" % (figures[0], rest, "+" if point > 1 else "-", abs(point - 1))
    return "-" + said if sign else said


def digest_of(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


BOUND = (
    "form",
    "case",
    "number",
    "name",
    "facts",
    "actor",
    "actor_kind",
    "occurred_at",
    "recorded_at",
    "policy",
    "words",
    "evidence",
    "salt",
)


class Report:
    """What holds and what fails, said at once."""

    def __init__(self) -> None:
        self.failed = 0

    def says(self, holds: bool, what: str, why: str = "") -> None:
        """Print one line."""
        self.failed += not holds
        print(("holds:  " if holds else "FAILS:  ") + what + (": " + why if why and not holds else ""))


class Bundle:
    """A ZIP file or a folder, read by name."""

    def __init__(self, path: str) -> None:
        self.path = Path(path)
        self.zip = None if self.path.is_dir() else zipfile.ZipFile(str(self.path))

    def names(self) -> list[str]:
        """Return the names of all files."""
        if self.zip:
            return [name for name in self.zip.namelist() if not name.endswith("/")]
        found = [p for p in self.path.rglob("*") if p.is_file() and "__pycache__" not in p.parts]
        return [p.relative_to(self.path).as_posix() for p in found]

    def open(self, name: str) -> IO[bytes]:
        """Open one file."""
        return self.zip.open(name) if self.zip else (self.path / name).open("rb")

    def read(self, name: str) -> bytes:
        """Return the bytes of one file."""
        with self.open(name) as file:
            return file.read()

    def sha256(self, name: str) -> str:
        """Return the SHA-256 of one file, however large."""
        digest = hashlib.sha256()
        with self.open(name) as file:
            while True:
                chunk = file.read(1 << 20)
                if not chunk:
                    return digest.hexdigest()
                digest.update(chunk)


def check_signature(bundle: Bundle, manifest_bytes: bytes, manifest: dict[str, Any], key: str, report: Report) -> None:
    """Check who signed, and that it was this manifest."""
    inside = str(manifest.get("public_key", ""))
    try:
        signature = bytes.fromhex(bundle.read("signature").decode("ascii").strip())
        good = signature_holds(bytes.fromhex(key or inside), manifest_bytes, signature)
    except (KeyError, OSError, ValueError):
        good = False
    report.says(good, "the signature over the manifest", "the manifest was changed, or another key signed it")
    if key and key.lower() != inside.lower():
        report.says(False, "the key in the file", "it is not the key that you gave")
    if not key:
        print("        signed with the key " + inside)
        print("        Whose key is it? Compare it with the one that the marketplace has published, or give --key.")


def check_files(bundle: Bundle, manifest: dict[str, Any], report: Report) -> None:
    """Check each file against the manifest."""
    listed, there = manifest.get("files", {}), set(bundle.names()) - {"manifest.json", "signature"}
    wrong = 0
    for name in sorted(listed):
        if name not in there:
            report.says(False, name, "it is missing")
        elif bundle.sha256(name) != listed[name]:
            report.says(False, name, "it was changed")
        else:
            continue
        wrong += 1
    for name in sorted(there - set(listed)):
        report.says(False, name, "it was added")
        wrong += 1
    if not wrong:
        report.says(True, "%d files, as the manifest lists them" % len(listed))


def check_events(bundle: Bundle, case: dict[str, Any], report: Report) -> None:
    """Check each event against the one before, its text, and the records it relies on."""
    failed, records = report.failed, 0
    previous, shown = BEFORE_THE_FIRST, [event for event in case["events"] if not event.get("sealed")]
    for place, event in enumerate(case["events"], 1):
        if event.get("number") != place:
            report.says(False, "event %d" % place, "the numbers have a gap or are out of order")
        if not event.get("sealed"):
            check_event(event, previous, case["case"], report)
            records += check_records(event, bundle, report)
        previous = event["digest"]
    check_handed_in(bundle, case, report)
    if report.failed == failed:
        report.says(True, "%d events, each bound to the one before; %d records relied on" % (len(shown), records))
    if len(shown) < len(case["events"]):
        hidden = len(case["events"]) - len(shown)
        print("        %d more events are not shown to this reader; only their digests are in the chain." % hidden)


def check_event(event: dict[str, Any], previous: str, case: dict[str, Any], report: Report) -> None:
    """Check one event that is shown: its digest, its case and its text."""
    what = "event %d" % event["number"]
    bound = {key: event[key] for key in BOUND}
    if digest_of(canonical(dict(bound, previous=previous))) != event["digest"]:
        report.says(False, what, "it was changed, or the event before it is not the one it followed")
    elif event["case"] != case:
        report.says(False, what, "it belongs to another case")
    text = event.get("text")
    if text is not None:
        given = hashlib.sha256(bytes.fromhex(text["salt"]) + text["words"].encode("utf-8")).hexdigest()
        if given != event["words"]:
            report.says(False, what, "its text is not what was written")


def check_records(event: dict[str, Any], bundle: Bundle, report: Report) -> int:
    """Check the records that an event relies on, as far as they are in the file, and return how many are."""
    there, found = set(bundle.names()), 0
    for record in event["evidence"]:
        digest = record.rsplit(" ", 1)[-1]
        name = "records/%s.json" % digest
        if name in there:
            found += 1
            if digest_of(bundle.read(name).decode("utf-8")) != digest:
                report.says(False, "event %d" % event["number"], "the record it relies on was changed")
    return found


def check_handed_in(bundle: Bundle, case: dict[str, Any], report: Report) -> None:
    """Check that each file is the one that its event names."""
    there = set(bundle.names())
    for file in case["files"]:
        if file["file"] in there:
            facts = case["events"][file["event"] - 1].get("facts", {})
            given = bundle.sha256(file["file"])
            if given != file["sha256"] or given != facts.get("sha256", given):
                report.says(False, file["file"], "it is not the file that was handed in")


def verify(path: str, key: str = "") -> int:
    """Check one exported case and return the exit code."""
    report = Report()
    try:
        bundle = Bundle(path)
        manifest_bytes = bundle.read("manifest.json")
        manifest = json.loads(manifest_bytes.decode("utf-8"))
        known = (manifest["what"], manifest["form"]) == ("fairnotice case", 1)
    except (OSError, KeyError, ValueError, TypeError, zipfile.BadZipFile) as error:
        print("This is no case that was taken out of Fairnotice (%s)." % error, file=sys.stderr)
        return 2
    if not known:
        print("This program does not know this form of file.", file=sys.stderr)
        return 2
    print("Case %s of %s, taken out at %s." % (manifest["reference"], manifest["marketplace"], manifest["exported_at"]))
    check_signature(bundle, manifest_bytes, manifest, key, report)
    try:
        check_files(bundle, manifest, report)
        check_events(bundle, json.loads(bundle.read("case.json").decode("utf-8")), report)
    except (OSError, KeyError, ValueError, TypeError, AttributeError, zipfile.BadZipFile) as error:
        report.says(False, "the contents", "they cannot be read (%s)" % error)
    print("Everything holds." if not report.failed else "%d checks failed." % report.failed)
    return 1 if report.failed else 0


if __name__ == "__main__":
    reading = argparse.ArgumentParser(description="Check a case that was taken out of Fairnotice.")
    reading.add_argument("path", nargs="?", default=".", help="the ZIP file, or the folder it was unpacked to")
    reading.add_argument("--key", default="", help="the marketplace's public key, 64 hex digits")
    given = reading.parse_args()
    sys.exit(verify(given.path, given.key))
