"""The tables as they were before the record had an audit log: the first steps of every SQLite file, never to be edited.

Each is a name and its statements. What they hold is moved into the record by the step after them.
"""

BEFORE: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "originals and choices",
        (
            "CREATE TABLE revision (only INTEGER PRIMARY KEY CHECK (only = 1), number INTEGER NOT NULL) STRICT",
            "INSERT INTO revision VALUES (1, 0)",
            """CREATE TABLE original (
                sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
                size_bytes INTEGER NOT NULL CHECK (size_bytes >= 0),
                kept_at TEXT NOT NULL
            ) STRICT""",
            """CREATE TABLE upload (
                position INTEGER PRIMARY KEY,
                id TEXT NOT NULL UNIQUE,
                file_name TEXT NOT NULL,
                sha256 TEXT NOT NULL REFERENCES original,
                loaded_at TEXT NOT NULL,
                time_zone TEXT NOT NULL,
                mapping_json TEXT NOT NULL,
                kind TEXT NOT NULL CHECK (kind IN ('user', 'sample')),
                withdrawn_at TEXT
            ) STRICT""",
            """CREATE TABLE agreement (
                position INTEGER PRIMARY KEY,
                id TEXT NOT NULL UNIQUE,
                main TEXT NOT NULL,
                sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
                loaded_at TEXT NOT NULL,
                kind TEXT NOT NULL CHECK (kind IN ('user', 'sample'))
            ) STRICT""",
            """CREATE TABLE agreement_file (
                agreement_id TEXT NOT NULL REFERENCES agreement (id),
                name TEXT NOT NULL,
                sha256 TEXT NOT NULL REFERENCES original,
                PRIMARY KEY (agreement_id, name)
            ) STRICT""",
            """CREATE TABLE agreement_use (
                position INTEGER PRIMARY KEY,
                agreement_id TEXT NOT NULL REFERENCES agreement (id),
                used_at TEXT NOT NULL
            ) STRICT""",
            "CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL, put_at TEXT NOT NULL) STRICT",
        ),
    ),
    (
        "saved mappings",
        (
            """CREATE TABLE saved_mapping (
                position INTEGER PRIMARY KEY,
                name TEXT NOT NULL,
                header_json TEXT NOT NULL,
                mapping_json TEXT NOT NULL,
                saved_at TEXT NOT NULL
            ) STRICT""",
        ),
    ),
    (
        "place corrections",
        (
            # An empty code without a position revokes what came before for the same names.
            """CREATE TABLE place_correction (
                position INTEGER PRIMARY KEY,
                region_text TEXT NOT NULL,
                region_detail TEXT NOT NULL,
                place_text TEXT NOT NULL,
                code TEXT NOT NULL,
                lon REAL,
                lat REAL,
                radius_m REAL,
                who TEXT NOT NULL CHECK (who <> ''),
                why TEXT NOT NULL CHECK (why <> ''),
                decided_at TEXT NOT NULL,
                CHECK ((lon IS NULL) = (lat IS NULL) AND (lon IS NULL) = (radius_m IS NULL)),
                CHECK (code = '' OR lon IS NULL)
            ) STRICT""",
            "CREATE INDEX place_correction_names ON place_correction (region_text, region_detail, place_text)",
        ),
    ),
    (
        "own boundaries and places",
        (
            # A row without a hash takes the file of that name out of use; the rows before it stay.
            """CREATE TABLE own_file (
                position INTEGER PRIMARY KEY,
                what TEXT NOT NULL CHECK (what IN ('boundaries', 'places')),
                file_name TEXT NOT NULL CHECK (file_name <> ''),
                sha256 TEXT REFERENCES original,
                decided_at TEXT NOT NULL
            ) STRICT""",
        ),
    ),
    (
        "why an agreement was written",
        (
            """CREATE TABLE agreement_note (
                agreement_id TEXT PRIMARY KEY REFERENCES agreement (id),
                note TEXT NOT NULL CHECK (note <> '')
            ) STRICT""",
        ),
    ),
)
