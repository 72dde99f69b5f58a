"""What a person says of who looked: one statement at a time, listed, and taken back with a reason."""

import pandas as pd
import streamlit as st

from dashboard.coverage_log import Log
from dashboard.coverages import add_watch, withdraw_watch
from dashboard.domain.columns import MEANS
from dashboard.domain.coverage import STATES, Watch
from dashboard.domain.message import Span as SpanOfTime
from dashboard.ingest.coverage.exact import IN_A_FORM, TimesAs, advised, read_exact_interval
from dashboard.ingest.times import Span, TimeFault, time_zone
from dashboard.language.say import words
from dashboard.present.encode import html_text
from dashboard.present.sentences import count_of
from dashboard.store.kept import CoverageEntry
from dashboard.ui.attempt import attempt
from dashboard.ui.row_choice import row_choice
from dashboard.ui.session import Scene
from dashboard.ui.theme import heading, quiet
from dashboard.ui.told import tell_next, tell_told
from dashboard.ui.visitor import visitor

_TOLD, _TOLD_BACK, _CHOSEN, _WHO = "said:told", "said:told-back", "said:chosen", "said:who"
_NOT_SAID = "not said"
_TEXT_MAX, _ROWS_MAX = 500, 10


def coverage_said(scene: Scene, log: Log) -> None:
    """Offer to say who looked, and show what was said."""
    entries = log.whole.entries
    holding = [one for one in entries if one.withdrawn is None]
    heading("Say who looked", f"{count_of(len(holding), 'statement')} in the coverage log")
    with st.expander("State who looked, or could not, at one place", key="said:form"):
        _form(scene)
    # Each is told beside the button that did it: above a form that is longer than a phone nobody would see it.
    tell_told(_TOLD)
    if entries:
        _list(scene, entries)


def _form(scene: Scene) -> None:
    place_column, state_column, means_column = st.columns((5, 3, 3))
    place = place_column.selectbox(
        "Where",
        _places(scene),
        index=None,
        key="said:place",
        format_func=lambda one: _place_words(scene, one),
        placeholder="A zone of the agreement or a region",
    )
    state = state_column.selectbox("What was so", STATES, index=None, key="said:state", placeholder="Choose")
    means = means_column.selectbox("By what", (_NOT_SAID, *MEANS), key="said:means")
    times = _times(scene)
    source, note = st.columns(2)
    source_text = str(source.text_input("Who says so", key="said:source", max_chars=_TEXT_MAX, placeholder="patrol 4"))
    note_text = str(note.text_input("What else to know", key="said:note", max_chars=_TEXT_MAX))
    who = _who()
    lacking = _lacking(place=place is not None, state=state is not None, times=times is not None, who=bool(who))
    watch = None
    if place is not None and state is not None and times is not None:
        kind, name = place
        watch = Watch(
            times.interval,
            "" if means == _NOT_SAID else means,
            state,
            zone=name if kind == "zone" else "",
            region=name if kind == "region" else "",
            source=source_text.strip(),
            note=note_text.strip(),
        )
    st.button(
        "Write it down",
        key="said:add",
        type="primary",
        disabled=bool(lacking),
        help=f"Still to say: {', '.join(lacking)}." if lacking else None,
        on_click=attempt,
        args=(_add, scene, watch, who),
    )


def _places(scene: Scene) -> list[tuple[str, str]]:
    zones = [("zone", one.id) for one in scene.picture.situation.agreement.zones if not one.is_line]
    return [*zones, *(("region", str(code)) for code in scene.project.grounds.now().theatre.regions["code"])]


def _place_words(scene: Scene, place: tuple[str, str]) -> str:
    kind, name = place
    return scene.labels.of("zones", name) if kind == "zone" else f"Region: {scene.project.gazetteer.name(name)}"


def _times(scene: Scene) -> Span | None:
    """Ask for the times; say how they are read, or what is wrong with them."""
    zone_name = scene.picture.situation.agreement.time_zone
    begin, end = st.columns(2)
    hint = f"A day, or a day and time, local to {zone_name}: 2026-05-03 or 2026-05-03 06:00"
    from_text = str(begin.text_input("From", key="said:from", max_chars=60, placeholder="2026-05-03 06:00", help=hint))
    to_help = "Not included, unless it is a bare day. Empty: as long as From says."
    to_text = str(end.text_input("To", key="said:to", max_chars=60, placeholder="2026-05-03 18:00", help=to_help))
    if not from_text.strip():
        return None
    read = read_exact_interval(from_text, to_text, TimesAs(time_zone(zone_name)))
    if isinstance(read, Span):
        quiet(f"Read as {words(SpanOfTime(read.interval, zone_name), 'en')}.")
        return read
    st.html(_fault_html(read))
    return None


def _fault_html(faults: tuple[TimeFault, ...]) -> str:
    lines = "".join(f"<p>{html_text(advised(one.reason, IN_A_FORM))}</p>" for one in faults)
    return f'<div class="cf-field-fault" role="alert">{lines}</div>'


def _lacking(**said: bool) -> list[str]:
    told = {"place": "where", "state": "what was so", "times": "from when to when", "who": "your name"}
    return [told[name] for name, is_said in said.items() if not is_said]


def _who() -> str:
    session = visitor().session
    # Somebody who signed in speaks in their own name; the store sees to that whatever is said here.
    who = session.called if session else st.text_input("Who writes this down", key=_WHO, max_chars=80, width=260)
    return str(who).strip()


def _add(scene: Scene, watch: Watch, who: str) -> None:
    add_watch(scene.project.store, watch, who=who)
    for answer in ("said:from", "said:to", "said:note"):
        st.session_state[answer] = ""
    tell_next(_TOLD, "done", "It is in the coverage log")


def _list(scene: Scene, entries: tuple[CoverageEntry, ...]) -> None:
    latest = tuple(reversed(entries))
    numbers = [one.number for one in latest]
    chosen = st.session_state.get(_CHOSEN)
    position = numbers.index(chosen) if chosen in numbers else None
    row_choice(
        pd.DataFrame([_row(scene, one) for one in latest], index=numbers),
        key="said:list",
        chosen=position,
        on_row=lambda row: st.session_state.update({_CHOSEN: None if row is None else numbers[row]}),
        columns={"Where": st.column_config.TextColumn(width="medium"), "When": st.column_config.TextColumn(width="medium")},
        alt="What people said of who looked. Choose a line to take it back.",
        rows_max=_ROWS_MAX,
    )
    tell_told(_TOLD_BACK)
    if position is None:
        quiet("Choose a line to take it back. The record keeps what was said.")
    elif latest[position].withdrawn is None:
        _take_back(scene, latest[position])


def _row(scene: Scene, one: CoverageEntry) -> dict[str, str]:
    watch, back = one.watch, one.withdrawn
    place = _place_words(scene, ("zone", watch.zone)) if watch.zone else watch.region or "an area"
    zone_name = scene.picture.situation.agreement.time_zone
    return {
        "Where": _place_words(scene, ("region", watch.region)) if _is_known(scene, watch.region) else place,
        "When": words(SpanOfTime(watch.times, zone_name), "en"),
        "State": watch.state,
        "Means": watch.means or _NOT_SAID,
        "Source": watch.source,
        "Note": watch.note,
        "Who": one.who,
        "Taken back": f"{back.at:%Y-%m-%d} by {back.who}: {back.why}" if back else "",
    }


def _is_known(scene: Scene, region: str) -> bool:
    return bool(region) and scene.project.gazetteer.of_code(region) is not None


def _take_back(scene: Scene, one: CoverageEntry) -> None:
    with st.container(key="said:back", horizontal=True):
        who = _who_takes_back()
        why = str(st.text_input("Why it is taken back", key=f"said:why:{one.number}", max_chars=_TEXT_MAX)).strip()
    st.button(
        "Take back",
        key="said:take-back",
        disabled=not who or not why,
        help=None if who and why else "Say who takes it back and why.",
        on_click=attempt,
        args=(_withdraw, scene, one.number, who, why),
    )


def _who_takes_back() -> str:
    session = visitor().session
    who = session.called if session else st.text_input("Who takes it back", key="said:back-who", max_chars=80, width=260)
    return str(who).strip()


def _withdraw(scene: Scene, number: int, who: str, why: str) -> None:
    withdraw_watch(scene.project.store, number, who=who, why=why)
    st.session_state[_CHOSEN] = None
    tell_next(_TOLD_BACK, "done", "It is taken back; the record keeps what was said, by whom, and why it was taken back")
