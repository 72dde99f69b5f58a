"""Two downloads of different content never share a name."""

import hashlib

from dashboard.report.download import download_name


def test_the_name_carries_the_whole_hash_of_the_content():
    assert download_name("verdicts", ".csv", b"a,b\n") == f"verdicts-{hashlib.sha256(b'a,b' + bytes([10])).hexdigest()}.csv"


def test_files_that_differ_in_one_byte_in_the_middle_have_different_names():
    one = b"x" * 3_400_000
    other = one[:1_000_000] + b"y" + one[1_000_001:]
    assert download_name("verdicts", ".csv", one) != download_name("verdicts", ".csv", other)
