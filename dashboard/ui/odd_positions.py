"""Positions that look wrong: said with figures, and read otherwise only where a person says so."""

import streamlit as st

from dashboard.ingest.account import PositionCounts
from dashboard.ingest.mappings.mapping import Mapping
from dashboard.present.position_words import most_look_swapped, nowhere_words, outside_words, swapped_words, unordered_words
from dashboard.ui.dropped import BY_COLUMNS, Dropped
from dashboard.ui.theme import notice, quiet

_OTHER_ORDER = "Choose the other order of the two numbers in step 2 of the mapping."


def ask_about_positions(one: Dropped, counts: PositionCounts, read_as: Mapping, *, key: str) -> None:
    """Say what is odd about a file's positions as they were read and offer to read them otherwise; nothing where all is well."""
    with st.container(key=f"{key}:positions"):
        _swapped(one, counts, read_as, key)
        _zeros(one, counts, left_out=read_as.zero_is_missing, key=key)
        _order(one, counts, key)
        if counts.outside:
            notice("caution", *outside_words(counts.outside, counts.total))


def _swapped(one: Dropped, counts: PositionCounts, read_as: Mapping, key: str) -> None:
    exchanged = read_as.swap_lon_lat
    if counts.swapped:
        notice("caution", *swapped_words(counts.swapped, counts.total, exchanged=exchanged))
    elif exchanged:
        quiet("Latitude and longitude are read the other way round, as you said.")
    if exchanged:
        _button(one, "Read them as they stand", key=f"{key}:unswap", swap_lon_lat=False)
    elif counts.swapped and most_look_swapped(counts.swapped, counts.total):
        if read_as.coordinate_order:
            quiet(_OTHER_ORDER)
        else:
            _button(one, "Read latitude and longitude the other way round", key=f"{key}:swap", swap_lon_lat=True)


def _zeros(one: Dropped, counts: PositionCounts, *, left_out: bool, key: str) -> None:
    if left_out:
        quiet("A position at 0, 0 is taken for a missing one, as you said. What stood there is kept with its row.")
        _button(one, "Take 0, 0 for a position again", key=f"{key}:unzero", zero_is_missing=False)
    elif counts.nowhere:
        notice("caution", *nowhere_words(counts.nowhere, counts.total))
        _button(one, "Take 0, 0 for a missing position", key=f"{key}:zero", zero_is_missing=True)


def _order(one: Dropped, counts: PositionCounts, key: str) -> None:
    """Ask which number of a pair comes first; a file whose columns are mapped is asked in the mapping."""
    if one.choice == BY_COLUMNS:
        return
    if counts.unordered:
        notice("caution", *unordered_words(counts.unordered))
        with st.container(key=f"{key}:order", horizontal=True):
            _button(one, "Latitude comes first", key=f"{key}:lat-first", coordinate_order="lat,lon")
            _button(one, "Longitude comes first", key=f"{key}:lon-first", coordinate_order="lon,lat")
    elif order := one.settled.coordinate_order:
        quiet(f"{'Latitude' if order == 'lat,lon' else 'Longitude'} comes first in a pair, as you said.")
        _button(one, "Leave that open again", key=f"{key}:no-order", coordinate_order="")


def _button(one: Dropped, label: str, *, key: str, **said: bool | str) -> None:
    st.button(label, key=key, on_click=one.settle, kwargs=said)
