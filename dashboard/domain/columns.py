"""The columns of an observations table, declared once: the CSV template, the reader and the README all print this list."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a canonical observations CSV. `unit` is empty for text; `example` is invented."""

    name: str
    meaning: str
    unit: str = ""
    example: str = ""


CANONICAL: tuple[Column, ...] = (
    Column("observation_id", "the sender's own id; where empty, a stable hash of the row's content", example="PT-2041"),
    Column(
        "observed_from",
        "when it began: date or date and time, ISO 8601; without an offset it is local to the file's time zone",
        example="2026-05-03T14:20",
    ),
    Column("observed_to", "when it ended, not included; a bare date includes that day", example="2026-05-03T14:35"),
    Column("lon", "longitude, WGS 84", "degrees east", "37.7466"),
    Column("lat", "latitude, WGS 84", "degrees north", "48.1391"),
    Column("radius_m", "the position is somewhere within this distance; empty means 0, the position itself", "metres", "400"),
    Column("region", "region tag, in any usual spelling", example="Donetsk oblast"),
    Column("place", "the place in words: a settlement, or where from one: 3-5km ESE of Avdiivka", example="Avdiivka"),
    Column("act", "code from the act list, or undetermined", example="fire.artillery"),
    Column("weapon", "class or system, as reported", example="artillery"),
    Column("calibre_mm", "calibre as reported", "millimetres", "122"),
    Column("count", "how many: 3, >=3, ~3, 3-5", example=">=3"),
    Column("party", "attributed actor, if any", example="A"),
    Column("means", "satellite, drone, patrol, camera, acoustic, partner, open-source, other", example="patrol"),
    Column("source", "who sent it", example="patrol 4"),
    Column("origin", "the original it rests on, where it is a reprint", example="patrol 4 log"),
    Column("reliability", "Admiralty grade of the source, A to F", example="B"),
    Column("credibility", "Admiralty grade of the information, 1 to 6", example="2"),
    Column("description", "what was seen or heard", example="14 outgoing rounds, heard"),
    Column("evidence", "link or file hash", example="https://example.org/4711"),
)
CANONICAL_NAMES: tuple[str, ...] = tuple(column.name for column in CANONICAL)

OBSERVATION_TABLE: dict[str, str] = {
    "row_key": "stable hash of the row's header and cells; identifies the row across loads",
    "observation_id": "the sender's id, or `row-` and the start of row_key",
    "file": "name of the file the row came in",
    "line": "1-based physical line where the row starts in that file",
    "superseded": "whether a later row of the same source and id replaces this one; it is kept and shown, not counted",
    "observed_from": "UTC, included",
    "observed_to": "UTC, not included, always later than observed_from",
    "reported_time": "the time as it came",
    "reported_place": "the place as it came: coordinates, region and place cells",
    "place_kind": "point, sector (a piece of a ring around a reference place), area or unplaced",
    "lon": "degrees east: of a point; of a sector the middle of the smallest circle that holds it; else NaN",
    "lat": "degrees north, likewise",
    "radius_m": "metres: the place lies within this of lon, lat; NaN unless a point or a sector",
    "reference_place": "name of the place a sector is measured from, empty unless a sector",
    "bearing_deg": "degrees clockwise from true north, from the reference to the middle of a sector; NaN unless a sector",
    "spread_deg": "degrees to either side of bearing_deg, 180 for every direction; NaN unless a sector",
    "from_m": "metres, least distance from the reference; NaN unless a sector",
    "to_m": "metres, greatest distance from the reference; NaN unless a sector",
    "dilation_m": "metres, reach of the reference place, from anywhere in which it was measured; NaN unless a sector",
    "region_code": "code of the unit the row is tagged with or lies in, those of several joined by +, empty where unresolved",
    "region_name": "the unit's name or the names of several, empty where unresolved",
    "place_note": "what to know of the placing: coarser than reported, outside the region it claims, …",
    "unplaced_reason": "why there is no place, empty where there is one",
    "act": "code from the act list, or undetermined",
    "reported_act": "the act as it came",
    "weapon": "as reported",
    "calibre_mm": "millimetres, NaN where not reported",
    "count": "as reported",
    "count_min": "the least number the report commits to, NaN where it gives none",
    "count_most": "the greatest number the report allows, NaN where it leaves that open",
    "party": "as reported, empty where nobody is named",
    "party_confidence": "as reported",
    "means": "one of the means, or other",
    "source": "who sent it",
    "origin": "the original it rests on",
    "reliability": "A to F, empty where not graded",
    "credibility": "1 to 6, empty where not graded",
    "description": "text",
    "evidence": "link or file hash",
    "other": "JSON object of the cells no column above took, by their header",
    "flags": "what the reader wants a person to see, separated by `; `",
}
"""Columns of the table of accepted observations (one row each), with meaning and unit. Text columns are never null."""

MEANS: tuple[str, ...] = ("satellite", "drone", "patrol", "camera", "acoustic", "partner", "open-source", "other")
PLACE_KINDS: tuple[str, ...] = ("point", "sector", "area", "unplaced")
HAVE_A_RADIUS: tuple[str, ...] = ("point", "sector")
"""The kinds of place that lie within `radius_m` of `lon`, `lat`."""
SECTOR_NUMBERS: tuple[str, ...] = ("bearing_deg", "spread_deg", "from_m", "to_m", "dilation_m")
"""The columns of the table that say how a sector lies to its reference, named as the fields of `observation.Sector`."""
