"""Names of downloads."""

import hashlib


def download_name(stem: str, suffix: str, data: bytes) -> str:
    """Return a file name that carries the whole SHA-256 of the content: `verdicts-<64 digits>.csv` for stem, `.csv`, data.

    Streamlit tells large downloads apart by their length, a sample of their bytes and their name: two reports that differ in one
    verdict were served for each other. With the hash in the name no two contents share one.
    """
    return f"{stem}-{hashlib.sha256(data).hexdigest()}{suffix}"
