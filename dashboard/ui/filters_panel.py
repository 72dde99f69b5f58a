"""The filters above the overview: one compact bar, the verdicts with their counts, and what narrows the view, each with an ×."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, cast

import streamlit as st

from dashboard.present.filters import MANY, Filters
from dashboard.present.labels import TITLES, Chip, chips, day_words
from dashboard.present.palette import VERDICT_STYLES
from dashboard.present.tally import by_verdict
from dashboard.ui import link
from dashboard.ui.session import Scene

_QUICK_DAYS = {"Last day": 1, "Last 7 days": 7, "Last 30 days": 30}
_EARLIEST, _LATEST = date(1800, 1, 1), date(2999, 12, 31)
_UNDO_HELP = ("No filter was changed yet", "Take the last filter change back")


def filters_bar(scene: Scene) -> None:
    """Show a button for each filter that opens its choices, and one that takes the last change back."""
    with st.container(key="filters", horizontal=True, gap="small"):
        _dates(scene)
        for name in MANY[1:]:
            _choices(scene, name)
        st.button("Undo", key="undo", on_click=link.undo, disabled=not link.can_undo(), help=_UNDO_HELP[link.can_undo()])


def verdict_strip(scene: Scene) -> None:
    """Show every verdict with the number of incidents under the other filters; choosing some narrows to them."""
    filters = link.asked().filters
    counted = by_verdict(scene.facets, scene.picture.situation, filters, scene.zone)
    st.session_state["filter:verdicts"] = [one for one in filters.verdicts if one in counted]
    st.pills(
        "Verdict",
        list(VERDICT_STYLES),
        selection_mode="multi",
        format_func=lambda verdict: f"**{counted[verdict]:,}** {verdict}",
        key="filter:verdicts",
        on_change=_take,
        args=("verdicts",),
        label_visibility="collapsed",
        width="stretch",
    )


def active_filters(scene: Scene) -> None:
    """Show what narrows the view; the × of each lifts it, the last × lifts all."""
    filters = link.asked().filters
    shown = {chip.text: chip for chip in chips(filters, scene.labels)}
    if not shown:
        return
    st.session_state["chips"] = list(shown)
    st.multiselect("Active filters", list(shown), key="chips", on_change=_lift, args=(shown,), label_visibility="collapsed")


def data_days(scene: Scene) -> tuple[date, date]:
    """Return the first and last local day of the data; today where there are none."""
    first, last = scene.facets.first_us, scene.facets.last_us
    if not len(first):
        today = datetime.now(scene.zone).date()
        return today, today
    return _local_day(int(first.min()), scene), _local_day(int(last.max()) - 1, scene)


def _dates(scene: Scene) -> None:
    filters = link.asked().filters
    with st.popover(_dates_label(filters), width="content"):
        with st.container(horizontal=True, key="quick-days"):
            for words, days in _QUICK_DAYS.items():
                st.button(words, key=f"quick:{days}", on_click=_take_last_days, args=(scene, days))
            st.button("All days", key="quick:all", on_click=_take_days, args=(None, None))
        for name, words in (("first_day", "First day"), ("last_day", "Last day")):
            st.session_state[f"filter:{name}"] = getattr(filters, name)
            st.date_input(
                words,
                value=None,
                key=f"filter:{name}",
                min_value=_EARLIEST,
                max_value=_LATEST,
                format="YYYY-MM-DD",
                on_change=_take_typed_days,
            )
        first, last = data_days(scene)
        st.caption(f"The data run from {day_words(first)} to {day_words(last)}. Quick ranges end with the last day of the data.")


def _dates_label(filters: Filters) -> str:
    first, last = filters.first_day, filters.last_day
    if first and last:
        return day_words(first) if first == last else f"{day_words(first)} – {day_words(last)}"
    if first or last:
        return f"From {day_words(first)}" if first else f"To {day_words(cast(date, last))}"
    return "All days"


def _choices(scene: Scene, name: str) -> None:
    chosen: tuple[str, ...] = getattr(link.asked().filters, name)
    known = scene.facets.options(name)
    values = sorted({*known, *chosen}, key=lambda value: scene.labels.of(name, value).casefold())
    with st.popover(f"{TITLES[name]} · {len(chosen)}" if chosen else TITLES[name], width="content"):
        st.session_state[f"filter:{name}"] = list(chosen)
        st.multiselect(
            TITLES[name],
            values,
            format_func=lambda value: scene.labels.of(name, value),
            key=f"filter:{name}",
            on_change=_take,
            args=(name,),
            placeholder="All" if values else "Nothing to choose from",
        )


def _take(name: str) -> None:
    chosen: dict[str, Any] = {name: tuple(st.session_state[f"filter:{name}"])}
    link.change(filters=replace(link.asked().filters, **chosen))


def _take_typed_days() -> None:
    _take_days(st.session_state["filter:first_day"], st.session_state["filter:last_day"])


def _take_last_days(scene: Scene, days: int) -> None:
    last = data_days(scene)[1]
    _take_days(last - timedelta(days=days - 1), last)


def _take_days(first: date | None, last: date | None) -> None:
    if first and last and last < first:
        first, last = last, first
    link.change(filters=replace(link.asked().filters, first_day=first, last_day=last))


def _lift(shown: dict[str, Chip]) -> None:
    kept = st.session_state["chips"]
    filters = link.asked().filters
    for text, chip in shown.items():
        if text not in kept:
            filters = chip.lifted_from(filters)
    link.change(filters=filters)


def _local_day(microseconds: int, scene: Scene) -> date:
    return datetime.fromtimestamp(microseconds / 1e6, UTC).astimezone(scene.zone).date()
