"""Files of the coverage log: one is looked at, added, seen with the account of its rows, and taken out of view again."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC
from zoneinfo import available_timezones

import streamlit as st

from dashboard.coverage_log import Log
from dashboard.coverages import (
    FileInView,
    Logged,
    add_coverage_file,
    look_at_coverage,
    times_in_coverage,
    withdraw_coverage_file,
)
from dashboard.domain.coverage import NOTHING_SAID, DatesSaid
from dashboard.ingest.coverage.file import Flagged
from dashboard.ingest.errors import IngestError
from dashboard.ingest.intake import SourceFile
from dashboard.ingest.mappings.guess import suggest_date_order
from dashboard.ingest.mappings.guess_forms import suggest_time_format
from dashboard.present.encode import html_text
from dashboard.present.flag_words import on_lines
from dashboard.present.sentences import count_of
from dashboard.report.coverage_days import coverage_template_csv
from dashboard.store.kept import CoverageLogFile
from dashboard.ui.accounting import account_strip, file_facts, rejected_rows
from dashboard.ui.attempt import attempt
from dashboard.ui.downloads import download
from dashboard.ui.session import Scene
from dashboard.ui.theme import heading, notice, quiet
from dashboard.ui.told import tell_next, tell_told
from dashboard.ui.wizard_forms import ask_date_order, ask_time_format

_ROUND, _TOLD = "coverage:round", "coverage:told"
_REASONS_MAX, _FLAGS_MAX = 6, 200


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
        dates = _ask_dates(file)
        if dates is None:
            return
        read = look_at_coverage(file, time_zone=zone, dates=dates)
    except IngestError as error:
        notice("fault", "This file cannot be read as a coverage log; nothing was changed", str(error).splitlines())
        return
    account_strip(read.accounts)
    for account in read.accounts:
        file_facts(account)
    _flagged(read.flagged, "coverage:look:flags")
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
        args=(_add, scene, file, zone, dates),
    )


def _ask_dates(file: SourceFile) -> DatesSaid | None:
    """Ask what of its dates has to be said, as of observations; None until it is. Raises IngestError."""
    texts, key = times_in_coverage(file), f"coverage:{hashlib.sha256(file.data).hexdigest()[:12]}"
    dates, numbers = suggest_date_order(texts), suggest_time_format(texts)
    if not (dates.needed or numbers.needed):
        return NOTHING_SAID
    if numbers.needed:
        said = DatesSaid(numbers=ask_time_format(key, numbers, ""))
    else:
        said = DatesSaid(order=ask_date_order(key, dates, ""))
    if said != NOTHING_SAID:
        return said
    notice(
        "caution",
        "Say first how the dates are written",
        ("It is not guessed: another day than is meant would count as watched.",),
    )
    return None


def _flagged(flagged: Sequence[Flagged], key: str) -> None:
    """Say how rows were read where that is not as they are written, line by line."""
    if not flagged:
        return
    rows = len({(one.file, line) for one in flagged for line in one.lines})
    names = {one.file for one in flagged}
    with st.expander(f"How {count_of(rows, 'row')} {'was' if rows == 1 else 'were'} read", key=key):
        for one in flagged[:_FLAGS_MAX]:
            quiet(f"{one.file}, {on_lines(one.said, one.lines)}" if len(names) > 1 else on_lines(one.said, one.lines))
        if len(flagged) > _FLAGS_MAX:
            quiet(f"and {len(flagged) - _FLAGS_MAX:,} more")


def _add(scene: Scene, file: SourceFile, zone: str, dates: DatesSaid) -> None:
    kept, read = add_coverage_file(scene.project.store, file, time_zone=zone, dates=dates)
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
                st.button("Withdraw", key=f"{key}:confirm", type="primary", on_click=attempt, args=(_withdraw, scene, kept))
        if one.fault:
            notice("fault", "It cannot be read any more and counts for nothing", one.fault.splitlines())
        for account in one.accounts:
            file_facts(account)
        _flagged(one.flagged, f"{key}:flags")
        if one.rejections:
            with st.expander(f"{count_of(len(one.rejections), 'rejected row')}", key=f"{key}:rejected"):
                rejected_rows(one.rejections, key=key, none="")


def _withdraw(scene: Scene, kept: CoverageLogFile) -> None:
    withdraw_coverage_file(scene.project.store, kept.id)
    tell_next(_TOLD, "done", f"{kept.file_name} has left the coverage log; its bytes are kept")


def _facts(one: FileInView) -> str:
    kept = one.kept
    invented = " · invented (sample)" if kept.kind == "sample" else ""
    when = f"{kept.loaded_at.astimezone(UTC):%Y-%m-%d %H:%M}"
    facts = f"loaded {when} UTC, times local to {kept.time_zone}, SHA-256 {kept.sha256[:12]}{invented}"
    return f"<strong>{html_text(kept.file_name)}</strong><span>{html_text(facts)}</span>"


def _unresolved(rows: Iterable[Logged], where: str) -> None:
    """Say which rows count for nothing, since their place is not known or lies apart: kept they are all the same."""
    reasons = Counter(one.unresolved for one in rows)
    if not reasons:
        return
    lines = [f"{count_of(number, 'row')}: {reason}" for reason, number in reasons.most_common(_REASONS_MAX)]
    more = len(reasons) - len(lines)
    last = [f"and {count_of(more, 'other place')}"] if more else []
    total = count_of(sum(reasons.values()), "row")
    notice(
        "caution",
        f"{total} {where}: the place is in no zone known here; kept, and counted for nothing",
        [*lines, *last],
    )


def _ahead(number: int) -> None:
    """Say how many statements call watched what was still to come when they were handed in."""
    if number:
        many = count_of(number, "statement")
        notice("caution", f"{many} in view: watched at times still to come when that was handed in; such times do not count")


def _read_twice(files: Iterable[FileInView]) -> None:
    """Name files whose same bytes are read in more than one way: what one shows watched the other shifts by hours or months."""
    first: dict[str, str] = {}
    for one in files:
        if one.kept.sha256 in first:
            name = first[one.kept.sha256]
            notice(
                "caution",
                f"{name} is read in two ways, by time zone or order of dates, and both count: withdraw the one that is wrong",
            )
        first.setdefault(one.kept.sha256, one.kept.file_name)
