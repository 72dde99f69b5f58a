"""What a person types into a form, in the words an agreement's text uses, as the file says it.

What cannot be told for sure is returned as it was typed: the reading then says what is wrong with it, beside the field.
"""

import re

_METRES = {"": 1, "m": 1, "metre": 1, "meter": 1, "м": 1, "km": 1000, "kilometre": 1000, "kilometer": 1000, "км": 1000}
_LENGTH = re.compile(r"(?P<whole>[0-9]+|[0-9]{1,3}(?:[   ][0-9]{3})+)(?:[.,](?P<part>[0-9]+))?\s*(?P<unit>[a-zа-я]*?)s?\.?")
_PERIOD = re.compile(r"(?:every |each |in )?(?P<count>[1-9][0-9]{0,3}) ?(?:days?|d|днів|дні|день)")
_AFTER_THOUSANDS = 3


def metres_of_text(text: str) -> str:
    """Return a length such as `25 km`, `1.5 km` or `25 000 m` in metres, a bare number being metres already.

    `12,000` and `1.500` stay as they are: they may be twelve thousand, or twelve with three decimals.
    """
    found = _LENGTH.fullmatch(text.strip().lower())
    if found is None or found["unit"] not in _METRES:
        return text
    part = found["part"] or ""
    if len(part) == _AFTER_THOUSANDS:
        return text
    whole = re.sub(r"\s", "", found["whole"])
    return f"{float(f'{whole}.{part or 0}') * _METRES[found['unit']]:.12g}"


def period_of_text(text: str) -> str:
    """Return a number of days such as `7 days` as the file writes it, `P7D`.

    `1 week` and `1 month` stay as they are: whether one of the calendar is meant, or so many days, is for a person to say.
    """
    plain = " ".join(text.split())
    if re.fullmatch(r"[pP][1-9][0-9]{0,3}[dD]", plain):
        return plain.upper()
    found = _PERIOD.fullmatch(plain.lower())
    return text if found is None else f"P{found['count']}D"
