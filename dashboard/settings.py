"""Where things are: folders, from the environment or beside the program."""

import os
from pathlib import Path

_HERE = Path(__file__).resolve().parent


def data_folder() -> Path:
    """Folder of what is loaded: `DASHBOARD_DATA`, else `var` in the working folder."""
    return Path(os.environ.get("DASHBOARD_DATA", "var"))


def database_url() -> str:
    """Address of the PostgreSQL server that keeps the record, `DATABASE_URL`; empty where the data folder does."""
    return os.environ.get("DATABASE_URL", "")


def theatre_folder() -> Path:
    """Folder of regions, places and basemap: `DASHBOARD_THEATRE`, else the one that comes with the program."""
    chosen = os.environ.get("DASHBOARD_THEATRE")
    return Path(chosen) if chosen else _HERE / "theatres" / "ukraine"


def sample_folder() -> Path:
    """Folder of the invented sample."""
    return _HERE.parent / "sample_data"


def templates_folder() -> Path:
    """Folder of published agreements to start from."""
    return _HERE / "templates"


def static_folder() -> Path:
    """Folder the web server serves to anyone: the map's scripts and the basemap, never data."""
    return _HERE / "static"


def used_folders() -> tuple[Path, Path, Path]:
    """Return the data, theatre and sample folders this process works on, as absolute paths."""
    return data_folder().resolve(), theatre_folder().resolve(), sample_folder().resolve()
