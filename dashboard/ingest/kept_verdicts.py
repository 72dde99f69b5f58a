"""Verdicts of an earlier run, read back from the file they were written to."""

import pandas as pd

from dashboard.domain.verdicts import Verdict
from dashboard.ingest.decode import decode
from dashboard.ingest.errors import IngestError, UnreadableFileError
from dashboard.ingest.protected import unprotected
from dashboard.ingest.quoting import quoted
from dashboard.ingest.rows import read_table

KEPT_COLUMNS = ("observation_id", "verdict", "provision_id", "zone_id", "reason")
"""The columns of `verdicts.csv` that a comparison needs."""
_WORDS = tuple(verdict.words for verdict in sorted(Verdict))


class KeptVerdictsError(IngestError):
    """A file that does not hold verdicts; the message names file and line, and what was expected."""


def read_kept_verdicts(data: bytes, file_name: str) -> pd.DataFrame:
    """Read a `verdicts.csv`: the columns `KEPT_COLUMNS`, one row for each of the file, as text. Raises KeptVerdictsError."""
    try:
        table = read_table(decode(data, file=file_name).text, file=file_name, known=KEPT_COLUMNS)
    except UnreadableFileError as error:
        raise KeptVerdictsError(str(error)) from error
    if missing := [column for column in KEPT_COLUMNS if column not in table.header]:
        where = f"{file_name}, line {table.header_line}"
        raise KeptVerdictsError(f"{where}: missing the columns {', '.join(missing)}, expected a verdicts.csv of an earlier run")
    for broken in table.broken:
        raise KeptVerdictsError(f"{file_name}, line {broken.line}: {broken.reason}")
    columns = {name: list(map(unprotected, table.column(table.header.index(name)))) for name in KEPT_COLUMNS}
    for line, word in zip(table.lines, columns["verdict"], strict=True):
        if word not in _WORDS:
            expected = f"{', '.join(_WORDS[:-1])} or {_WORDS[-1]}"
            raise KeptVerdictsError(f"{file_name}, line {line}, column verdict: found {quoted(word)}, expected {expected}")
    return pd.DataFrame(columns, dtype=object)
