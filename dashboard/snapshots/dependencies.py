"""What each stage depends on, told so that a key can be made of it."""

import hashlib
from collections.abc import Sequence

from dashboard.domain.observation import Point
from dashboard.ingest.intake import ReadOptions, SourceFile
from dashboard.ingest.mappings.mapping import write_mapping
from dashboard.ingest.places.corrections import Correction, Corrections, Names
from dashboard.own_files import Ground
from dashboard.snapshots.key import Told, key_of, program
from dashboard.store.kept import StoredAgreement, Upload


def reading_key(file: SourceFile, options: ReadOptions, *, set_aside: bool) -> str:
    """Return the key of a file read in a way: its bytes, its name (rows and notes say it), the mapping, the theatre's bounds."""
    declared = write_mapping(options.declared).decode()
    sha256 = hashlib.sha256(file.data).hexdigest()
    return key_of("read", program(), sha256, file.name, declared, _bounds(options), set_aside)


def theatre_name(sha256: str) -> str:
    """Return the name under which it is kept that this program read a theatre's files, of this hash, and found them sound."""
    return f"theatre-{key_of('theatre', program(), sha256)}"


def ground_key(ground: Ground) -> str:
    """Return the key of what rows are placed by: the theatre as it was read, and one's own files laid over it in their order."""
    if not ground.theatre.sha256:
        raise ValueError(f"theatre {ground.theatre.id} was not read from a folder, so nothing tells it from another")
    return key_of("ground", ground.theatre.sha256, [[one.what, one.file_name, one.sha256] for one in ground.files])


def placing_key(reading: str, ground: str, corrections: Corrections) -> str:
    """Return the key of a reading's rows placed by a ground and by corrections."""
    return key_of("placed", reading, ground, _corrections(corrections))


def picture_key(
    uploads: Sequence[Upload], agreement: StoredAgreement, ground: str, corrections: Corrections, *, time_zone: str
) -> str:
    """Return the key of everything that follows from uploads, in their order, and an agreement.

    time_zone: IANA name, of times without an offset where an upload names none and in the agreement.
    """
    files = [[one.sha256, one.file_name, one.time_zone, one.mapping_json] for one in uploads]
    return key_of("picture", program(), files, agreement.main, agreement.sha256, ground, _corrections(corrections), time_zone)


def _bounds(options: ReadOptions) -> Told:
    return None if options.bounds is None else list(options.bounds)


def _corrections(corrections: Corrections) -> Told:
    # Their order says nothing: there is one for each set of names.
    return sorted(_correction(names, one) for names, one in corrections.items())


def _correction(names: Names, one: Correction) -> list[str]:
    chosen = (
        repr((one.chosen.lon, one.chosen.lat, one.chosen.radius_m)) if isinstance(one.chosen, Point) else f"code {one.chosen}"
    )
    return [names.region, names.detail, names.place, chosen, one.who, one.why]
