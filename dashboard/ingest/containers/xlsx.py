"""An XLSX workbook (ECMA-376) read from its own XML: cells as they are stored, dates told by their number format."""

import math
import posixpath
import re
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from dashboard.ingest.containers import number_formats
from dashboard.ingest.containers.events import Event, RefusedError, Wanted
from dashboard.ingest.containers.sheet_cells import BLANK, Cell, cell_name
from dashboard.ingest.containers.workbook import MOST_COLUMNS, MOST_ROWS, Facts, Sheet, SheetRow, read_workbook
from dashboard.ingest.containers.xlsx_rows import RawCell, SheetParts, raw_rows
from dashboard.ingest.containers.xml_pull import Tag, pulled
from dashboard.ingest.quoting import quoted

_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_ESCAPED = re.compile(r"_x((?![Dd][89A-Fa-f])[0-9A-Fa-f]{4})_")
"""A character written by its number; halves of characters are left as they are."""
_WORKBOOK = "xl/workbook.xml"
_COLUMNS = tuple(cell_name(1, column)[:-1] for column in range(256))


def read(folder: Path, wanted: Wanted) -> Iterator[Event]:
    """Yield the tables of the workbook `input` in a folder. Raises RefusedError."""
    return read_workbook(folder / "input", Xlsx, wanted)


class Xlsx:
    """A workbook in an open archive."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = set(archive.namelist())
        self._epoch_1904 = False
        self.sheets = self._read_sheets()
        self._formats = self._read_formats()
        self._strings = self._read_strings()

    def rows(self, sheet: Sheet, facts: Facts) -> Iterator[SheetRow]:
        """Yield the rows with something in them."""
        parts = SheetParts(merged=facts.merged)
        line = 0
        with self._archive.open(sheet.part) as source:
            for raw in raw_rows(source, sheet.part, parts):
                line = self._line(raw.number, line)
                facts.hidden_rows += raw.hidden
                cells, bare = self._row(raw.cells, line, facts)
                if cells:
                    yield SheetRow(line, cells, bare)
        facts.hidden_columns = parts.hidden_columns

    def _row(self, raw: list[RawCell], line: int, facts: Facts) -> tuple[list[Cell], tuple[int, ...]]:
        cells: list[Cell] = []
        bare = []
        written = str(line)
        for found in raw:
            at = len(cells)
            if at >= len(_COLUMNS) or found.reference != _COLUMNS[at] + written:
                column = self._column(found.reference, line, at)
                cells.extend([BLANK] * (column - at))
                at = column
            if found.has_formula and self._is_bare(found, cell_name(line, at), facts):
                bare.append(at)
            cells.append(self._cell(found, line, at, facts))
        while cells and cells[-1] is BLANK:
            cells.pop()
        return cells, tuple(bare)

    def _is_bare(self, found: RawCell, name: str, facts: Facts) -> bool:
        """Whether a formula carries no computed value. One whose text is empty does; one whose number is missing does not."""
        bare = not found.value and found.kind != "str"
        (facts.bare if bare else facts.formulas).append(name)
        return bare

    def _line(self, written: str, before: int) -> int:
        line = int(written) if written.isascii() and written.isdigit() and len(written) < 9 else before + (not written)
        if not before < line <= MOST_ROWS:
            raise RefusedError(
                f"row {quoted(written)} follows row {before}, expected rows 1 to {MOST_ROWS} in order; save it anew"
            )
        return line

    def _column(self, reference: str, line: int, least: int) -> int:
        if not reference:
            return least
        match = _REFERENCE.fullmatch(reference)
        column = -1
        if match and int(match[2]) == line:
            column = sum((ord(letter) - 64) * 26**power for power, letter in enumerate(reversed(match[1]))) - 1
        if not least <= column < MOST_COLUMNS:
            raise RefusedError(f"cell {quoted(reference)} stands out of order in row {line}; save the file anew")
        return column

    def _cell(self, found: RawCell, line: int, column: int, facts: Facts) -> Cell:
        match found.kind:
            case "s":
                return self._shared(found.value, line, column)
            case "str" | "inlineStr":
                text = _unescaped(found.inline or found.value)
                return Cell(text, text) if text else BLANK
            case "b":
                true = found.value.strip() in ("1", "true")
                return Cell("true" if true else "false", true)
            case "e" | "d":
                if found.kind == "e":
                    facts.errors.append(f"{cell_name(line, column)} {found.value}")
                return Cell(found.value, None)
            case _:
                return self._number(found, line, column, facts) if found.value else BLANK

    def _number(self, found: RawCell, line: int, column: int, facts: Facts) -> Cell:
        try:
            value = float(found.value)
        except ValueError:
            value = math.nan
        if not math.isfinite(value):
            name = cell_name(line, column)
            raise RefusedError(f"cell {name} holds {quoted(found.value)}, expected a number; save the file anew")
        style = _index(found.style)
        code = self._formats[style] if style < len(self._formats) else ""
        if number_formats.shown_as(code) == "number":
            return Cell(number_formats.number_text(value), value)
        text = number_formats.serial_text(value, code, epoch_1904=self._epoch_1904)
        if text is None:
            facts.no_dates.append(cell_name(line, column))
            return Cell(number_formats.number_text(value), None)
        if number_formats.shown_as(code) == "date" and "T" in text:
            facts.unseen_clocks.append(cell_name(line, column))
        whole = number_formats.milliseconds(value)
        if number_formats.shown_as(code) == "length" or value < 1:
            return Cell(text, timedelta(milliseconds=whole))
        return Cell(text, number_formats.moment_of(whole, epoch_1904=self._epoch_1904))

    def _shared(self, written: str, line: int, column: int) -> Cell:
        index = _index(written.strip())
        if index >= len(self._strings):
            name = cell_name(line, column)
            raise RefusedError(f"cell {name} refers to text {quoted(written)}, which the workbook does not have; save it anew")
        return self._strings[index]

    def _tags(self, part: str) -> Iterator[Tag]:
        with self._archive.open(part) as source:
            yield from pulled(source, part)

    def _read_sheets(self) -> tuple[Sheet, ...]:
        targets = {
            attributes.get("Id", ""): attributes
            for begins, name, attributes, _ in self._tags("xl/_rels/workbook.xml.rels")
            if begins and name == "Relationship"
        }
        sheets = []
        for begins, name, attributes, _ in self._tags(_WORKBOOK):
            if begins and name == "workbookPr":
                self._epoch_1904 = attributes.get("date1904") in ("1", "true")
            elif begins and name == "sheet":
                target = targets.get(attributes.get("id", ""), {})
                part = posixpath.normpath(posixpath.join("/xl", target.get("Target", ""))).lstrip("/")
                if target.get("Type", "").endswith("/worksheet") and part in self._names:
                    hidden = attributes.get("state", "visible") != "visible"
                    sheets.append(Sheet(attributes.get("name", ""), hidden, part))
        if not sheets:
            raise RefusedError("the workbook has no sheet with cells")
        return tuple(sheets)

    def _read_formats(self) -> list[str]:
        """Return the number format of each cell style."""
        own: dict[int, str] = {}
        styles: list[int] = []
        within = False
        for begins, name, attributes, _ in self._tags("xl/styles.xml") if "xl/styles.xml" in self._names else ():
            if name == "cellXfs":
                within = begins
            elif begins and name == "numFmt":
                own[_index(attributes.get("numFmtId", "0"))] = attributes.get("formatCode", "")
            elif begins and within and name == "xf":
                styles.append(_index(attributes.get("numFmtId", "0")))
        return [own.get(number, number_formats.built_in(number)) for number in styles]

    def _read_strings(self) -> list[Cell]:
        strings: list[Cell] = []
        parts: list[str] = []
        sounds = False
        for begins, name, _, text in self._tags("xl/sharedStrings.xml") if "xl/sharedStrings.xml" in self._names else ():
            if name == "rPh":
                sounds = begins
            elif not begins and name == "t" and not sounds:
                parts.append(text)
            elif not begins and name == "si":
                whole = _unescaped("".join(parts))
                strings.append(Cell(whole, whole) if whole else BLANK)
                parts.clear()
        return strings


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def _index(written: str) -> int:
    if not (written.isascii() and written.isdigit() and len(written) < 10):
        raise RefusedError(f"found {quoted(written)} where a number of a style or text is expected; save the file anew")
    return int(written)
