"""What an entry of the audit log says, in a few words."""

from collections.abc import Callable, Mapping

Cell = str | int | float | None
Cells = Mapping[str, Cell]


def log_words(what: str, row: Cells, *, in_full: bool = True) -> str:
    """Return in words what was done. what: the table; row: by column, empty where it is missing, which is said.

    in_full: whether what reports, files and decisions say may be told; else only what people may do and did is.
    """
    if not in_full and what not in _OF_ACCESS:
        return f"wrote a row of {what}"
    if not row:
        return f"wrote a row of {what}, which is missing"
    words = _WORDS.get(what)
    return words(row) if words else f"wrote a row of {what}"


def _correction(row: Cells) -> str:
    names = " / ".join(str(row[name]) for name in ("region_text", "region_detail", "place_text") if row[name])
    if row["lon"] is not None:
        return f"decided that {names} is at {row['lon']}, {row['lat']}: {row['why']}"
    return f"decided that {names} is {row['code']}: {row['why']}" if row["code"] else f"revoked what {names} means: {row['why']}"


def _review(row: Cells) -> str:
    said = f": {row['said']}" if row["said"] else ""
    return f"{row['did']} {row['incident_id']}{said}"


def _coverage(row: Cells) -> str:
    place = row["zone"] or row["region"] or "an area"
    by = f" by {row['means']}" if row["means"] else ""
    return f"said of {place} from {row['begins_at']} to {row['ends_at']}: {row['state']}{by}"


def _coverage_reading(row: Cells) -> str:
    return f"said how the dates of {row['coverage_file_id']} are read: {row['date_order'] or row['time_format']}"


def _grant(row: Cells) -> str:
    given = "gave the role of" if row["held"] else "took back the role of"
    return f"{given} {row['role']} {'to' if row['held'] else 'from'} {row['subject']}: {row['why']}"


_OF_ACCESS = frozenset({"person", "role_grant", "access_end", "event"})
_WORDS: Mapping[str, Callable[[Cells], str]] = {
    "record_identity": lambda row: f"began the record {row['id']}",
    "original": lambda row: f"kept {row['size_bytes']:,} bytes, SHA-256 {str(row['sha256'])[:12]}",
    "upload": lambda row: f"loaded {row['file_name']}",
    "upload_view": lambda row: ("brought back" if row["in_view"] else "took out of view") + f" {row['upload_id']}",
    "agreement": lambda row: f"kept an agreement, {row['main']}" + (f": {row['note']}" if row["note"] else ""),
    "agreement_file": lambda row: f"kept {row['name']} with the agreement",
    "agreement_use": lambda row: f"put {row['agreement_id']} to use",
    "setting": lambda row: f"set {row['name']} to {row['value']}",
    "saved_mapping": lambda row: ("kept" if row["mapping_json"] else "deleted") + f" the mapping {row['name']}",
    "place_correction": _correction,
    "own_file": lambda row: ("put to use" if row["sha256"] else "took out of use") + f" {row['file_name']}, {row['what']}",
    "coverage_file": lambda row: f"loaded {row['file_name']} into the coverage log",
    "coverage_file_view": lambda row: ("brought back" if row["in_view"] else "took out of view") + f" {row['coverage_file_id']}",
    "coverage_reading": _coverage_reading,
    "coverage_entry": _coverage,
    "coverage_withdrawal": lambda row: f"took back entry {row['coverage_entry']} of the coverage log: {row['why']}",
    "person": lambda row: f"noted who {row['subject']} is: {row['name'] or row['email'] or 'no name told'}",
    "role_grant": _grant,
    "access_end": lambda row: f"ended all access of {row['subject']}: {row['why']}",
    "event": lambda row: " ".join(str(row[name]) for name in ("kind", "subject", "detail") if row[name]),
    "review_judged": lambda row: f"kept what a decision rests on, {str(row['sha256'])[:12]}",
    "review_event": _review,
    "assessment": lambda row: (
        f"worked out {row['accepted']:,} observations as of entry {row['as_of']}: verdict hash {str(row['verdict_hash'])[:12]}"
    ),
}
