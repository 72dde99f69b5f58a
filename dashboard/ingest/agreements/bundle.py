"""The files an agreement is made of: the one a person wrote, and the geometry files it names."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from dashboard.ingest.errors import IngestError
from dashboard.ingest.quoting import quoted, unprintable
from dashboard.ingest.yaml_nodes import Listing, MappingNode, Node, Scalar, YamlError, read_yaml

_YAML = (".yaml", ".yml")
_GEOJSON = (".geojson", ".json")


class AgreementError(IngestError):
    """An agreement that cannot be used. `problems` holds every fault, each naming file and line or feature."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class AgreementBundle:
    """The main file's name, and the bytes of it and of the files it names, by name.

    notifications: which of them is a table of notifications, used instead of one that the main file names; empty for none.
    """

    main: str
    files: Mapping[str, bytes]
    notifications: str = ""

    @property
    def is_zones_only(self) -> bool:
        """Whether the main file is a lone GeoJSON of zones rather than a written agreement."""
        return PurePosixPath(self.main).suffix.lower() in _GEOJSON

    def main_bytes(self) -> bytes:
        """Return the main file; AgreementError where it is not there or is of no known kind."""
        if PurePosixPath(self.main).suffix.lower() not in (*_YAML, *_GEOJSON):
            expected = ", ".join((*_YAML, *_GEOJSON))
            raise AgreementError((f"{self.main}: expected an agreement or zones file ending in one of {expected}",))
        if self.main not in self.files:
            raise AgreementError((f"{self.main}: not among the files given: {', '.join(self.files) or 'none'}",))
        return self.files[self.main]

    def named(self, name: str) -> bytes | None:
        """Return a file the main one names: by its whole name or, where an upload lost its folder, by the last part of it."""
        whole = str(PurePosixPath(name))
        return self.files.get(whole, self.files.get(PurePosixPath(name).name))


def bundle_from_path(path: Path, notifications: Path | None = None) -> AgreementBundle:
    """Collect an agreement's YAML and the files it names beside or below it, or a lone GeoJSON of zones.

    notifications: a table of notifications that stands anywhere, used instead of one the agreement names.

    A named file that is missing or lies outside the folder is left out: `read_agreement` says in which line it is named.
    Raises AgreementError where a file cannot be read.
    """
    files = {path.name: _read(path)}
    if path.suffix.lower() in _YAML:
        for name in named_files(files[path.name]):
            if stays_inside(name) and _is_file_below(path.parent, name):
                files[str(PurePosixPath(name))] = _read(path.parent / name)
    if notifications is None:
        return AgreementBundle(path.name, files)
    return AgreementBundle(
        path.name, {**files, str(notifications): _read(notifications, "notifications.csv")}, str(notifications)
    )


def named_files(main: bytes) -> tuple[str, ...]:
    """Return the files an agreement's YAML names, each once; none where it is not YAML."""
    try:
        root = read_yaml(main)
    except YamlError:
        return ()
    return tuple(dict.fromkeys(_named(root)))


def notifications_named(bundle: AgreementBundle) -> str:
    """Return the table of notifications that the main file names, empty where it names none."""
    if bundle.is_zones_only:
        return ""
    try:
        node = _under(_under(read_yaml(bundle.main_bytes()), "agreement"), "notifications")
    except YamlError:
        return ""
    return node.text.strip() if isinstance(node, Scalar) else ""


def stays_inside(name: str) -> bool:
    """Whether a file name is relative, written with `/`, and goes up nowhere."""
    path = PurePosixPath(name)
    return not (path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name or unprintable(name))


def _is_file_below(folder: Path, name: str) -> bool:
    """Whether a file is there and no symbolic link leads out of the folder; a name no file can have is not there."""
    # `os.path` rather than `pathlib`, which raises for links in a ring and for names that are too long.
    return os.path.isfile(folder / name) and Path(os.path.realpath(folder / name)).is_relative_to(os.path.realpath(folder))


def _named(root: Node) -> Iterator[str]:
    table = _under(_under(root, "agreement"), "notifications")
    if isinstance(table, Scalar) and table.text.strip():
        yield table.text.strip()
    zones = _under(root, "zones")
    for zone in zones.items if isinstance(zones, Listing) else ():
        name = _under(_under(zone, "geometry"), "file")
        if isinstance(name, Scalar) and name.text.strip():
            yield name.text.strip()


def _under(node: Node | None, key: str) -> Node | None:
    if not isinstance(node, MappingNode):
        return None
    return next((entry.value for entry in node.entries if entry.key == key), None)


def _read(path: Path, example: str = "agreement.yaml") -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        reason = (error.strerror or "cannot be read").lower()
        raise AgreementError((f"{path}: {reason}, expected a file such as {quoted(example)}",)) from error
