"""What goes wrong with a whole file or a whole choice; what goes wrong with one row is a rejection, not an error."""

from dashboard.ingest.quoting import quoted


class IngestError(Exception):
    """Something a person gave cannot be used; the message says what was found, what was expected, and where."""


class UnreadableFileError(IngestError):
    """No table of observations can be read from a file. Nothing of it is loaded.

    file: the name it came under. line: 1-based physical line, None where the fault is in no one line.
    """

    def __init__(self, message: str, *, file: str, line: int | None = None) -> None:
        place = file if line is None else f"{file}, line {line}"
        super().__init__(f"{place}: {message}")
        self.file = file
        self.line = line


class NoObservationsError(UnreadableFileError):
    """A file that is known, and of which it is known as well that it holds no observations of its own."""


class MappingError(IngestError):
    """A mapping file is not one; the message lists every fault found."""


class UnknownTimeZoneError(IngestError):
    """A time zone name is in no time zone database."""

    def __init__(self, name: str) -> None:
        super().__init__(f"unknown time zone {quoted(name)}, expected an IANA name such as Europe/London or UTC")
