"""verdicts.csv.manifest.json: what verdicts were made from, beside them."""

import json
from dataclasses import asdict
from pathlib import Path

from dashboard.domain.manifest import Manifest
from dashboard.report.csv_out import utf8

MANIFEST_FORMAT = "ceasefire-dashboard assessment, version 1"
_SUFFIX = ".manifest.json"


def manifest_path(verdicts: Path) -> Path:
    """Return where the manifest of a file of verdicts stands: beside it, under its name with an ending."""
    return verdicts.with_name(f"{verdicts.name}{_SUFFIX}")


def manifest_json(manifest: Manifest) -> bytes:
    """Write a manifest as JSON in a fixed order: the same manifest gives the same bytes."""
    written = {"format": MANIFEST_FORMAT, **asdict(manifest), "written": dict(manifest.written)}
    return utf8(json.dumps(written, ensure_ascii=False, indent=1) + "\n")
