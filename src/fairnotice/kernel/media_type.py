"""What a file is, by its own bytes; its name is what somebody calls it."""

from __future__ import annotations

from collections.abc import Mapping

HEAD, TAIL = 4096, 65_536
"""How many bytes from the beginning and from the end are looked at."""

_BEGINS: Mapping[bytes, str] = {
    b"%PDF-": "application/pdf",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF87a": "image/gif",
    b"GIF89a": "image/gif",
    b"ID3": "audio/mpeg",
    b"\xff\xfb": "audio/mpeg",
}
_BRANDS: Mapping[bytes, str] = {
    b"heic": "image/heic",
    b"heix": "image/heic",
    b"mif1": "image/heic",
    b"isom": "video/mp4",
    b"iso2": "video/mp4",
    b"mp41": "video/mp4",
    b"mp42": "video/mp4",
    b"avc1": "video/mp4",
}
_OFFICE: Mapping[bytes, str] = {
    b"word/document.xml": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    b"xl/workbook.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_OPEN_DOCUMENT: Mapping[bytes, str] = {
    b"mimetypeapplication/vnd.oasis.opendocument.text": "application/vnd.oasis.opendocument.text",
    b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet": "application/vnd.oasis.opendocument.spreadsheet",
}
_TEXT_CONTROLS = frozenset(b"\t\n\r\f\x1b")
_PRINTABLE_FROM = 0x20


def media_type_of(head: bytes, tail: bytes = b"") -> str:
    """
    Return what the file that begins with *head* and ends with *tail* is; empty where it cannot be told.

    Office files with macros cannot be told on purpose: they are programs.
    """
    for begin, found in _BEGINS.items():
        if head.startswith(begin):
            return found
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:8] == b"ftyp":
        return _BRANDS.get(head[8:12], "")
    if head.startswith(b"PK\x03\x04"):
        return _packed(head, tail)
    return "text/plain" if _is_text(head) else ""


def _packed(head: bytes, tail: bytes) -> str:
    """Return which kind of document a ZIP holds; empty for any other ZIP."""
    if b"vbaProject" in tail or b"vbaProject" in head:
        return ""
    for begin, found in _OPEN_DOCUMENT.items():
        if head[30 : 30 + len(begin)] == begin:
            return found
    return next((found for name, found in _OFFICE.items() if name in tail), "")


def _is_text(head: bytes) -> bool:
    """Say whether the bytes are words in UTF-8, the last of which may be cut."""
    if any(byte < _PRINTABLE_FROM and byte not in _TEXT_CONTROLS for byte in head):
        return False
    for cut in range(4):
        try:
            (head[: len(head) - cut] if cut else head).decode("utf-8")
        except UnicodeDecodeError:
            continue
        return bool(head)
    return False
