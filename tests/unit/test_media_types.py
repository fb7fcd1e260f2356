"""A file is what its bytes say, whatever its name says."""

from __future__ import annotations

import io
import zipfile

import pytest

from fairnotice.kernel.media_type import HEAD, TAIL, media_type_of

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TEXT = "application/vnd.oasis.opendocument.text"


def packed(*names: str, first: tuple[str, str] | None = None) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as file:
        if first:
            file.writestr(first[0], first[1])
        for name in names:
            file.writestr(name, "x" * 9000)
    return content.getvalue()


def told(content: bytes) -> str:
    return media_type_of(content[:HEAD], content[-TAIL:])


class TestAFile:
    @pytest.mark.parametrize(
        ("content", "kind"),
        [
            (b"%PDF-1.7 ...", "application/pdf"),
            (b"\x89PNG\r\n\x1a\n...", "image/png"),
            (b"\xff\xd8\xff\xe0...", "image/jpeg"),
            (b"GIF89a...", "image/gif"),
            (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
            (b"\x00\x00\x00\x18ftypheic....", "image/heic"),
            (b"\x00\x00\x00\x18ftypmp42....", "video/mp4"),
            ("Grüße, gesendet am 3.".encode(), "text/plain"),
            (packed("[Content_Types].xml", "word/document.xml"), WORD),
            (packed("[Content_Types].xml", "xl/workbook.xml"), SHEET),
            (packed("content.xml", first=("mimetype", TEXT)), TEXT),
        ],
    )
    def test_is_known_by_its_bytes(self, content: bytes, kind: str) -> None:
        assert told(content) == kind

    @pytest.mark.parametrize(
        "content",
        [
            b"",
            b"MZ\x90\x00\x03",
            b"\x7fELF\x02\x01",
            b"text with a \x00 in it",
            b"\xc3\x28 no utf-8",
            packed("anything.txt"),
            packed("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
        ],
    )
    def test_of_any_other_kind_is_not(self, content: bytes) -> None:
        assert told(content) == ""

    def test_of_words_may_be_cut_within_a_letter(self) -> None:
        assert told(("a" * (HEAD - 1) + "üü").encode()) == "text/plain"
