"""Bytes become text in the encoding they are in, or the error says what they are."""

import re
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.ingest.decode import _CONTROLS, _count_controls, decode
from dashboard.ingest.errors import UnreadableFileError

UKRAINIAN = "region,started_at\nЗапорізька область,2026-05-03T14:20\nЇжакове, Ґанки,2026-05-04T01:00\n"
PLAIN = "observation_id,observed_from,place\nX-1,2026-05-03,Northbridge\n"


@pytest.mark.parametrize(
    ("codec", "prefix", "words"),
    [
        ("utf-8", b"", "UTF-8"),
        ("utf-8", b"\xef\xbb\xbf", "UTF-8 with BOM"),
        ("utf-16-le", b"\xff\xfe", "UTF-16 LE with BOM"),
        ("utf-16-be", b"\xfe\xff", "UTF-16 BE with BOM"),
        ("utf-16-le", b"", "UTF-16 LE"),
        ("utf-16-be", b"", "UTF-16 BE"),
        ("utf-32-le", b"\xff\xfe\x00\x00", "UTF-32 LE with BOM"),
        ("utf-32-be", b"\x00\x00\xfe\xff", "UTF-32 BE with BOM"),
        ("cp1251", b"", "Windows-1251"),
        ("koi8-u", b"", "KOI8-U"),
        ("cp1125", b"", "CP1125"),
        ("mac-cyrillic", b"", "Mac Cyrillic"),
    ],
)
def test_every_encoding_gives_the_same_text_and_is_named(codec: str, prefix: bytes, words: str) -> None:
    decoded = decode(prefix + UKRAINIAN.encode(codec), file="a.csv")
    assert (decoded.text, decoded.encoding) == (UKRAINIAN, words)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_plain_ascii_in_utf_16_without_a_mark_is_read(codec: str) -> None:
    assert decode(PLAIN.encode(codec), file="a.csv").text == PLAIN


def test_ascii_is_utf_8_even_where_windows_1251_would_do() -> None:
    assert decode(PLAIN.encode(), file="a.csv").encoding == "UTF-8"


def test_a_character_a_sender_already_lost_stays_lost_and_visible() -> None:
    assert decode("a,b\n37\ufffd36,x\n".encode(), file="a.csv").text == "a,b\n37\ufffd36,x\n"


@pytest.mark.parametrize(
    ("data", "looks_like"),
    [
        (b"", "empty"),
        (b"\n \r\n\t\n", "only blank lines"),
        (b"\xef\xbb\xbf\n", "only blank lines"),
        (b"%PDF-1.7\n1 0 obj", "PDF"),
        (b"PK\x03\x04\x14\x00\x06\x00", "XLSX"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", "XLS"),
        (b"\x1f\x8b\x08\x00rest", "gzip"),
        (b"<table border=1><tr><th>date</th></tr></table>", "a web page, or a table saved as one"),
        (b'<?xml version="1.0"?>\n<office:document x="y">', "a flat OpenDocument file"),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>', "an Excel workbook in the XML of 2003"),
        (b'<?xml version="1.0"?><gpx version="1.1">', "a GPX file"),
        (b"\0\0\0\x20ftypisom" + bytes(40), "a sound or video recording"),
        (b"\0\0\0\x18ftypheic" + bytes(40), "an image"),
        (b"a.csv".ljust(257, b"\0") + b"ustar\0" + bytes(40), "a tar archive"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "PNG"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"),
        (b"SQLite format 3\x00\x10", "SQLite"),
        (b"\xff\xfe\x00\x00a\x00\x00", "UTF-32 LE with BOM but broken"),
        (b"  <!DOCTYPE html><html>", "web page"),
        (b'{"type": "FeatureCollection", "features": []}', "GeoJSON"),
        (b"a\x00\x01\x02\x00\x00\x7f\x05\x00" * 20, "binary"),
        (b"\x00" * 64, "binary"),
    ],
)
def test_what_is_no_table_is_named_for_what_it_looks_like(data: bytes, looks_like: str) -> None:
    with pytest.raises(UnreadableFileError, match=looks_like) as caught:
        decode(data, file="report.csv")
    assert str(caught.value).startswith("report.csv")
    assert "\n" not in str(caught.value)


RUSSIAN = "place,source\nСлавянск,Иван Петров сообщил о Донецке\nГорловка,Анна Громова\n"


@pytest.mark.parametrize(
    ("codec", "words"), [("koi8-r", "KOI8-U"), ("cp866", "CP866"), ("cp1251", "Windows-1251"), ("iso8859-5", "ISO 8859-5")]
)
@pytest.mark.parametrize("change", [str, str.upper, str.lower])
def test_russian_is_read_in_any_of_its_code_pages_whatever_its_case(codec: str, words: str, change: Callable[[str], str]) -> None:
    decoded = decode(change(RUSSIAN).encode(codec), file="a.csv")
    assert (decoded.text, decoded.encoding) == (change(RUSSIAN), words)


def test_russian_from_an_old_mac_is_not_taken_for_windows() -> None:
    decoded = decode(RUSSIAN.encode("mac-cyrillic"), file="a.csv")
    assert (decoded.text, decoded.encoding) == (RUSSIAN, "Mac Cyrillic")


@pytest.mark.parametrize(
    ("codec", "text"),
    [
        ("cp1253", "place,description\nΑβντιίβκα,Ακούστηκαν εκρήξεις στην περιοχή\nΝτονέτσκ,πυροβολικό κοντά στο χωριό\n"),
        ("cp1255", "place,description\nאבדייבקה,נשמעו פיצוצים באזור\nדונייצק,ארטילריה ליד הכפר\n"),
    ],
)
def test_greek_and_hebrew_are_read_and_not_taken_for_cyrillic(codec: str, text: str) -> None:
    assert decode(text.encode(codec), file="a.csv").text == text


def test_a_stray_control_character_does_not_hide_the_code_page() -> None:
    assert decode(UKRAINIAN.replace("Їж", "\0Їж").encode("cp1251"), file="a.csv").encoding == "Windows-1251"


def test_telling_the_code_page_of_a_long_text_takes_no_longer_than_reading_it() -> None:
    text = "region,started_at\n" + "Запорізька область,2026-05-03T14:20\n" * 60_000
    began = time.process_time()
    assert decode(text.encode("cp1251"), file="a.csv").text == text
    assert time.process_time() - began < 1


def test_letters_that_are_the_same_in_every_western_code_page_are_read() -> None:
    text = "place,source\nÖstliche Brücke,Müller\nGroße Straße,„Süd“\n"
    assert decode(text.encode("cp1252"), file="a.csv").text == text


@pytest.mark.parametrize("codec", ["latin-1", "cp1250", "mac-roman", "cp850", "shift-jis", "gb18030"])
def test_other_encodings_are_refused_and_not_misread(codec: str) -> None:
    text = {
        "latin-1": "place,source\nÉvreux-sur-Lac,Müller\nOrléans,Señor Peña\n",
        "cp1250": "place,source\nŁódź,Święta Góra\nDvořákovo,Plzeň\n",
        "mac-roman": "place,source\nÖstliche Brücke,Müller\n",
        "cp850": "place,source\nÖstliche Brücke,Müller\n",
        "shift-jis": "place,source\n北の橋,東京支局の報告\n",
        "gb18030": "place,source\n北桥以北,东京分社的报告\n",
    }[codec]
    with pytest.raises(UnreadableFileError, match=r"the encoding of the text cannot be told; .* save it as UTF-8"):
        decode(text.encode(codec), file="a.csv")


def test_a_text_too_short_to_tell_its_code_page_is_refused_rather_than_guessed() -> None:
    with pytest.raises(UnreadableFileError, match="cannot be told"):
        decode("place,n\nсело,1\n".encode("koi8-u"), file="a.csv")


def test_broken_utf_8_is_said_to_be_broken_with_its_line() -> None:
    data = UKRAINIAN.encode()
    with pytest.raises(UnreadableFileError, match="line 2: the text is UTF-8 but broken"):
        decode(data.replace("область".encode(), "область".encode()[:-1] + b"?"), file="a.csv")


def test_utf_16_cut_in_the_middle_of_a_character_is_said_to_be_broken() -> None:
    with pytest.raises(UnreadableFileError, match="UTF-16 LE with BOM but broken"):
        decode(b"\xff\xfe" + PLAIN.encode("utf-16-le") + b"a", file="a.csv")


# With NUL characters two bytes can be one character of UTF-16 as well as two of UTF-8.
@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1))
def test_any_text_in_utf_8_is_given_back_whole_or_refused(text: str) -> None:
    try:
        decoded = decode(text.encode(), file="a.csv")
    except UnreadableFileError:
        # Blank, another kind of document, or full of control characters.
        assert not re.fullmatch(r"[A-Za-z0-9,;\n]*[A-Za-z0-9,;]+[A-Za-z0-9,;\n]*", text)
    else:
        assert decoded.text == text.removeprefix("\ufeff")


@given(st.text(st.sampled_from("ab\n\0\x07\x1b\x7f\x80\x85\x9f\u00a0©я🙂"), max_size=30))
def test_control_characters_are_counted_as_they_are_found(text: str) -> None:
    assert _count_controls(text) == len(_CONTROLS.findall(text))
