"""The tables of the record, declared once: both databases make theirs from this, and whoever checks the record reads it.

Every table is append-only and every row of it is named by one entry of the audit log, whose number is the row's own. What holds
now is what the latest row says; nothing that was written is ever changed or taken away, and the database refuses to.
"""

from dashboard.store.table import Table, integer, real, text

REVIEW_STEPS: tuple[str, ...] = (
    "took up",
    "commented",
    "proposed",
    "confirmed",
    "not a violation",
    "cannot be determined",
    "returned",
    "withdrew",
    "reopened",
)
"""What can be done in a review, as it is kept."""
_SHA256 = "NOT NULL CHECK (length(sha256) = 64)"
_OF_ORIGINAL = "NOT NULL REFERENCES original (sha256)"
_KIND = text("kind", "NOT NULL CHECK (kind IN ('user', 'sample'))")

IDENTITY = Table("record_identity", "which record this is: made at random when it was begun", (text("id"), text("begun_at")))
ORIGINAL = Table(
    "original",
    "bytes that were handed in; they lie under their hash",
    (text("sha256", f"{_SHA256} UNIQUE"), integer("size_bytes", "NOT NULL CHECK (size_bytes >= 0)"), text("kept_at")),
)
UPLOAD = Table(
    "upload",
    "a file of observations, and how it was chosen to be read",
    (
        text("id", "NOT NULL UNIQUE"),
        text("file_name"),
        text("sha256", _OF_ORIGINAL),
        text("loaded_at"),
        text("time_zone"),
        text("mapping_json"),
        _KIND,
    ),
    in_view=True,
)
UPLOAD_VIEW = Table(
    "upload_view",
    "a file left the view (0) or came back (1)",
    (
        text("upload_id", "NOT NULL REFERENCES upload (id)"),
        integer("in_view", "NOT NULL CHECK (in_view IN (0, 1))"),
        text("decided_at"),
    ),
    indexes=(("upload_id",),),
    in_view=True,
)
AGREEMENT = Table(
    "agreement",
    "a version of an agreement; note: why it was made, in the words of whoever wrote it here",
    (text("id", "NOT NULL UNIQUE"), text("main"), text("sha256", _SHA256), text("loaded_at"), _KIND, text("note")),
    in_view=True,
)
AGREEMENT_FILE = Table(
    "agreement_file",
    "a file of an agreement, under the name its main file calls it",
    (text("agreement_id", "NOT NULL REFERENCES agreement (id)"), text("name"), text("sha256", _OF_ORIGINAL)),
    rules=("UNIQUE (agreement_id, name)",),
)
AGREEMENT_USE = Table(
    "agreement_use",
    "an agreement was put to use",
    (text("agreement_id", "NOT NULL REFERENCES agreement (id)"), text("used_at")),
    in_view=True,
)
SETTING = Table(
    "setting",
    "a setting took a value",
    (text("name"), text("value"), text("put_at")),
    indexes=(("name",),),
    in_view=True,
)
SAVED_MAPPING = Table(
    "saved_mapping",
    "a way to read files, under a name; an empty mapping: it is offered no more",
    (text("name"), text("header_json"), text("mapping_json"), text("saved_at")),
    indexes=(("name",),),
)
PLACE_CORRECTION = Table(
    "place_correction",
    "what names of a place mean; neither code nor position: the one before is revoked",
    (
        text("region_text"),
        text("region_detail"),
        text("place_text"),
        text("code"),
        real("lon", "NULL"),
        real("lat", "NULL"),
        real("radius_m", "NULL"),
        text("who", "NOT NULL CHECK (who <> '')"),
        text("why", "NOT NULL CHECK (why <> '')"),
        text("decided_at"),
    ),
    rules=(
        "CHECK ((lon IS NULL) = (lat IS NULL) AND (lon IS NULL) = (radius_m IS NULL))",
        "CHECK (code = '' OR lon IS NULL)",
    ),
    indexes=(("region_text", "region_detail", "place_text"),),
    in_view=True,
)
OWN_FILE = Table(
    "own_file",
    "a file of boundaries or places came into use; without a hash: it left it",
    (
        text("what", "NOT NULL CHECK (what IN ('boundaries', 'places'))"),
        text("file_name", "NOT NULL CHECK (file_name <> '')"),
        text("sha256", "NULL REFERENCES original (sha256)"),
        text("decided_at"),
    ),
    in_view=True,
)
REVIEW_JUDGED = Table(
    "review_judged",
    "what decisions on an incident rested on: observations with their hashes, verdict, clause, version of the agreement",
    (text("sha256", f"{_SHA256} UNIQUE"), text("judged_json")),
)
REVIEW_EVENT = Table(
    "review_event",
    "what a person did about an incident; number: from 1, within the incident",
    (
        text("incident_id", "NOT NULL CHECK (incident_id <> '')"),
        integer("number", "NOT NULL CHECK (number >= 1)"),
        text("who", "NOT NULL CHECK (who <> '')"),
        text("did", f"NOT NULL CHECK (did IN ({', '.join(map(repr, REVIEW_STEPS))}))"),
        text("said"),
        text("evidence_json"),
        text("judged_sha256", "NOT NULL REFERENCES review_judged (sha256)"),
        text("decided_at"),
    ),
    rules=("UNIQUE (incident_id, number)",),
)

BEGINNING: tuple[Table, ...] = (
    IDENTITY,
    ORIGINAL,
    UPLOAD,
    UPLOAD_VIEW,
    AGREEMENT,
    AGREEMENT_FILE,
    AGREEMENT_USE,
    SETTING,
    SAVED_MAPPING,
    PLACE_CORRECTION,
    OWN_FILE,
)
"""The tables that a record begins with, each after those it refers to."""

_OF_PERSON = (text("issuer"), text("subject", "NOT NULL CHECK (subject <> '')"))
_PERSON_INDEX = (("issuer", "subject"),)
_DECIDED = (text("who", "NOT NULL CHECK (who <> '')"), text("why", "NOT NULL CHECK (why <> '')"), text("decided_at"))

PERSON = Table(
    "person",
    "somebody who signed in or was named for a role, as the identity provider told or whoever named them",
    (*_OF_PERSON, text("name"), text("email"), text("told_at")),
    indexes=_PERSON_INDEX,
)
ROLE_GRANT = Table(
    "role_grant",
    "a role was given to a person (1) or taken back (0)",
    (
        *_OF_PERSON,
        text("role", "NOT NULL CHECK (role IN ('viewer', 'recorder', 'reviewer', 'approver', 'administrator'))"),
        integer("held", "NOT NULL CHECK (held IN (0, 1))"),
        *_DECIDED,
    ),
    indexes=_PERSON_INDEX,
)
ACCESS_END = Table(
    "access_end",
    "from a moment on a person's earlier sessions have ended and earlier roles are held no more",
    (*_OF_PERSON, text("ends_from"), *_DECIDED),
    indexes=_PERSON_INDEX,
)
EVENT = Table(
    "event",
    "something happened that leaves no other row: a sign-in, a refusal, a look at a sensitive record, an export",
    (text("kind"), text("subject"), text("detail"), text("happened_at")),
    indexes=(("kind", "subject"),),
)
PEOPLE: tuple[Table, ...] = (PERSON, ROLE_GRANT, ACCESS_END, EVENT)
"""Who signs in, what they may do, and what they did that changed nothing."""

REVIEWS: tuple[Table, ...] = (REVIEW_JUDGED, REVIEW_EVENT)
"""What reviews of incidents added."""
ASSESSMENT = Table(
    "assessment",
    "what everything in view came to when it was worked out anew; as_of: the last entry that it follows from",
    (
        integer("as_of", "NOT NULL REFERENCES entry (seq)"),
        text("agreement_id", "NOT NULL REFERENCES agreement (id)"),
        text("agreement_version"),
        text("theatre_sha256"),
        text("engine"),
        text("program"),
        *(integer(name, f"NOT NULL CHECK ({name} >= 0)") for name in ("rows_read", "accepted", "rejected", "duplicates")),
        text("verdict_hash", "NOT NULL CHECK (length(verdict_hash) = 64)"),
        text("assessed_at"),
    ),
    indexes=(("as_of",),),
)
ASSESSMENTS: tuple[Table, ...] = (ASSESSMENT,)
"""What the machine came to, and when."""

COVERAGE_FILE = Table(
    "coverage_file",
    "a file of the coverage log: who looked where and when; and in which time zone it is read",
    (text("id", "NOT NULL UNIQUE"), text("file_name"), text("sha256", _OF_ORIGINAL), text("loaded_at"), text("time_zone"), _KIND),
    in_view=True,
)
COVERAGE_FILE_VIEW = Table(
    "coverage_file_view",
    "a file of the coverage log left the view (0) or came back (1)",
    (
        text("coverage_file_id", "NOT NULL REFERENCES coverage_file (id)"),
        integer("in_view", "NOT NULL CHECK (in_view IN (0, 1))"),
        text("decided_at"),
    ),
    indexes=(("coverage_file_id",),),
    in_view=True,
)
_IS_FILLED = "CASE WHEN {} <> '' THEN 1 ELSE 0 END"
COVERAGE_ENTRY = Table(
    "coverage_entry",
    "what a person said of who looked where and when; exactly one of zone, region and area_geojson is not empty",
    (
        *(text(name) for name in ("zone", "region", "area_geojson", "begins_at", "ends_at", "means")),
        text("state", "NOT NULL CHECK (state IN ('observed', 'denied', 'jammed', 'weather', 'no asset'))"),
        text("source"),
        text("note"),
        text("who", "NOT NULL CHECK (who <> '')"),
        text("told_at"),
    ),
    rules=(f"CHECK ({' + '.join(map(_IS_FILLED.format, ('zone', 'region', 'area_geojson')))} = 1)",),
    in_view=True,
)
COVERAGE_WITHDRAWAL = Table(
    "coverage_withdrawal",
    "a person took back what had been said of who looked; what is right is said anew",
    (integer("coverage_entry", "NOT NULL UNIQUE REFERENCES coverage_entry (entry)"), *_DECIDED),
    in_view=True,
)
COVERAGE: tuple[Table, ...] = (COVERAGE_FILE, COVERAGE_FILE_VIEW, COVERAGE_ENTRY, COVERAGE_WITHDRAWAL)
"""Who looked where and when."""
COVERAGE_READING = Table(
    "coverage_reading",
    "how the dates of a coverage log file are read, where somebody had to say: which number is the day, what a number counts",
    (
        text("coverage_file_id", "NOT NULL UNIQUE REFERENCES coverage_file (id)"),
        text("date_order", "NOT NULL CHECK (date_order IN ('', 'dmy', 'mdy', 'ymd'))"),
        text("time_format", "NOT NULL CHECK (time_format IN ('', 'excel', 'excel1904', 'epoch_s', 'epoch_ms'))"),
    ),
    in_view=True,
)
TABLES: tuple[Table, ...] = (*BEGINNING, *PEOPLE, *REVIEWS, *ASSESSMENTS, *COVERAGE, COVERAGE_READING)
"""Every table of the record as it is now. What a later step of the schema adds stands at the end, in the order it was added."""
