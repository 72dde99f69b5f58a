"""The manifest of an earlier run, read back: whole, or refused."""

import pytest

from dashboard.domain.manifest import Account, InputFile, MadeFrom, Manifest, Settings
from dashboard.ingest.kept_manifest import KeptManifestError, read_manifest
from dashboard.report.manifest import manifest_json

MANIFEST = Manifest(
    MadeFrom(
        program="0.1.0",
        engine="3",
        agreement_id="мир",
        agreement_version="a" * 64,
        theatre="b" * 64,
        inputs=(InputFile("observations", "патрулі.csv", "c" * 64), InputFile("mapping", "m.json", "d" * 64)),
        settings=Settings("Europe/Kyiv", "uk", 0.95, 0.05),
    ),
    Account(7, 4, 2, 1),
    "e" * 64,
    (("verdicts", "f" * 64),),
)


def test_a_manifest_comes_back_as_it_was() -> None:
    assert read_manifest(manifest_json(MANIFEST), "m") == MANIFEST


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{}",
        b'{"made_from": 3}',
        b"\xff",
        b"[" * 100_000,
        manifest_json(MANIFEST).replace(b'"mapping"', b'"cook"'),
        manifest_json(MANIFEST).replace(b'"engine": "3"', b'"engine": 3'),
        manifest_json(MANIFEST).replace(b'"read": 7', b'"read": "many"'),
        manifest_json(MANIFEST).replace(b'"program"', b'"programme"'),
    ],
    ids=["empty", "list", "bare", "number", "bytes", "deep", "role", "version", "count", "name"],
)
def test_what_is_no_manifest_is_refused_in_one_line(content: bytes) -> None:
    with pytest.raises(KeptManifestError, match=r"^kept.json: is no manifest of an assessment \(.*\), expected") as refused:
        read_manifest(content, "kept.json")
    assert len(str(refused.value).splitlines()) == 1
