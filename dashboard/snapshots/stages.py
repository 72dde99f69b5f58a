"""Reading and placing, each kept by itself for each file: one more file, or one more correction, costs its own rows alone."""

import json
from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from dashboard.engine.assess import Progress, untold
from dashboard.ingest.intake import ReadOptions, SourceFile, Tables, read_tables, rows_of
from dashboard.ingest.one_file import LoadedFile
from dashboard.ingest.places.corrections import NO_CORRECTIONS, Corrections, Names
from dashboard.ingest.places.gazetteer import Gazetteer
from dashboard.ingest.places.locate import Placer, places_of
from dashboard.ingest.places.naming import Standings
from dashboard.snapshots.dependencies import placing_key, reading_key
from dashboard.snapshots.files import Contents
from dashboard.snapshots.room import Room
from dashboard.snapshots.tellings import accounts_of, accounts_told, as_json, rejections_of, rejections_told

_NAMES = ["region_text", "region_detail", "place_text"]


@dataclass(frozen=True, slots=True)
class Keeping:
    """Where stages are kept. ground: key of what rows are placed by. only_looks: use what is there, and leave no trace."""

    room: Room
    ground: str
    only_looks: bool = False

    def keep(self, name: str, contents: Callable[[], Contents]) -> None:
        """Keep contents, some time soon."""
        if not self.only_looks:
            self.room.keep_later(name, contents)


class Stages:
    """Reads and places the files of one load: what a name means is looked up once for all of them."""

    def __init__(self, gazetteer: Gazetteer, corrections: Corrections = NO_CORRECTIONS, keeping: Keeping | None = None) -> None:
        """Without `keeping` everything is derived anew and nothing kept."""
        self._corrections, self._keeping = corrections, keeping
        self._placer = Placer(gazetteer, Standings(gazetteer, corrections))

    def read(self, file: SourceFile, options: ReadOptions, progress: Progress = untold, set_aside: bool = False) -> Tables:
        """Do what `read_tables` does."""
        if self._keeping is None:
            return read_tables(file, options, progress, set_aside)
        name = f"read-{reading_key(file, options, set_aside=set_aside)}"
        if found := self._keeping.room.find(name, _tables):
            return found
        tables = read_tables(file, options, progress, set_aside)
        self._keeping.keep(name, lambda: _contents(tables))
        return tables

    def place(self, file: SourceFile, options: ReadOptions, tables: Tables, progress: Progress = untold) -> pd.DataFrame:
        """Return what `places_of` does for the sound rows of a file that was read so."""
        rows = rows_of(tables)
        if self._keeping is None:
            return places_of(rows, self._placer, progress)
        # How a table that is none was taken makes no difference to the rows there are.
        reading = reading_key(file, options, set_aside=False)
        name = f"placed-{placing_key(reading, self._keeping.ground, self._corrections_of(rows))}"
        if (found := self._keeping.room.find(name, _places)) is not None:
            return found
        places = places_of(rows, self._placer, progress)
        self._keeping.keep(name, lambda: Contents({"places": places}, small=True))
        return places

    def place_none(self) -> pd.DataFrame:
        """Return the places of no rows at all."""
        return places_of(rows_of(()), self._placer)

    def _corrections_of(self, rows: pd.DataFrame) -> Corrections:
        """Return the corrections of names that some rows have: no other has a say in where they stand."""
        if not self._corrections:
            return NO_CORRECTIONS
        there = {Names(*names) for names in rows[_NAMES].drop_duplicates().itertuples(index=False, name=None)}
        return {names: one for names, one in self._corrections.items() if names in there}


def _contents(tables: Tables) -> Contents:
    said = {
        "accounts": accounts_told([one.account for one in tables]),
        "rejections": [rejections_told(one.rejections) for one in tables],
    }
    return Contents({f"rows-{at}": one.table.reset_index(drop=True) for at, one in enumerate(tables)}, as_json(said), small=True)


def _places(found: Contents) -> pd.DataFrame:
    return found.tables["places"]


def _tables(found: Contents) -> Tables:
    said = json.loads(found.said)
    return tuple(
        LoadedFile(found.tables[f"rows-{at}"], rejections_of(rejections), account)
        for at, (account, rejections) in enumerate(zip(accounts_of(said["accounts"]), said["rejections"], strict=True))
    )
