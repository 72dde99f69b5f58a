"""The manifest of an earlier run, read back from beside its verdicts."""

import json
from collections.abc import Mapping
from typing import get_args

from dashboard.domain.manifest import Account, InputFile, MadeFrom, Manifest, Role, Settings
from dashboard.ingest.errors import IngestError

_ROLES = get_args(Role)


class KeptManifestError(IngestError):
    """A file that is no manifest of an assessment; the message names it, and what was expected."""


def read_manifest(data: bytes, file_name: str) -> Manifest:
    """Read what `report.manifest` wrote. Raises KeptManifestError."""
    try:
        return _manifest(json.loads(data))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        what = f"{type(error).__name__} {error}" if isinstance(error, KeyError) else str(error)
        raise KeptManifestError(
            f"{file_name}: is no manifest of an assessment ({what}), expected what 'assess' wrote beside its verdicts"
        ) from error


def _manifest(said: Mapping[str, Mapping[str, object]]) -> Manifest:
    made = dict(said["made_from"])
    inputs, settings = made.pop("inputs"), made.pop("settings")
    return Manifest(
        made_from=MadeFrom(**_texts(made), inputs=tuple(map(_input, _items(inputs))), settings=_settings(settings)),
        account=Account(**{name: int(str(count)) for name, count in said["account"].items()}),
        verdict_hash=_text(said["verdict_hash"]),
        written=tuple(_texts(said["written"]).items()),
    )


def _input(said: object) -> InputFile:
    texts = _texts(_fields(said))
    if texts.get("role") not in _ROLES:
        raise ValueError(f"found the role {texts.get('role')!r}, expected one of {', '.join(_ROLES)}")
    return InputFile(**texts)  # type: ignore[arg-type] # the role was looked at


def _settings(said: object) -> Settings:
    fields = dict(_fields(said))
    shares = {name: float(str(fields.pop(name))) for name in ("violation", "outside")}
    return Settings(**_texts(fields), **shares)  # type: ignore[arg-type] # texts and shares stand under different names


def _texts(said: Mapping[str, object]) -> dict[str, str]:
    return {name: _text(value) for name, value in said.items()}


def _text(said: object) -> str:
    if not isinstance(said, str):
        raise TypeError(f"found {said!r}, expected text")
    return said


def _fields(said: object) -> Mapping[str, object]:
    if not isinstance(said, dict):
        raise TypeError(f"found {said!r}, expected names with values")
    return said


def _items(said: object) -> list[object]:
    if not isinstance(said, list):
        raise TypeError(f"found {said!r}, expected a list")
    return said
