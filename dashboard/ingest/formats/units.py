"""Units of the first order whose name, as a dataset writes it, is also that of another unit beside it.

These are words of the datasets, not of a theatre: where ACLED and VIINA say "Kyiv" or "Kiev" they mean the oblast, and write
the city as "Kyiv City" or "Kiev City". Read by itself the name is the city's.
"""

_MEANT = {("ukraine", "kyiv"): "Kyiv Oblast", ("ukraine", "kiev"): "Kyiv Oblast"}
"""By country and name in small letters. VIINA's use was measured: the places of all such rows lie in the oblast. ACLED's is
from memory."""


def unit_meant(name: str, country: str) -> str:
    """Return the name of a unit such that it can mean no other; most names are returned as they came."""
    return _MEANT.get((country.casefold(), name.casefold()), name)
