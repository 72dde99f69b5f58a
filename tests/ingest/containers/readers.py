"""Short ways to open invented containers in tests."""

import pytest

from dashboard.ingest.containers.member import TableMember
from dashboard.ingest.containers.opening import open_container
from dashboard.ingest.errors import UnreadableFileError
from tests.ingest.containers import builders

KNOWN = frozenset(builders.HEADER)


def table_of(name: str, data: bytes, *, sheet: str = "") -> TableMember:
    """Return the one table of a file."""
    (member,) = open_container(name, data, sheet=sheet, known=KNOWN)
    assert isinstance(member, TableMember)
    return member


def refusal(data: bytes, name: str = "a.bin", **options: str) -> str:
    """Return the one message with which a file is refused."""
    with pytest.raises(UnreadableFileError) as caught:
        open_container(name, data, known=KNOWN, **options)
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith(name)
    return str(caught.value)
