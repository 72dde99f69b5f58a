"""Files of the coverage log: one is looked at, added, seen with the account of its rows, and taken out of view again."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC
from functools import partial
from zoneinfo import available_timezones

import streamlit as st

from dashboard.coverage_log import Log
from dashboard.coverages import FileInView, Logged, add_coverage_file, look_at_coverage, withdraw_coverage_file
from dashboard.ingest.errors import IngestError
from dashboard.ingest.intake import SourceFile
from dashboard.present.encode import html_text
from dashboard.present.sentences import count_of
from dashboard.report.coverage_days import coverage_template_csv
from dashboard.ui.accounting import account_strip, file_facts, rejected_rows
from dashboard.ui.attempt import attempt
from dashboard.ui.downloads import download
from dashboard.ui.session import Scene
from dashboard.ui.theme import heading, notice, quiet
from dashboard.ui.told import tell_next, tell_told

_ROUND, _TOLD = "coverage:round", "coverage:told"
_REASONS_MAX = 6


def coverage_files(scene: Scene, log: Log) -> None:
    """Take a further file, and show those in view."""
    files = log.whole.files
    heading("Coverage log", f"who looked where and when; {count_of(len(files), 'file')} in view")
    quiet(
        "Counts on the overview stand beside it: where nobody stated whether anyone looked, no report is no proof of quiet. "
        "No verdict rests on it."
    )
    tell_told(_TOLD)
    _take(scene, log)
    for number, file in enumerate(files):
        _in_view(scene, file, number)
    _read_twice(files)
    _unresolved(log.whole.unresolved, "in view")
    _ahead(sum(one.is_ahead for one in log.whole.watches))


def _take(scene: Scene, log: Log) -> None:
    file_column, zone_column = st.columns((7, 4), vertical_alignment="top")
    dropped = file_column.file_uploader(
        "A table with the columns zone, region or area, from, to, means, state",
        key=f"coverage:file:{st.session_state.get(_ROUND, 0)}",
        help="CSV or TSV, XLSX, ODS, GeoJSON and other map files. State is observed, denied, jammed, weather or no asset.",
    )
    with zone_column:
        zone = _time_zone(scene)
        download("Template (CSV)", "coverage-template", ".csv", coverage_template_csv(), key="coverage:template")
    if dropped is not None:
        _look_and_offer(scene, log, SourceFile(dropped.name, dropped.getvalue()), zone)


def _time_zone(scene: Scene) -> str:
    zones = sorted(available_timezones() | {scene.project.theatre.time_zone})
    st.session_state.setdefault("coverage:zone", scene.picture.situation.agreement.time_zone)
    return str(st.selectbox("Time zone of times that name no offset", zones, key="coverage:zone"))


def _look_and_offer(scene: Scene, log: Log, file: SourceFile, zone: str) -> None:
    """Say what would come of a file, or what is wrong with it, and offer to add it."""
    try:
        read = look_at_coverage(file, time_zone=zone)
    except IngestError as error:
        notice("fault", "This file cannot be read as a coverage log; nothing was changed", str(error).splitlines())
        return
    account_strip(read.accounts)
    for account in read.accounts:
        file_facts(account)
    rejected_rows(read.rejections, key="coverage:look", none="No row was rejected.")
    ground = log.whole.ground
    known = [] if ground is None else [ground.resolve(row.watch) for row in read.watches]
    _unresolved([Logged(one.watch, unresolved=one.unresolved) for one in known if one.unresolved], "in this file")
    st.button(
        "Add to the coverage log",
        key="coverage:add",
        type="primary",
        disabled=not read.watches,
        help=None if read.watches else "No row of it was accepted.",
        on_click=attempt,
        args=(_add, scene, file, zone),
    )


def _add(scene: Scene, file: SourceFile, zone: str) -> None:
    kept, read = add_coverage_file(scene.project.store, file, time_zone=zone)
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    tell_next(_TOLD, "done", f"{kept.file_name} is in the coverage log: {count_of(len(read.watches), 'row')} accepted")


def _in_view(scene: Scene, one: FileInView, number: int) -> None:
    kept, key = one.kept, f"coverage:{number}"
    with st.container(key=f"coverage-file-{number}", border=True):
        with st.container(key=f"coverage-head-{number}", horizontal=True, vertical_alignment="center"):
            st.html(f'<div class="cf-line">{_facts(one)}</div>', width="stretch")
            download("Original", "coverage", "", scene.project.store.original(kept.sha256), key=f"{key}:get")
            with st.popover("Withdraw …", key=f"{key}:withdraw"):
                quiet("It leaves the view, with all it says. Its bytes are kept; loading the same file brings it back.")
                act = partial(withdraw_coverage_file, scene.project.store, kept.id)
                st.button("Withdraw", key=f"{key}:confirm", type="primary", on_click=attempt, args=(act,))
        if one.fault:
            notice("fault", "It cannot be read any more and counts for nothing", one.fault.splitlines())
        for account in one.accounts:
            file_facts(account)
        if one.rejections:
            with st.expander(f"{count_of(len(one.rejections), 'rejected row')}", key=f"{key}:rejected"):
                rejected_rows(one.rejections, key=key, none="")


def _facts(one: FileInView) -> str:
    kept = one.kept
    invented = " · invented (sample)" if kept.kind == "sample" else ""
    when = f"{kept.loaded_at.astimezone(UTC):%Y-%m-%d %H:%M}"
    facts = f"loaded {when} UTC, times local to {kept.time_zone}, SHA-256 {kept.sha256[:12]}{invented}"
    return f"<strong>{html_text(kept.file_name)}</strong><span>{html_text(facts)}</span>"


def _unresolved(rows: Iterable[Logged], where: str) -> None:
    """Say which rows count for nothing, since their place is not known: kept they are all the same."""
    reasons = Counter(one.unresolved for one in rows)
    if not reasons:
        return
    lines = [f"{count_of(number, 'row')}: {reason}" for reason, number in reasons.most_common(_REASONS_MAX)]
    more = len(reasons) - len(lines)
    last = [f"and {count_of(more, 'other place')}"] if more else []
    total = count_of(sum(reasons.values()), "row")
    notice("caution", f"{total} {where} speak of no place known here; they are kept and count for nothing yet", [*lines, *last])


def _ahead(number: int) -> None:
    """Say how many statements call watched what was still to come when they were handed in."""
    if number:
        many = count_of(number, "statement")
        notice("caution", f"{many} in view: watched at times still to come when that was handed in; such times do not count")


def _read_twice(files: Iterable[FileInView]) -> None:
    """Name files whose same bytes are in view in more than one time zone: what one shows watched the other shifts by hours."""
    first: dict[str, str] = {}
    for one in files:
        if one.kept.sha256 in first:
            name = first[one.kept.sha256]
            notice("caution", f"{name} is read in two time zones, and both readings count: withdraw the one that is wrong")
        first.setdefault(one.kept.sha256, one.kept.file_name)
