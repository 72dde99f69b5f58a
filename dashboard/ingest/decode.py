"""Bytes to text: Unicode, or a code page that can be told, and which of them it was. Never a replacement character of our own."""

import codecs
import re
from dataclasses import dataclass, replace

from dashboard.ingest.code_pages import read_page
from dashboard.ingest.errors import UnreadableFileError
from dashboard.ingest.file_kinds import binary_kind, document_kind

_BOMS: tuple[tuple[bytes, str, str], ...] = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8 with BOM"),
    # Before UTF-16, whose mark this one begins with; a NUL as first character of UTF-16 is no text.
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32 LE with BOM"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32 BE with BOM"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16 LE with BOM"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16 BE with BOM"),
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")
_ASCII_CONTROLS = bytes(byte for byte in range(128) if _CONTROLS.match(chr(byte)))
_CONTROLS_IN_UTF_8 = re.compile(rb"\xc2[\x80-\x84\x86-\x9f]")
_AT_ONCE = 1 << 22
_USUAL_IN_UTF_16 = re.compile(r"[\t\n\r -~\u00a0-\u024f\u0400-\u052f\u2000-\u206f\u20ac\u2116\ufeff]")
_BROKEN = "\ufffd"
_ADVICE = "save it as UTF-8 and load it again"


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text without its byte-order mark, and the encoding it came in: in words, and as Python calls it."""

    text: str
    encoding: str
    codec: str


def decode(data: bytes, *, file: str) -> Decoded:
    """Return the text of a file; UnreadableFileError where it is empty, no text, or in no encoding that can be told."""
    if not data:
        raise UnreadableFileError("the file is empty, expected a header line and rows", file=file)
    if (kind := binary_kind(data)) is not None:
        raise _not_a_table(kind, file)
    decoded = _with_bom(data, file) or _without_bom(data, file)
    # A file put together from others may begin with several marks; one left there would be part of the first heading.
    decoded = replace(decoded, text=decoded.text.lstrip("\ufeff"))
    if not decoded.text.strip():
        raise UnreadableFileError("the file holds only blank lines, expected a header line and rows", file=file)
    if (kind := document_kind(decoded.text)) is not None:
        raise _not_a_table(kind, file)
    return decoded


def _with_bom(data: bytes, file: str) -> Decoded | None:
    for bom, codec, words in _BOMS:
        if data.startswith(bom):
            try:
                return _text_only(Decoded(data[len(bom) :].decode(codec), words, codec), file)
            except UnicodeDecodeError as fault:
                raise _broken(words, fault.start + len(bom), data, file) from fault
    return None


def _without_bom(data: bytes, file: str) -> Decoded:
    if b"\x00" in data:
        return _utf_16(data) or _text_only(_utf_8(data, file), file)
    return _text_only(_utf_8(data, file), file)


def _utf_16(data: bytes) -> Decoded | None:
    """Return the text where one byte order, and not the other, gives nearly only characters usual in a table."""
    for codec, words in (("utf-16-le", "UTF-16 LE"), ("utf-16-be", "UTF-16 BE")):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if text and "\x00" not in text and _share(_USUAL_IN_UTF_16, text) >= 0.95:
            return Decoded(text, words, codec)
    return None


def _utf_8(data: bytes, file: str) -> Decoded:
    try:
        return Decoded(data.decode("utf-8"), "UTF-8", "utf-8")
    except UnicodeDecodeError as fault:
        if _is_mostly_utf_8(data):
            raise _broken("UTF-8", fault.start, data, file) from fault
        return _one_byte(data, file)


def _is_mostly_utf_8(data: bytes) -> bool:
    """Whether well-formed characters outside ASCII outnumber the broken places: a damaged file, not another encoding."""
    text = data.decode("utf-8", errors="replace")
    outside = len(text) - len(text.encode("ascii", errors="ignore"))
    broken = text.count(_BROKEN)
    return outside - broken > broken


def _one_byte(data: bytes, file: str) -> Decoded:
    found = read_page(data)
    if found is None:
        raise _unknown_encoding(file)
    return Decoded(found.text, found.page, found.codec)


def _text_only(decoded: Decoded, file: str) -> Decoded:
    """Refuse bytes that decode but are no text; a stray control character is left for its row to answer for."""
    controls = _count_controls(decoded.text)
    if controls > 3 + 0.01 * len(decoded.text):
        raise UnreadableFileError(
            f"the file looks like binary data ({controls} control characters), expected a text table; export it as CSV", file=file
        )
    return decoded


def _count_controls(text: str) -> int:
    """Return how many control characters `_CONTROLS` finds in a text; a part at a time, since a text can be long."""
    return sum(_controls_in(text[at : at + _AT_ONCE]) for at in range(0, len(text), _AT_ONCE))


def _controls_in(text: str) -> int:
    data = text.encode("utf-8", errors="surrogatepass")
    return len(data) - len(data.translate(None, _ASCII_CONTROLS)) + len(_CONTROLS_IN_UTF_8.findall(data))


def _share(pattern: re.Pattern[str], text: str) -> float:
    return len(pattern.findall(text)) / len(text)


def _not_a_table(kind: tuple[str, str], file: str) -> UnreadableFileError:
    looks, advice = kind
    return UnreadableFileError(f"the file looks like {looks}, expected a text table; {advice}", file=file)


def _broken(words: str, offset: int, data: bytes, file: str) -> UnreadableFileError:
    # In UTF-16 a line feed is a pair of bytes; counting single ones would still be right for nearly every text.
    line = data[:offset].count(b"\n") + 1
    return UnreadableFileError(f"the text is {words} but broken at byte {offset + 1}; {_ADVICE}", file=file, line=line)


def _unknown_encoding(file: str) -> UnreadableFileError:
    known = "UTF-8, UTF-16, UTF-32, one of the Cyrillic, Greek or Hebrew code pages, or Windows-1252"
    return UnreadableFileError(f"the encoding of the text cannot be told; it is not surely one of {known}; {_ADVICE}", file=file)
