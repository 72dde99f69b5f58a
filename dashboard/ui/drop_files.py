"""Dropping observation files: choose them and how to read them, look at what they are, then add them to the view."""

from zoneinfo import available_timezones

import streamlit as st

from dashboard.ingest.intake import SourceFile
from dashboard.ingest.mapping import MappingError
from dashboard.present.sentences import count_of
from dashboard.ui.accounting import account_strip, file_facts, rejected_rows
from dashboard.ui.row_choice import ROW_PX, table_height
from dashboard.ui.session import Scene
from dashboard.ui.theme import heading, notice, quiet
from dashboard.ui.upload_preview import Preview, forget_preview, preview
from dashboard.workflows import add_files

_ROUND, _DONE = "upload:round", "upload:done"


def drop_files(scene: Scene) -> None:
    """Show the whole way from dropped files to the view."""
    dropped = st.file_uploader(
        "Observation files",
        accept_multiple_files=True,
        key=f"upload:files:{st.session_state.get(_ROUND, 0)}",
        help="Our own columns, UCDP GED, or air-raid and outage intervals, as CSV or TSV, XLSX, ODS, GeoJSON, GeoPackage, KML or "
        "zipped Shapefile; any of these also in a gzip or ZIP.",
    )
    time_zone, mapping_json = _choices(scene)
    _tell_what_was_done()
    if not dropped:
        quiet("Drop one or more files to see what they hold. Nothing is kept before you add them to the view.")
        return
    files = [SourceFile(file.name, file.getvalue()) for file in dropped]
    try:
        read = preview(scene, files, time_zone=time_zone, mapping_json=mapping_json)
    except MappingError as error:
        notice("fault", "The mapping file cannot be used", str(error).splitlines())
        return
    _show(scene, read, time_zone=time_zone, mapping_json=mapping_json)


def _choices(scene: Scene) -> tuple[str, str]:
    with st.expander("How to read them: time zone and mapping", key="upload:how"):
        zones = sorted(available_timezones() | {scene.project.theatre.time_zone})
        st.session_state.setdefault("upload:zone", scene.picture.situation.agreement.time_zone)
        zone = st.selectbox(
            "Time zone of times that name no offset",
            zones,
            key="upload:zone",
            help="Times with an offset, such as 14:20+03:00 or 14:20Z, keep their own.",
        )
        mapping = st.file_uploader(
            "Mapping (JSON), for files with headings or words of their own",
            key=f"upload:mapping:{st.session_state.get(_ROUND, 0)}",
        )
    return str(zone), mapping.getvalue().decode("utf-8", errors="replace") if mapping else ""


def _show(scene: Scene, read: Preview, *, time_zone: str, mapping_json: str) -> None:
    if read.unreadable:
        notice("fault", f"{count_of(len(read.unreadable), 'file')} cannot be read and will not be added", read.unreadable)
    if not read.readable:
        return
    heading("What was read", "not kept yet")
    account_strip(read.accounts)
    for account in read.accounts:
        file_facts(account)
    _rows(read, scene)
    heading("Rejected rows")
    rejected_rows(read.rejections, key="upload")
    with st.container(key="upload-add", horizontal=True, vertical_alignment="center"):
        if st.button(f"Add {count_of(len(read.readable), 'file')} to the view", key="upload:add", type="primary"):
            add_files(scene.project, read.readable, time_zone=time_zone, mapping_json=mapping_json)
            _start_anew(f"{count_of(len(read.readable), 'file')} added to the view.")
        if scene.picture.shows_sample:
            quiet("The invented sample leaves the view with the first file of your own; you can show it again below.")


def _rows(read: Preview, scene: Scene) -> None:
    heading("First rows as read", f"times in {scene.zone.key}; verdicts under the agreement in use")
    if read.rows.empty:
        quiet("No row was accepted.")
        return
    st.dataframe(
        read.rows,
        key="upload:rows",
        hide_index=True,
        height=min(320, table_height(len(read.rows))),
        row_height=ROW_PX,
        column_config={"Line": st.column_config.NumberColumn(width=60), "To note": st.column_config.TextColumn(width="large")},
        alt="The first accepted rows as they were read",
    )


def _start_anew(done: str) -> None:
    """Empty the uploaders, whose bytes would stay in memory otherwise, and say what was done."""
    forget_preview()
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    st.session_state[_DONE] = done
    st.rerun()


def _tell_what_was_done() -> None:
    if done := st.session_state.pop(_DONE, ""):
        notice("done", done)
