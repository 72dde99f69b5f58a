"""Characters that show nothing and come along when text is copied: marks of direction and of width, byte-order marks."""

UNSEEN: dict[int, str | None] = dict.fromkeys(
    (0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), *range(0x2066, 0x206A), 0xFEFF)
)
"""For `str.translate`."""


def visible(text: str) -> str:
    """Return a text without what shows nothing, in it and, blanks among that, on either side of it."""
    return text.strip() if text.isascii() else text.translate(UNSEEN).strip()
