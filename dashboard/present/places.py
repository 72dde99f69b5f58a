"""Where an observation is and how surely, in words: each kind of place has its own."""

import pandas as pd

from dashboard.present.sentences import distance

_COMPASS = ("N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE", "S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW")
_STEP_DEG = 360 / len(_COMPASS)


def place_words(observation: pd.Series) -> str:
    """Return what kind of place an observation has, with its position where it has one."""
    match observation["place_kind"]:
        case "point":
            position = position_words(observation["lon"], observation["lat"])
            return f"{position} within {distance(observation['radius_m'])}" if observation["radius_m"] else position
        case "sector":
            return sector_words(observation)
        case kind:
            return str(kind)


def uncertainty_words(observation: pd.Series) -> str:
    """Return what is to be said behind a reported place of how surely it is known; nothing for an area, which says it itself."""
    match observation["place_kind"]:
        case "point" if observation["radius_m"]:
            return f", within {distance(observation['radius_m'])}"
        case "sector":
            return f", read as {sector_words(observation)}"
        case _:
            return ""


def sector_words(observation: pd.Series) -> str:
    """Return a sector in words: 3.0–5.0 km ESE ± 11.25° of Avdiivka, which reaches 4.0 km."""
    reach = observation["dilation_m"]
    around = f", which reaches {distance(reach)}" if reach else ""
    return f"{_range(observation)} {_direction(observation)} {observation['reference_place']}{around}"


def position_words(lon: float, lat: float) -> str:
    """Print a position so that latitude and longitude cannot be mistaken: 48.1391° N, 37.7466° E."""
    north, east = ("N" if lat >= 0 else "S"), ("E" if lon >= 0 else "W")
    return f"{abs(lat):.4f}° {north}, {abs(lon):.4f}° {east}"


def _range(observation: pd.Series) -> str:
    near, far = distance(observation["from_m"]), distance(observation["to_m"])
    if observation["from_m"] == 0:
        return f"up to {far}"
    number, unit = near.split()
    return f"{number}–{far}" if far.endswith(f" {unit}") else f"{near}–{far}"


def _direction(observation: pd.Series) -> str:
    spread, bearing = observation["spread_deg"], observation["bearing_deg"]
    if spread >= 180:
        return "from"
    point = bearing / _STEP_DEG
    name = _COMPASS[int(point)] if point == int(point) else f"at {bearing:g}°"
    return f"{name} ± {spread:g}° of"
