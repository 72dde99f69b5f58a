"""Rows numbered by what they say, in order of first appearance.

What was said before is kept in a table of slots: a row looks where its hash points to and, should something else be there, on
from slot to slot until it finds the same or none. What is kept of each: its hash, and of texts also the start, the end and the
length. Hashes are multiplied modulo 2^64; uncompiled, that has to be let pass.
"""

import numpy as np

from dashboard.engine.kernels.arrays import Floats, Ints, Words
from dashboard.engine.kernels.compiling import compiled

_MASK = np.array([(1 << (8 * length)) - 1 for length in range(9)], dtype=np.uint64)
"""The bits of a word that belong to a text of so many bytes."""
_LENGTH = np.array([(0xF8 + length) << 56 for length in range(8)] + [0], dtype=np.uint64)
"""What a packed text ends with where it has fewer than eight bytes; no text has a byte like it (RFC 3629)."""
_ODD, _HALF, _NEXT = np.uint64(0x9E3779B97F4A7C15), np.uint64(32), np.uint64(1)
_FIRST_SLOTS = 64


@compiled
def number_texts(begin: Ints, words: Words, number: Ints, scale: int, first: Ints) -> int:
    """Add `scale` times the number of each row's text to `number`; return how many differ. first: gets the first row of each.

    words: the eight bytes from each byte of the texts on, but for the last seven. The text of row i is the bytes from begin[i]
    up to begin[i + 1], in UTF-8. number: as long as there are rows. first: has room for as many.
    """
    if len(number) and begin[0] == begin[-1]:
        first[0] = 0
        return 1  # Nothing is said.
    packed = np.empty(len(number), np.uint64)
    if _are_packed(begin, words, packed):
        return number_words(packed, number, scale, first)
    last, kept, slots = len(words) - 1, np.empty((len(number), 4), np.uint64), np.empty(_FIRST_SLOTS // 4, np.int64)
    count = row = 0
    while row < len(number):
        slots = _grown(slots, kept, count)
        top, most = np.uint64(len(slots) - 1), len(slots) // 2
        while row < len(number) and count < most:
            at, length = begin[row], begin[row + 1] - begin[row]
            # Near the last byte a word is read that begins before the text. Nothing is asked, since how long the next text is
            # is anybody's guess.
            near = min(at, last)
            before, mask = np.uint64(8 * min(at - near, 7)), _MASK[np.uint64(min(length, 8))]
            head = (words[np.uint64(near)] >> before) & mask
            tail = (words[np.uint64(max(near, at + length - 8))] >> before) & mask
            mixed = head * _ODD ^ (tail + np.uint64(length))
            for middle in range(at + 8, at + length - 8, 8):
                mixed = _mixed(mixed) ^ words[np.uint64(middle)]
            mixed = _mixed(mixed)
            slot = mixed & top
            while slots[slot] >= 0:
                other = np.uint64(slots[slot])
                if (kept[other, 1] == head) & (kept[other, 2] == tail) & (kept[other, 3] == np.uint64(length)) and (
                    length <= 16 or _same_between(words, at, begin[first[other]], length)
                ):
                    break
                slot = (slot + _NEXT) & top
            code = slots[slot]
            if code < 0:
                code = count
                slots[slot], first[code] = code, row
                kept[code, 0], kept[code, 1], kept[code, 2], kept[code, 3] = mixed, head, tail, length
                count += 1
            number[row] += code * scale
            row += 1
    return count


@compiled
def number_words(words: Words, number: Ints, scale: int, first: Ints) -> int:
    """Do as `number_texts` where each row says one word."""
    # Different words have different hashes.
    kept, slots = np.empty((len(number), 1), np.uint64), np.empty(_FIRST_SLOTS // 4, np.int64)
    count = row = 0
    while row < len(number):
        slots = _grown(slots, kept, count)
        top, most = np.uint64(len(slots) - 1), len(slots) // 2
        while row < len(number) and count < most:
            mixed = _mixed(words[row])
            slot = mixed & top
            while slots[slot] >= 0 and kept[slots[slot], 0] != mixed:
                slot = (slot + _NEXT) & top
            code = slots[slot]
            if code < 0:
                code = count
                slots[slot], first[code], kept[code, 0] = code, row, mixed
                count += 1
            number[row] += code * scale
            row += 1
    return count


@compiled
def _are_packed(begin: Ints, words: Words, packed: Words) -> bool:
    """Write each row's text as one word, a different one for each; return whether none had too many bytes."""
    last = len(words) - 1
    for row in range(len(packed)):
        at, length = begin[row], begin[row + 1] - begin[row]
        if length > 8:
            return False
        near, size = min(at, last), np.uint64(length)
        packed[row] = (words[np.uint64(near)] >> np.uint64(8 * min(at - near, 7))) & _MASK[size] | _LENGTH[size]
    return True


@compiled
def make_one_nan(numbers: Floats) -> None:
    """Let every NaN be the same NaN to the last bit."""
    for row in range(len(numbers)):
        if np.isnan(numbers[row]):
            numbers[row] = np.nan


@compiled
def _mixed(word: np.uint64) -> np.uint64:
    """Return a hash of a word, a different one for each."""
    mixed = (word ^ (word >> _HALF)) * _ODD
    return mixed ^ (mixed >> _HALF)


@compiled
def _grown(slots: Ints, kept: Words, count: int) -> Ints:
    """Return four times as many slots, with what is kept in them again; -1 in one that is free."""
    grown = np.full(4 * len(slots), -1, np.int64)
    top = np.uint64(len(grown) - 1)
    for code in range(count):
        slot = kept[code, 0] & top
        while grown[slot] >= 0:
            slot = (slot + _NEXT) & top
        grown[slot] = code
    return grown


@compiled
def _same_between(words: Words, one: int, other: int, length: int) -> bool:
    """Return whether two texts of one length, which begin and end with the same word, are the same between these."""
    middle = 8
    while middle < length - 8 and words[np.uint64(one + middle)] == words[np.uint64(other + middle)]:
        middle += 8
    return middle >= length - 8
