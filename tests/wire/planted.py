"""What a record of tests keeps from those who may not see it, and the ways to look for it in the bytes somebody was sent."""

import base64
import re
import struct
from collections.abc import Iterable

from tests.browser.sign_in import LAT, LON, SECRETS


def numbers(value: float) -> list[bytes]:
    """A position as it may travel: its digits beyond the grid's, cut or rounded, and the number in binary."""
    return [
        str(value)[:8].encode(),
        f"{value:.4f}".encode(),
        f"{value:.5f}".encode(),
        struct.pack("<d", value),
        struct.pack("<f", value),
    ]


SOUGHT = {name: [secret.encode()] for name, secret in SECRETS.items()} | {"lon": numbers(LON), "lat": numbers(LAT)}


def in_plain(sent: bytes) -> bytes:
    """What was sent, and beside it whatever in it is base64, as the map's content is, read at each place it may begin."""
    blobs = re.findall(rb"[A-Za-z0-9+/]{40,}", sent)
    return b"\n".join([sent, *(base64.b64decode(blob[at : at + (len(blob) - at) // 4 * 4]) for blob in blobs for at in range(4))])


def secrets_in(sent: Iterable[bytes]) -> dict[str, bytes]:
    """Return the secrets that were sent, each with what stands around it."""
    every = in_plain(b"\n".join(sent))
    return {name: around(every, way) for name, ways in SOUGHT.items() for way in ways if way in every}


def around(every: bytes, way: bytes) -> bytes:
    """What stands before and after a finding, to tell where it came from."""
    at = every.index(way)
    return every[max(at - 200, 0) : at + 100]
