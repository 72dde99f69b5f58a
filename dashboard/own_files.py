"""A person's own boundaries and places: looked at, put to use, taken out of use, and laid over the theatre for whoever asks."""

import threading
from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import UTC, datetime

import pandas as pd

from dashboard.ingest.intake import SourceFile
from dashboard.ingest.places.additions import Addition, added_places, added_units
from dashboard.ingest.places.gazetteer import Gazetteer
from dashboard.ingest.theatre import Theatre, TheatreError, with_places, with_regions
from dashboard.store.interface import Store
from dashboard.store.kept import OwnFile, OwnKind, own_files_in_use


class MisfitError(TheatreError):
    """A file in use cannot be laid over this theatre, though it could over the one it was put to use with."""


def laid_over(theatre: Theatre, boundaries: Sequence[SourceFile], places: Sequence[SourceFile]) -> Theatre:
    """Return the theatre with files of boundaries, then files of places, each laid over what came before. Raises TheatreError."""
    for file in boundaries:
        theatre = with_regions(theatre, file.data, file.name)
    for file in places:
        theatre = with_places(theatre, file.data, file.name)
    return theatre


def placings_by_own_files(theatre: Theatre, place_notes: pd.Series) -> Iterator[str]:
    """Yield for each file laid over the theatre how many of the placings, by their notes, rest on it."""
    for source in dict.fromkeys([*theatre.regions["source"], *theatre.places["source"]]):
        if source:
            rows = int(place_notes.str.contains(source, regex=False).sum())
            yield f"{source}: {rows} placing{'' if rows == 1 else 's'} rest{'s' if rows == 1 else ''} on it"


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """A theatre with the files in use laid over it, and its names and outlines as they are asked for."""

    files: tuple[OwnFile, ...]
    theatre: Theatre
    gazetteer: Gazetteer


class _Latest:
    """The ground made last, for everybody who asks, whoever they are."""

    def __init__(self, ground: Ground) -> None:
        self.making, self.ground = threading.Lock(), ground


class Grounds:
    """The ground by the store's own files, made anew only when these change. Safe from several threads."""

    def __init__(self, store: Store, theatre: Theatre) -> None:
        self._store, self._shipped = store, theatre
        self._latest = _Latest(Ground((), theatre, Gazetteer(theatre)))

    def acting(self, store: Store) -> "Grounds":
        """Return the same ground for another person, whose way into the store is `store`."""
        other = copy(self)
        other._store = store
        return other

    def now(self) -> Ground:
        """Return the ground by the files now in use. Raises MisfitError where one of them does not fit this theatre."""
        return self.by(own_files_in_use(self._store.own_file_record()))

    def by(self, files: tuple[OwnFile, ...]) -> Ground:
        """Return the ground by some of the record's files, in the order they came into use. Raises MisfitError."""
        with self._latest.making:
            if self._latest.ground.files != files:
                theatre = self._fitting(files)
                self._latest.ground = Ground(files, theatre, Gazetteer(theatre))
            return self._latest.ground

    def look_at(self, what: OwnKind, file: SourceFile) -> tuple[Addition, ...]:
        """Return what a file would add beside the others in use, in place of one of its name. Raises TheatreError."""
        others = self._without(what, file.name)
        base = self._over(others) if others != self.now().files else self.now().theatre
        after = laid_over(base, [file], []) if what == "boundaries" else laid_over(base, [], [file])
        added = added_units if what == "boundaries" else added_places
        return added(base, after, self.now().gazetteer if base is self.now().theatre else Gazetteer(base))

    def add(self, what: OwnKind, file: SourceFile) -> OwnFile:
        """Put a file to use, once it is known to go with all others. Raises TheatreError, StoreError."""
        others = self._without(what, file.name)
        boundaries, places = self._sources(others)
        (boundaries if what == "boundaries" else places).append(file)
        laid_over(self._shipped, boundaries, places)
        return self._store.add_own_file(what, file.name, file.data, datetime.now(UTC))

    def remove(self, what: OwnKind, file_name: str) -> None:
        """Take a file out of use; TheatreError where the others would not fit without it though they do with it, StoreError."""
        try:
            self._over(self._without(what, file_name))
        except TheatreError as error:
            if self._fits_now():
                raise TheatreError(f"{file_name} is needed by another file in use ({error}); remove that one first") from error
        self._store.remove_own_file(what, file_name, datetime.now(UTC))

    def _without(self, what: OwnKind, file_name: str) -> tuple[OwnFile, ...]:
        files = own_files_in_use(self._store.own_file_record())
        return tuple(one for one in files if (one.what, one.file_name) != (what, file_name))

    def _fitting(self, files: Sequence[OwnFile]) -> Theatre:
        try:
            return self._over(files)
        except TheatreError as error:
            raise MisfitError(
                f"a file of your own does not fit this theatre; remove it, or open the other one: {error}"
            ) from error

    def _fits_now(self) -> bool:
        try:
            self.now()
        except MisfitError:
            return False
        return True

    def _over(self, files: Sequence[OwnFile]) -> Theatre:
        return laid_over(self._shipped, *self._sources(files))

    def _sources(self, files: Sequence[OwnFile]) -> tuple[list[SourceFile], list[SourceFile]]:
        """Return files of boundaries and files of places with their bytes, in the order they came into use."""
        kept = [(one.what, SourceFile(one.file_name, self._store.original(one.sha256))) for one in files]
        return [file for what, file in kept if what == "boundaries"], [file for what, file in kept if what == "places"]
