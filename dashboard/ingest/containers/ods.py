"""An OpenDocument spreadsheet (ODS) read from its own XML: cells as they are stored, times without what only the format adds."""

import re
import zipfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from dashboard.ingest.containers.events import Event, RefusedError, Wanted
from dashboard.ingest.containers.number_formats import number_text
from dashboard.ingest.containers.sheet_cells import BLANK, Cell, cell_name
from dashboard.ingest.containers.workbook import MOST_COLUMNS, MOST_ROWS, Facts, Sheet, SheetRow, read_workbook
from dashboard.ingest.containers.xml_pull import Tag, pulled
from dashboard.ingest.quoting import quoted

_CONTENT = "content.xml"
_LENGTH = re.compile(r"(-?)P(?:([0-9]{1,6})D)?T?(?:([0-9]{1,6})H)?(?:([0-9]{1,6})M)?(?:([0-9]{1,6}(?:[.,][0-9]+)?)S)?")
_SECONDS_SHOWN = re.compile(r"[0-9]:[0-9]{2}:[0-9]{2}")


def read(folder: Path, wanted: Wanted) -> Iterator[Event]:
    """Yield the tables of the spreadsheet `input` in a folder. Raises RefusedError."""
    return read_workbook(folder / "input", Ods, wanted)


class Ods:
    """A spreadsheet in an open archive."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.sheets = self._read_sheets()

    def rows(self, sheet: Sheet, facts: Facts) -> Iterator[SheetRow]:
        """Yield the rows with something in them, those that are written once for many as many times."""
        tags = self._tags_of(sheet)
        line = 1
        for begins, name, attributes, _ in tags:
            if not begins:
                continue
            if name == "table-column" and attributes.get("visibility", "visible") != "visible":
                facts.hidden_columns += _count(attributes, "number-columns-repeated")
            elif name == "table-row":
                times = _count(attributes, "number-rows-repeated")
                cells, bare = _row(tags, line, facts)
                if cells:
                    facts.hidden_rows += times * (attributes.get("visibility", "visible") != "visible")
                    if line + times - 1 > MOST_ROWS:
                        raise RefusedError(f"a row is repeated {times} times, which is more than a sheet holds")
                    yield from (SheetRow(line + repeat, cells, bare) for repeat in range(times))
                line += times

    def _tags_of(self, sheet: Sheet) -> Iterator[Tag]:
        """Yield the tags inside one sheet."""
        number, depth = -1, 0
        for tag in self._tags():
            begins, name, _, _ = tag
            if name == "table":
                depth += 1 if begins else -1
                number += begins and depth == 1
                if depth > 1:
                    raise RefusedError("a cell holds a table of its own; take it out")
                if not begins and str(number) == sheet.part:
                    return
            elif depth and str(number) == sheet.part:
                yield tag

    def _read_sheets(self) -> tuple[Sheet, ...]:
        sheets: list[Sheet] = []
        unseen: set[str] = set()
        style, in_sheet = "", False
        for begins, name, attributes, _ in self._tags():
            if begins and name == "style":
                style = attributes.get("name", "")
            elif begins and name == "table-properties" and attributes.get("display") == "false":
                unseen.add(style)
            elif name == "table":
                if begins and not in_sheet:
                    hidden = attributes.get("style-name", "") in unseen
                    sheets.append(Sheet(attributes.get("name", ""), hidden, str(len(sheets))))
                in_sheet = begins
        if not sheets:
            raise RefusedError("the spreadsheet has no sheet")
        return tuple(sheets)

    def _tags(self) -> Iterator[Tag]:
        with self._archive.open(_CONTENT) as source:
            yield from pulled(source, _CONTENT)


def _row(tags: Iterator[Tag], line: int, facts: Facts) -> tuple[list[Cell], tuple[int, ...]]:
    cells: list[Cell] = []
    bare: list[int] = []
    waiting = 0
    for begins, name, attributes, _ in tags:
        if not begins and name == "table-row":
            break
        if not begins or name not in ("table-cell", "covered-table-cell"):
            continue
        times = _count(attributes, "number-columns-repeated")
        cell = _cell(attributes, _text(tags, name), cell_name(line, len(cells) + waiting), facts)
        if "formula" in attributes and cell == BLANK and "value-type" not in attributes:
            bare.append(len(cells) + waiting)
        if cell == BLANK:
            waiting += times
            continue
        if len(cells) + waiting + times > MOST_COLUMNS:
            raise RefusedError(f"row {line} holds more than {MOST_COLUMNS} cells, which is more than a sheet has")
        cells += [BLANK] * waiting + [cell] * times
        waiting = 0
    return cells, tuple(bare)


def _text(tags: Iterator[Tag], ending: str) -> Cell:
    """Return what a cell shows, up to its end: paragraphs on lines of their own; comments are not the cell's.

    The value is the text without tabs and line breaks inside a paragraph, which the other reader leaves out.
    """
    shown: list[str] = []
    plain: list[str] = []
    aside = 0
    for begins, name, attributes, text in tags:
        if name == "annotation":
            aside += 1 if begins else -1
            continue
        if not begins and name == ending and not aside:
            break
        if aside:
            continue
        if begins and name == "p":
            shown.append("")
            plain.append("")
        elif shown:
            space = _SPACES.get(name, "") * _count(attributes, "c") if begins else ""
            shown[-1] += text + space
            plain[-1] += text + (space if name == "s" else "")
    return Cell("\n".join(shown), "\n".join(plain))


_SPACES = {"s": " ", "tab": "\t", "line-break": "\n"}


def _cell(attributes: dict[str, str], text: Cell, name: str, facts: Facts) -> Cell:
    shown = text.text
    kind = attributes.get("value-type", "")
    if "formula" in attributes:
        (facts.formulas if kind else facts.bare).append(name)
    if max(_count(attributes, "number-columns-spanned"), _count(attributes, "number-rows-spanned")) > 1:
        facts.merged.append(name)
    match kind:
        case "float" | "percentage" | "currency":
            return _number(attributes.get("value", ""), name)
        case "date":
            found = _date(attributes.get("date-value", ""), shown)
            if "T" in found.text and ":" not in shown:
                facts.unseen_clocks.append(name)
            return found
        case "time":
            return _time(attributes.get("time-value", ""), shown, name)
        case "boolean":
            true = attributes.get("boolean-value") == "true"
            return Cell("true" if true else "false", true)
        case _:
            return _words(attributes, text, name, facts)


def _words(attributes: dict[str, str], text: Cell, name: str, facts: Facts) -> Cell:
    shown = text.text
    if shown.startswith(("#", "Err:")) and "formula" in attributes:
        facts.errors.append(f"{name} {shown}")
        return Cell(shown, None)
    stored = attributes.get("string-value")
    found = text if stored is None else Cell(stored, stored)
    return found if found.text else BLANK


def _number(written: str, name: str) -> Cell:
    try:
        value = float(written)
    except ValueError as error:
        raise RefusedError(f"cell {name} holds {quoted(written)}, expected a number; save the file anew") from error
    return Cell(number_text(value), value)


def _date(written: str, shown: str) -> Cell:
    """Return a date as stored; seconds of 0 and midnights that the cell does not show are the file's, not the sender's."""
    try:
        value = datetime.fromisoformat(written)
    except ValueError:
        return Cell(written, None)
    day, _, clock = written.partition("T")
    if not clock or (":" not in shown and not any((value.hour, value.minute, value.second, value.microsecond))):
        return Cell(day, value)
    seconds = _SECONDS_SHOWN.search(shown) or value.second or value.microsecond
    return Cell(written if seconds else f"{day}T{value:%H:%M}", value)


def _time(written: str, shown: str, name: str) -> Cell:
    match = _LENGTH.fullmatch(written)
    if match is None:
        raise RefusedError(f"cell {name} holds {quoted(written)}, expected a time of day; save the file anew")
    sign, days, hours, minutes, seconds = match.groups("0")
    length = timedelta(days=int(days), hours=int(hours), minutes=int(minutes), seconds=float(seconds.replace(",", ".")))
    whole, rest = divmod(round(length.total_seconds() * 1000), 60_000)
    text = f"{'-' * (sign == '-')}{whole // 60:02d}:{whole % 60:02d}"
    if rest % 1000:
        text += f":{rest / 1000:06.3f}"
    elif rest or _SECONDS_SHOWN.search(shown):
        text += f":{rest // 1000:02d}"
    # The other reader gives what is not a time of day as it is written.
    return Cell(text, length if not sign and length < timedelta(days=1) else None)


def _count(attributes: dict[str, str], name: str) -> int:
    written = attributes.get(name, "1")
    if not (written.isascii() and written.isdigit() and 0 < len(written) < 9):
        raise RefusedError(f"found {quoted(written)} for how often something is repeated, expected a number; save the file anew")
    return int(written)
