"""Sources of the Ukraine theatre are read only where their content is the known one."""

import hashlib
import zipfile
from pathlib import Path

import pytest

from tools.ukraine_theatre.sources import Client, Member, Package, SourceError, read

PACKAGE = Package(Client.PIP, "invented", "1.0", "invented-1.0.whl")


def wheel_with(folder: Path, content: bytes) -> None:
    with zipfile.ZipFile(folder / "invented-1.0.whl", "w") as wheel:
        wheel.writestr("data.txt", content)


def test_a_file_of_a_package_is_read_where_its_content_is_the_known_one(tmp_path: Path) -> None:
    wheel_with(tmp_path, b"known")
    assert read(tmp_path, Member(PACKAGE, "data.txt", hashlib.sha256(b"known").hexdigest())) == b"known"


def test_a_changed_a_missing_file_and_a_missing_package_are_named(tmp_path: Path) -> None:
    member = Member(PACKAGE, "data.txt", hashlib.sha256(b"known").hexdigest())
    with pytest.raises(SourceError, match=r"found 0 files invented-1\.0\.whl"):
        read(tmp_path, member)
    wheel_with(tmp_path, b"changed")
    with pytest.raises(SourceError, match="has SHA-256"):
        read(tmp_path, member)
    with pytest.raises(SourceError, match=r"no other\.txt"):
        read(tmp_path, Member(PACKAGE, "other.txt", ""))
