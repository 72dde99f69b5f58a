"""Files the browser fetches from this server under `/app/static/`: named by their content, written whole or not at all.

Static files are not behind any login: nothing private goes here.
"""

import hashlib
import os
import tempfile
from pathlib import Path

import streamlit as st


def publish(static_dir: Path, stem: str, suffix: str, content: bytes) -> str:
    """Write `content` into `static_dir` as `<stem>-<hash><suffix>` and return that name; does nothing where it is there.

    The hash is the head of the content's SHA-256, so a changed file gets a new name and a browser never reads a stale one.
    A reader sees the whole file or none, also when two processes start at once.
    """
    name = f"{stem}-{hashlib.sha256(content).hexdigest()[:16]}{suffix}"
    target = static_dir / name
    if target.is_file() and target.stat().st_size == len(content):
        return name
    static_dir.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=static_dir, prefix=f".{stem}-", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return name


def static_url(name: str) -> str:
    """Return the path at which this server serves a published file, under `server.baseUrlPath` where that is set."""
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{base}/app/static/{name}" if base else f"/app/static/{name}"
