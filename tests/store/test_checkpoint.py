"""A checkpoint as text: what is written reads back, and nothing else is taken for one."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.store.checkpoint import (
    Checkpoint,
    CheckpointError,
    Published,
    Signature,
    checkpoint_at,
    read_checkpoint,
    write_checkpoint,
)

# The example of the C2SP specification, tlog-checkpoint.
EXAMPLE = """example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
"""
ROOT = bytes(range(32))
NOON = datetime(2026, 5, 3, 12, tzinfo=UTC)

lines = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=30)
names = st.text(st.characters(codec="utf-8", categories=["L", "N", "P"]), min_size=1, max_size=20)
signatures = st.builds(Signature, names, st.binary(min_size=4, max_size=4), st.binary(min_size=1, max_size=80))
checkpoints = st.builds(
    Checkpoint,
    lines,
    st.integers(0, 10**18),
    st.binary(min_size=32, max_size=32),
    st.lists(lines.filter(lambda line: not line.startswith("moment ")), max_size=3).map(tuple),
)


def test_the_specifications_example_is_read_and_written_as_it_stands():
    published = read_checkpoint(EXAMPLE.encode())
    assert (published.checkpoint.origin, published.checkpoint.size) == ("example.com/behind-the-sofa", 20852163)
    assert published.checkpoint.root.hex().startswith("0ac5186a91863e8e1d90")
    assert published.checkpoint.moment is None
    assert [(one.name, len(one.made)) for one in published.signatures] == [("example.com/behind-the-sofa", 64)]
    assert write_checkpoint(published) == EXAMPLE.encode()


@given(checkpoints, st.lists(signatures, max_size=3).map(tuple))
def test_what_is_written_reads_back_as_it_was(checkpoint, signed):
    published = Published(checkpoint, signed)
    assert read_checkpoint(write_checkpoint(published)) == published


def test_a_checkpoint_says_when_it_was_made_in_a_line_of_its_own():
    east = datetime(2026, 5, 3, 15, tzinfo=timezone(timedelta(hours=3)))
    checkpoint = checkpoint_at("example.org/mission", 42, ROOT, east)
    assert checkpoint.text.decode().splitlines()[3:] == ["moment 2026-05-03T12:00:00+00:00"]
    assert read_checkpoint(checkpoint.text).checkpoint.moment == NOON


@given(checkpoints, st.integers(0, 300), st.integers(0, 7))
def test_a_changed_bit_never_reads_as_the_same_checkpoint(checkpoint, place, bit):
    text = bytearray(checkpoint.text)
    text[place % len(text)] ^= 1 << bit
    try:
        other = read_checkpoint(bytes(text))
    except CheckpointError:
        return
    assert other != Published(checkpoint)
    assert write_checkpoint(other) == bytes(text)


@pytest.mark.parametrize("origin", ["", "two words", "a+b", "a\nb", "\ud800"])
def test_an_origin_that_cannot_sign_makes_no_checkpoint(origin):
    with pytest.raises(CheckpointError, match="cannot stand under a checkpoint"):
        checkpoint_at(origin, 1, ROOT, NOON)


def test_a_moment_without_a_time_zone_makes_no_checkpoint():
    with pytest.raises(CheckpointError, match="has no time zone"):
        checkpoint_at("a", 1, ROOT, datetime(2026, 5, 3))  # noqa: DTZ001 # that is the point


GOOD = "a\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a\n1\n", "found 2 lines, expected at least three: origin, size, root"),
        ("", "found '' at the end, expected a line end"),
        (GOOD.removesuffix("\n"), "at the end, expected a line end, so that nothing is cut off"),
        (GOOD.replace("\n", "\r\n"), r"found the character '\r', expected text and line ends (LF) only"),
        (GOOD.replace("a", "", 1), "found an empty line, expected text in line 1"),
        (GOOD.replace("1", "01"), "found '01' in line 2, expected a number of entries"),
        (GOOD.replace("1", "-1"), "found '-1' in line 2"),
        (GOOD.replace("1", "١"), "found '١' in line 2"),
        (GOOD.replace("q2I=", "q2J="), "in line 3, expected a root of 32 bytes in base64"),
        (GOOD.replace("CsUY", "CsU"), "in line 3, expected a root of 32 bytes in base64"),
        (GOOD + "moment yesterday\n", "found the moment 'yesterday', expected a date and time with its offset"),
        (GOOD + "moment 2026-05-03T10:00\n", "found the moment '2026-05-03T10:00'"),
        (GOOD + 2 * "moment 2026-05-03T10:00Z\n", "found 2 moments, expected one at most"),
        (GOOD + "\n", "found '' below the blank line, expected signatures"),
        (GOOD + "\n— a AAAA\n", "found '— a AAAA' below the blank line, expected signatures"),
        (GOOD + "\n- a AAAAAAAA\n", "below the blank line, expected signatures"),
        ("x\n\n" + GOOD + "\n— a AAAAAAAA\n", "found an empty line, expected text in line 2"),
    ],
)
def test_what_is_no_checkpoint_is_refused_with_what_was_found(text, said):
    with pytest.raises(CheckpointError) as refused:
        read_checkpoint(text.encode())
    assert said in str(refused.value)


def test_bytes_that_are_no_text_and_texts_without_end_are_refused():
    with pytest.raises(CheckpointError, match="byte 1 is not UTF-8"):
        read_checkpoint(b"a\xff\n")
    with pytest.raises(CheckpointError, match="found 2,000,000 bytes"):
        read_checkpoint(b"a" * 2_000_000)
