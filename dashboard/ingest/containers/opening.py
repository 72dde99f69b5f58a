"""A file to the tables in it. Plain text is its own one member; everything packed, drawn or tabulated is opened here."""

import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from dashboard.ingest.containers.apart import ADVICE, LIMITS, Limits, OutOfTimeError, Spent, read_apart
from dashboard.ingest.containers.archive import gunzipped, opened, unpacked
from dashboard.ingest.containers.events import RefusedError, Wanted
from dashboard.ingest.containers.kinds import archive_kind, kind_of
from dashboard.ingest.containers.member import Member, TextMember
from dashboard.ingest.containers.tables import gather
from dashboard.ingest.errors import UnreadableFileError

_READERS = {
    "xlsx": ("xlsx", "XLSX workbook"),
    "ods": ("ods", "ODS spreadsheet"),
    "geojson": ("geojson_features", "GeoJSON"),
    "kml": ("kml", "KML"),
    "geopackage": ("layers", "GeoPackage"),
    "shapefile": ("layers", "Shapefile"),
}
_BESIDE_A_TABLE = frozenset(
    (
        ".pdf", ".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".svg", ".webp", ".heic", ".heif", ".bmp",
        ".mp4", ".mov", ".avi", ".mkv", ".webm", ".3gp", ".m4v", ".mp3", ".wav", ".ogg", ".opus", ".m4a",
        ".md", ".htm", ".html", ".doc", ".docx", ".odt", ".rtf", ".ppt", ".pptx", ".eml", ".msg", ".xsl", ".url", ".lnk", ".ini",
    )
)  # fmt: skip
_PARTS_OF_A_SHAPEFILE = frozenset((".shp", ".shx", ".dbf", ".prj", ".cpg"))
_BESIDE_A_SHAPEFILE = frozenset((".qpj", ".sbn", ".sbx", ".qix", ".xml", ".qmd", ".qml", ".sld", ".lyr", ".idx", ".atx"))
_ABOUT = ("readme", "license", "licence", "copying", "notice", "codebook")


def open_container(
    name: str,
    data: bytes,
    *,
    sheet: str = "",
    known: frozenset[str] = frozenset(),
    outlines: bool = False,
    limits: Limits = LIMITS,
) -> tuple[Member, ...]:
    """Return the tables of a file; UnreadableFileError where it cannot be opened, naming the member at fault.

    sheet: the sheet or layer to read, where there are several. known: headings by which a table of observations is told.
    outlines: whether the shapes of a map layer are wanted as they are.
    """
    return tuple(_Opening(Wanted(sheet, known, outlines), limits).members(name, data))


class _Opening:
    """One file being opened. Errors name the file, or the member as `archive.zip/member.csv`."""

    def __init__(self, wanted: Wanted, limits: Limits) -> None:
        self._wanted = wanted
        self._limits = limits
        self._spent = Spent()

    def members(self, name: str, data: bytes, *, packed: bool = False) -> Iterator[Member]:
        """Yield what a file holds. packed: it came out of an archive, so that it may be none itself."""
        try:
            kind = kind_of(data)
            if kind == "text":
                yield TextMember(name, data)
            elif kind == "gzip":
                yield from self._gzip(name, data, packed=packed)
            elif kind == "zip":
                yield from self._zip(name, data, packed=packed)
            else:
                yield from self._apart(kind, name, {"input": data})
        except RefusedError as refused:
            raise UnreadableFileError(str(refused), file=name) from refused

    def _gzip(self, name: str, data: bytes, *, packed: bool) -> Iterator[Member]:
        if packed:
            raise RefusedError("an archive inside an archive is not opened; unpack the outer one first")
        inner = gunzipped(data)
        inside = name.removesuffix(".gz") if name.endswith(".gz") and len(name) > 3 else name
        for member in self.members(inside, inner, packed=True):
            yield replace(member, name=name + member.name.removeprefix(inside))

    def _zip(self, name: str, data: bytes, *, packed: bool) -> Iterator[Member]:
        with opened(data) as archive:
            kind = archive_kind(archive)
            if kind != "files":
                yield from self._apart(kind, name, {"input": data})
            elif packed:
                raise RefusedError("an archive inside an archive is not opened; unpack the outer one first")
            else:
                yield from self._files(name, archive)

    def _apart(self, kind: str, name: str, parts: Mapping[str, bytes]) -> Iterator[Member]:
        reader, words = _READERS[kind]
        try:
            # All that a file holds shares its time.
            events = read_apart(reader, parts, self._wanted, self._limits, self._spent)
            yield from gather(events, name=name, kind=words, known=self._wanted.known)
        except OutOfTimeError as error:
            raise RefusedError(f"reading it takes longer than {self._limits.seconds:g} s of work; {ADVICE}") from error

    def _files(self, name: str, archive: zipfile.ZipFile) -> Iterator[Member]:
        names = [member.filename for member in archive.infolist() if not member.is_dir()]
        shapes = [one for one in names if _ending(one) == ".shp"]
        left = [one for one in names if not _is_read(one, shapes)]
        notes = (f"members of the archive not read: {', '.join(left)}",) if left else ()
        found = False
        for member_name in names:
            if member_name in left or (shapes and _ending(member_name) in _PARTS_OF_A_SHAPEFILE - {".shp"}):
                continue
            found = True
            yield from self._member(f"{name}/{member_name}", archive, member_name, notes)
            notes = ()
        if not found:
            raise RefusedError("the archive holds no table")

    def _member(self, name: str, archive: zipfile.ZipFile, inner: str, notes: tuple[str, ...]) -> Iterator[Member]:
        if _ending(inner) == ".shp":
            members = self._shapefile(name, archive, inner)
        else:
            members = self.members(name, unpacked(archive, inner), packed=True)
        for member in members:
            yield _noted(member, notes)
            notes = ()

    def _shapefile(self, name: str, archive: zipfile.ZipFile, shape: str) -> Iterator[Member]:
        stem = shape[: -len(".shp")].casefold()
        parts = {
            f"input{_ending(one)}": unpacked(archive, one)
            for one in archive.namelist()
            if _ending(one) in _PARTS_OF_A_SHAPEFILE and one[: -len(".shp")].casefold() == stem
        }
        try:
            yield from self._apart("shapefile", name, parts)
        except RefusedError as refused:
            raise UnreadableFileError(str(refused), file=name) from refused


def _is_read(name: str, shapes: list[str]) -> bool:
    path = PurePosixPath(name)
    if "__MACOSX" in path.parts or path.name.startswith((".", "~$")) or path.name == "Thumbs.db":
        return False
    if path.stem.casefold().startswith(_ABOUT) or path.suffix.casefold() in _BESIDE_A_TABLE:
        return False
    return not (shapes and path.suffix.casefold() in _BESIDE_A_SHAPEFILE)


def _ending(name: str) -> str:
    return PurePosixPath(name).suffix.casefold()


def _noted(member: Member, notes: tuple[str, ...]) -> Member:
    if isinstance(member, TextMember):
        return replace(member, notes=(*member.notes, *notes))
    return replace(member, table=replace(member.table, notes=(*notes, *member.table.notes)))
