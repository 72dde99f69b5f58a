"""What a file holds: text tables as bytes, and tables of cells that a reader of containers has read already."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dashboard.ingest.remarks import RowRemark
from dashboard.ingest.rows import SourceTable


@dataclass(frozen=True, slots=True)
class TextMember:
    """A text table not decoded yet. name: the file's, or `archive.zip/member.csv`. notes: on what it came in."""

    name: str
    data: bytes
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableMember:
    """A table as read. kind: what it came in, in words. remarks: by line.

    part: the sheet or layer it is. choices: the names a mapping may give as `sheet`, where there are several.
    """

    name: str
    kind: str
    table: SourceTable
    remarks: Mapping[int, RowRemark] = field(default_factory=dict)
    part: str = ""
    choices: tuple[str, ...] = ()


Member = TextMember | TableMember
