"""What the mapping of columns is called for people: roles, confidence, what is missing, and how words are read."""

from collections.abc import Callable, Mapping, Sequence

from dashboard.domain.acts import ACTS
from dashboard.domain.columns import MEANS
from dashboard.domain.weapons import CLASSES
from dashboard.present.sentences import act_label, count_of

NOT_USED = ""
ROLE_TITLES: dict[str, str] = {
    NOT_USED: "not used, kept with the row",
    "observed_from": "when: date, or date and time",
    "clock_from": "when: time of day (beside a date)",
    "observed_to": "until when: date, or date and time",
    "clock_to": "until when: time of day",
    "lat": "latitude (north)",
    "lon": "longitude (east)",
    "coordinates": "position in one cell: two coordinates, or MGRS",
    "radius_m": "uncertainty of the position, in metres",
    "place": "place in words: a town, a village",
    "region": "region: an oblast, a raion, a province",
    "act": "what happened",
    "weapon": "weapon",
    "calibre_mm": "calibre, in millimetres",
    "count": "how many",
    "party": "who did it",
    "means": "how it was observed",
    "source": "who reported it",
    "origin": "the original it repeats",
    "reliability": "grade of the source, A to F",
    "credibility": "grade of the information, 1 to 6",
    "description": "description",
    "evidence": "link or other evidence",
    "observation_id": "number or id of the report",
    "party_confidence": "how sure the attribution is",
}
"""Titles of what a column can be, in the order in which they are offered."""
CONFIDENCE = {"sure": "sure", "likely": "likely", "unsure": "please check"}
DATE_ORDERS = {
    "dmy": "day first, as in 31.12.2026",
    "mdy": "month first, as in 12/31/2026",
    "ymd": "year first, as in 2026/12/31",
}
PAIR_ORDERS = {
    "": "not said: only what the theatre tells is read",
    "lat,lon": "latitude first (north, then east)",
    "lon,lat": "longitude first (east, then north)",
}
NUMBER_TIMES = {
    "excel": "days of a spreadsheet",
    "excel1904": "days of an old Macintosh spreadsheet",
    "epoch_s": "seconds since 1970",
    "epoch_ms": "thousandths of a second since 1970",
}
VOCABULARIES: dict[str, tuple[str, ...]] = {
    "act": tuple(act.code for act in ACTS),
    "weapon": CLASSES,
    "means": MEANS,
}
"""By canonical column, the words that its own words can be read as; the parties are the agreement's."""
_AS_REPORTED = {
    "act": "none of these: stays undetermined",
    "weapon": "no class of weapon: stays as reported",
    "means": "none of these: other",
    "party": "as reported",
}
_FAULTS: dict[str, Callable[[Sequence[str]], str]] = {
    "no time": lambda _: "No column says when it happened. Choose the one with the date.",
    "no place": lambda _: "No column says where it happened. Choose latitude and longitude, or a place, or a region.",
    "half a position": lambda _: "A position needs latitude and longitude. Only one of them is chosen.",
    "clock alone": lambda names: f"{_listed(names)} holds a time of day. Choose the column with its date, too.",
    "twice": lambda names: f"{_listed(names[1:])} are all said to be “{ROLE_TITLES[names[0]]}”. Keep it for one of them.",
}


def fault_words(kind: str, names: Sequence[str]) -> str:
    """Return what is missing from a mapping, and what to do."""
    return _FAULTS[kind](names)


def word_label(column: str, word: str) -> str:
    """Return what a word is read as, for readers; the empty word is none of ours."""
    if not word:
        return _AS_REPORTED[column]
    return f"{act_label(word)} ({word})" if column == "act" else word


def columns_words(headings: Mapping[str, str]) -> str:
    """Return which column of the file was mapped to what."""
    said = "; ".join(f"“{name}” is {ROLE_TITLES.get(column, column).partition(':')[0]}" for column, name in headings.items())
    return f"Read with your mapping: {said}."


def overlooked_words(name: str, role: str) -> str:
    """Return what to say of a column that the template does not read although it looks like something it asks for."""
    return f"“{name}” looks like “{ROLE_TITLES[role]}”. As it is, it is kept with each row and not used."


def mostly_rejected_words(rejected: int, rows: int) -> str:
    """Return what to say of a table of which most rows are rejected."""
    return f"{rejected:,} of {count_of(rows, 'row')} are rejected. You can say how its dates and positions are written."


def headings_words(header: Sequence[str]) -> str:
    """Return the headings of a table in one line."""
    return " · ".join(header)


def values_words(texts: Sequence[str], *, most: int = 4) -> str:
    """Return the first different values of a column, cut short."""
    different = list(dict.fromkeys(texts))
    shown = " · ".join(text if len(text) <= 28 else f"{text[:27]}…" for text in different[:most])
    return shown or "no values"


def unplaced_words(unplaced: int, accepted: int, *, has_region: bool) -> str:
    """Return what to say of accepted rows whose place cannot be told, and what would help."""
    said = f"{unplaced:,} of {count_of(accepted, 'accepted row')} cannot be put on the map as they are"
    if has_region:
        return f"{said}. The column Where below says why; names can be settled by hand once the file is added."
    return f"{said}. A column with the region would tell which of several places of one name is meant: choose it in step 1."


def tried_words(*, rows: int, sample: int, accepted: int, rejected: int, duplicates: int) -> str:
    """Return what a trial came to, and of how many rows it is true."""
    of_what = f"all {count_of(rows, 'row')}" if sample >= rows else f"the first {sample:,} of {rows:,} rows"
    repeats = f", {count_of(duplicates, 'duplicate')}" if duplicates else ""
    return f"Tried on {of_what}: {accepted:,} accepted, {rejected:,} rejected{repeats}."


def _listed(names: Sequence[str]) -> str:
    quoted = [f"“{name}”" for name in names]
    return " and ".join((", ".join(quoted[:-1]), quoted[-1])) if len(quoted) > 1 else "".join(quoted)
