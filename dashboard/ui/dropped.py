"""Dropped files and how each is to be read: as recognised, as a format, with a saved mapping, or with columns mapped here.

The choices live in the session under a key of the file's own, so that the page can read the files before it draws their cards.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from functools import partial

import streamlit as st

from dashboard.ingest.coordinates import Order
from dashboard.ingest.formats import FORMATS
from dashboard.ingest.intake import SourceFile
from dashboard.ingest.look import Look, look_at
from dashboard.ingest.mappings.guess import Guess, guess_columns
from dashboard.ingest.mappings.mapping import Mapping, read_mapping, write_mapping
from dashboard.ingest.places.gazetteer import Gazetteer
from dashboard.ingest.places.resolution import Resolved
from dashboard.store.kept import SavedMapping
from dashboard.ui.accounting import format_words
from dashboard.ui.jump import jump_to
from dashboard.ui.session import Scene
from dashboard.workflows import ChosenFile

AS_RECOGNISED, BY_COLUMNS = "as recognised", "by columns"
YOUR_FILES = "upload-your-files"
"""Key of the place on the page where the dropped files begin."""
_FORMAT, _SAVED = "format ", "saved "
_KEY_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Common:
    """What holds for every file without a choice of its own: time zone, and the mapping that was handed in, if any."""

    time_zone: str
    mapping_json: str = ""


@dataclass(frozen=True, slots=True)
class Settled:
    """What a person settled on a file's card, over whatever else says how to read it; None where nothing was settled."""

    swap_lon_lat: bool | None = None
    zero_is_missing: bool | None = None
    coordinate_order: Order | None = None
    sheet: str | None = None

    def over(self, mapping: Mapping) -> Mapping:
        """Return a mapping with what was settled."""
        said = {one.name: value for one in fields(self) if (value := getattr(self, one.name)) is not None}
        return replace(mapping, **said)


@dataclass(frozen=True, slots=True)
class Dropped:
    """A file that waits to be added. `key` begins the keys of its widgets. own: how it has to be read, for rows repaired here."""

    file: SourceFile
    key: str
    own: Common | None = None

    @property
    def choice(self) -> str:
        """How it is to be read: one of `choices`."""
        return str(st.session_state.get(f"{self.key}:choice", AS_RECOGNISED))

    def choose(self, choice: str) -> None:
        """Settle how it is to be read. Where its columns are mapped, the order of a pair is one of the questions there."""
        if choice == BY_COLUMNS and self.settled.coordinate_order is not None:
            st.session_state[f"{self.key}:settled"] = replace(self.settled, coordinate_order=None)
        st.session_state[f"{self.key}:choice"] = choice

    @property
    def settled(self) -> Settled:
        """What was settled on its card."""
        kept = st.session_state.get(f"{self.key}:settled")
        return kept if isinstance(kept, Settled) else Settled()

    def settle(self, **said: bool | str) -> None:
        """Settle something on its card. Another sheet is another table, so that the answers given for the one before go."""
        if "sheet" in said:
            begin = f"{self.key}:"
            for name in [name for name in st.session_state if str(name).startswith(begin) and name != f"{self.key}:choice"]:
                del st.session_state[name]
            self.choose(AS_RECOGNISED if self.choice == BY_COLUMNS else self.choice)
        st.session_state[f"{self.key}:settled"] = replace(self.settled, **said)  # type: ignore[arg-type]

    @property
    def mapped(self) -> str:
        """The mapping made for it here, as JSON; empty while none is finished."""
        return str(st.session_state.get(f"{self.key}:mapped", ""))

    def finish_mapping(self, mapping: Mapping) -> None:
        """Take a mapping that was made here as the way to read it."""
        st.session_state[f"{self.key}:mapped"] = write_mapping(mapping).decode()
        self.choose(BY_COLUMNS)
        jump_to(YOUR_FILES)

    def reopen_mapping(self) -> None:
        """Go back to making the mapping; answers given so far stay."""
        st.session_state.pop(f"{self.key}:mapped", None)
        self.choose(BY_COLUMNS)

    @property
    def waits_for_mapping(self) -> bool:
        """Whether its columns are still being mapped, so that it cannot be read yet."""
        return self.choice == BY_COLUMNS and not self.mapped


def dropped_files(files: Iterable[tuple[SourceFile, Common | None]]) -> tuple[Dropped, ...]:
    """Give each file a key of its own, the same on every run; a file dropped twice has two."""
    seen: Counter[str] = Counter()
    dropped = []
    for file, own in files:
        digest = hashlib.sha256(file.name.encode("utf-8", "surrogatepass") + b"\0" + file.data).hexdigest()[:_KEY_DIGITS]
        seen[digest] += 1
        dropped.append(Dropped(file, f"file:{digest}:{seen[digest]}", own))
    return tuple(dropped)


def let_go_of_deleted(dropped: Sequence[Dropped], saved: Sequence[SavedMapping]) -> None:
    """Go back to what was recognised for a file that was to be read with a kept mapping that is there no more."""
    names = {saved_choice(one.name) for one in saved}
    for one in dropped:
        if one.choice.startswith(_SAVED) and one.choice not in names:
            one.choose(AS_RECOGNISED)


def chosen_way(one: Dropped, common: Common, saved: Sequence[SavedMapping]) -> ChosenFile:
    """Return a file with how it is to be read; MappingError where the common mapping is none."""
    holds = one.own or common
    mapping_json = holds.mapping_json
    if one.choice == BY_COLUMNS:
        mapping_json = one.mapped
    elif one.choice.startswith(_FORMAT):
        declared = read_mapping(mapping_json.encode(), "mapping") if mapping_json else Mapping()
        mapping_json = write_mapping(replace(declared, format=one.choice.removeprefix(_FORMAT))).decode()
    elif one.choice.startswith(_SAVED):
        named = one.choice.removeprefix(_SAVED)
        mapping_json = next((kept.mapping_json for kept in saved if kept.name == named), mapping_json)
    return ChosenFile(one.file, holds.time_zone, _with_settled(mapping_json, one.settled))


def _with_settled(mapping_json: str, settled: Settled) -> str:
    if settled == Settled():
        return mapping_json
    declared = read_mapping(mapping_json.encode(), "mapping") if mapping_json else Mapping()
    amended = settled.over(declared)
    return mapping_json if amended == declared else write_mapping(amended).decode()


def choices(saved: Sequence[SavedMapping]) -> tuple[str, ...]:
    """Return every way to read a file."""
    formats = (f"{_FORMAT}{one.name}" for one in FORMATS)
    return (AS_RECOGNISED, *formats, *(f"{_SAVED}{one.name}" for one in saved), BY_COLUMNS)


def choice_words(choice: str, recognised: str) -> str:
    """Return a way to read a file in words; `recognised`: the format it was recognised as, empty where none."""
    if choice == AS_RECOGNISED:
        return f"recognised: {format_words(recognised)}" if recognised else "not recognised"
    if choice == BY_COLUMNS:
        return "column by column, as I say"
    if choice.startswith(_SAVED):
        return f"saved mapping: {choice.removeprefix(_SAVED)}"
    return format_words(choice.removeprefix(_FORMAT))


def saved_choice(name: str) -> str:
    """Return the choice of a saved mapping."""
    return f"{_SAVED}{name}"


def look_once(one: Dropped) -> Look:
    """Look at a file's table, once per file; UnreadableFileError where it is none."""
    kept = st.session_state.get(f"{one.key}:look")
    if not isinstance(kept, Look):
        with st.spinner("Looking at the columns …"):
            kept = look_at(one.file.name, one.file.data, sheet=one.settled.sheet or "")
        st.session_state[f"{one.key}:look"] = kept
    return kept


def guesses_once(scene: Scene, one: Dropped) -> tuple[Guess, ...]:
    """Guess what a file's columns hold, once per file; UnreadableFileError where it is no table."""
    kept: tuple[Guess, ...] | None = st.session_state.get(f"{one.key}:guesses")
    if kept is None:
        project = scene.project
        kept = guess_columns(look_once(one), project.theatre.bounds, partial(_names_a_region, project.gazetteer))
        st.session_state[f"{one.key}:guesses"] = kept
    return kept


def _names_a_region(gazetteer: Gazetteer, text: str) -> bool:
    return gazetteer.says_top_level(text) and isinstance(gazetteer.resolve_outright(text), Resolved)


def saved_for(scene: Scene, header: Sequence[str]) -> tuple[SavedMapping, ...]:
    """Return the mappings saved for files with these headings."""
    return tuple(kept for kept in scene.project.store.mappings() if kept.header == tuple(header))
