"""What every command that assesses reads and writes, and the account it gives of what was read."""

import argparse
import os
import sys
from pathlib import Path

from dashboard.assessments import Assessed, AssessRequest, files_of_agreement
from dashboard.cli.speech import bad_usage
from dashboard.ingest.errors import UnknownTimeZoneError
from dashboard.ingest.times import time_zone
from dashboard.language.catalogue import LANGUAGES
from dashboard.reassessments import Compared
from dashboard.settings import theatre_folder


def add_inputs(parser: argparse.ArgumentParser) -> None:
    """Add what is read, and how, which is the same in every command that assesses."""
    parser.add_argument("observations", nargs="+", type=Path, metavar="OBSERVATIONS", help="files of observations")
    parser.add_argument("--agreement", required=True, type=Path, help="agreement YAML, or a zones GeoJSON")
    for name, what in (("--regions", "boundaries (GeoJSON, GeoPackage, KML, zipped Shapefile)"), ("--places", "places (CSV)")):
        parser.add_argument(name, type=Path, action="append", default=[], help=f"{what} of your own; may be given several times")
    parser.add_argument("--corrections", type=Path, help="what names mean, as downloaded from the dashboard (JSON or CSV)")
    parser.add_argument("--notifications", type=Path, help="CSV of what parties announced beforehand, or claim")
    parser.add_argument("--mapping", type=Path, help="JSON that says what a file's columns mean")
    parser.add_argument("--language", choices=LANGUAGES, default="en", help="language of reasons and explanations (default: en)")
    parser.add_argument("--time-zone", type=time_zone_name, help="zone of times without an offset; default: the agreement's")


def request_of(options: argparse.Namespace) -> AssessRequest:
    """Return what the options ask to be assessed."""
    return AssessRequest(
        observations=tuple(options.observations),
        agreement=options.agreement,
        theatre=theatre_folder(),
        regions=tuple(options.regions),
        places=tuple(options.places),
        corrections=options.corrections,
        mapping=options.mapping,
        notifications=options.notifications,
        time_zone=options.time_zone,
        language=options.language,
        explain=options.explanations is not None,
    )


def tell_read(done: Assessed | Compared) -> None:
    """Print the notes, and what became of every row."""
    for note in done.notes:
        print(f"note: {note}", file=sys.stderr)
    told = done.account
    print(f"read {told.read} = accepted {told.accepted} + rejected {told.rejected} + duplicates {told.duplicates}")


def refuse_overwriting(options: argparse.Namespace) -> None:
    """An output that is also an input, or another output, would destroy what it was made from."""
    own = (*options.regions, *options.places, options.corrections, options.mapping, options.notifications)
    agreements = [path for path in (options.agreement, options.against) if path]
    inputs = [*options.observations, *(path for one in agreements for path in files_of_agreement(one)), *own]
    # `os.path` rather than `pathlib`, which raises for links in a ring.
    taken = {os.path.realpath(path) for path in inputs if path}
    for path in outputs(options):
        if os.path.realpath(path) in taken:
            bad_usage(f"{path} would be written over, but is used for something else in the same command")
        taken.add(os.path.realpath(path))


def outputs(options: argparse.Namespace) -> list[Path]:
    """Return every file that a command writes."""
    every = (options.out, options.findings, options.quotas, options.explanations, options.rejected, options.manifest)
    return [path for path in every if path]


def time_zone_name(name: str) -> str:
    """Return the name of a time zone as an argument gives it."""
    try:
        return time_zone(name).key
    except UnknownTimeZoneError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
