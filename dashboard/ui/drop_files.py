"""Dropping observation files: choose them and how to read them, look at what they are, then add them to the view."""

from collections.abc import Sequence
from functools import partial
from zoneinfo import available_timezones

import streamlit as st

from dashboard.ingest.formats.canonical import READ_AS
from dashboard.ingest.intake import FileAccount, SourceFile, UnreadableFileError
from dashboard.ingest.mappings.mapping import MappingError
from dashboard.ingest.repairs import repaired_rows
from dashboard.pictures import as_load
from dashboard.present.preview import preview_table
from dashboard.present.repair_words import open_words
from dashboard.present.sentences import count_of
from dashboard.ui import link
from dashboard.ui.accounting import account_strip, rejected_rows
from dashboard.ui.dropped import (
    AS_RECOGNISED,
    BY_COLUMNS,
    YOUR_FILES,
    Common,
    Dropped,
    chosen_way,
    dropped_files,
    let_go_of_deleted,
    look_once,
)
from dashboard.ui.file_card import Outcome, file_card
from dashboard.ui.held_already import let_held_be
from dashboard.ui.jump import jump_to, land
from dashboard.ui.language_choice import choose_language
from dashboard.ui.left_behind import forget_waiting, note_return, tell_lost
from dashboard.ui.repair import Repairable, forget_repaired, load_typed, repair_rows, repaired_files
from dashboard.ui.row_choice import ROW_PX, table_height
from dashboard.ui.session import Scene, working
from dashboard.ui.theme import heading, notice, quiet
from dashboard.ui.upload_preview import ROWS_MAX, Preview, forget_preview, preview
from dashboard.workflows import ChosenFile, add_chosen

_ROUND, _DONE, _TYPED = "upload:round", "upload:done", "upload:typed"
_ADDED = "upload-added"
_NONE_REJECTED, _ALL_REPAIRED = "No row was rejected.", "Every rejected row is repaired."


def drop_files(scene: Scene) -> None:
    """Show the whole way from dropped files to the view."""
    uploader = f"upload:files:{st.session_state.get(_ROUND, 0)}"
    note_return(uploader)
    uploaded = st.file_uploader(
        "Observation files",
        accept_multiple_files=True,
        key=uploader,
        help="Tables of observations as CSV or TSV, XLSX, ODS, GeoJSON, GeoPackage, KML or zipped Shapefile, also in a gzip or "
        "ZIP. Known kinds are recognised; for any other you say once what its columns hold.",
    )
    common = _common(scene)
    _tell_what_was_done()
    tell_lost([file.name for file in uploaded])
    files: list[tuple[SourceFile, Common | None]] = [(SourceFile(file.name, file.getvalue()), None) for file in uploaded]
    dropped = dropped_files([*files, *repaired_files()])
    if not dropped:
        quiet("Drop one or more files to see what they hold. Nothing is kept before you add them to the view.")
        return
    dropped = let_held_be(dropped, scene.picture.uploads)
    if not dropped:
        return
    try:
        _show(scene, dropped, common)
    except MappingError as error:
        notice("fault", "The mapping file cannot be used", str(error).splitlines())


def _common(scene: Scene) -> Common:
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
            "Mapping (JSON) made earlier, for all of these files",
            key=f"upload:mapping:{st.session_state.get(_ROUND, 0)}",
        )
    return Common(str(zone), mapping.getvalue().decode("utf-8", errors="replace") if mapping else "")


def _show(scene: Scene, dropped: Sequence[Dropped], common: Common) -> None:
    saved = scene.project.store.mappings()
    let_go_of_deleted(dropped, saved)
    ready = [one for one in dropped if not one.waits_for_mapping]
    chosen = [chosen_way(one, common, saved) for one in ready]
    read = preview(scene, chosen)
    if read is None:
        _stopped()
        return
    if wanting := [ready[at] for at, account in read.accounts.items() if _wants_a_mapping(ready[at], account, common)]:
        for one in wanting:
            one.choose(BY_COLUMNS)
        st.rerun()
    outcomes = _outcomes(ready, chosen, read, common)
    _cards(scene, dropped, common, outcomes)
    if readable := [chosen[at] for at in read.accounts]:
        files = _what_was_read(scene, read, ready, chosen)
        _add(scene, readable, files, waiting=sum(outcomes.get(one.key, Outcome()) == Outcome() for one in dropped))


def _outcomes(ready: Sequence[Dropped], chosen: Sequence[ChosenFile], read: Preview, common: Common) -> dict[str, Outcome]:
    """Return by the files' keys what came of those that could be tried."""
    outcomes = {
        ready[at].key: Outcome(account=account, mapping_json=chosen[at].mapping_json) for at, account in read.accounts.items()
    }
    for at, fault in read.faults.items():
        outcomes[ready[at].key] = Outcome() if _is_unknown_table(ready[at], common) else Outcome(fault=fault)
    return outcomes


def _wants_a_mapping(one: Dropped, account: FileAccount, common: Common) -> bool:
    """Whether a table that was told by headings such as "Дата" came to nothing, most often for want of an order of its dates;
    then its columns are asked about.
    """
    if one.choice != AS_RECOGNISED or one.own or common.mapping_json or account.accepted or not account.rejected:
        return False
    return any(note.startswith(READ_AS) for note in account.notes)


def _is_unknown_table(one: Dropped, common: Common) -> bool:
    """Whether a file that could not be read is a table whose columns only have to be mapped; then that is begun."""
    if one.choice != AS_RECOGNISED or one.own or common.mapping_json:
        return False
    try:
        look = look_once(one)
    except UnreadableFileError:
        return False
    if look.format_name or look.is_refused:
        return False
    one.choose(BY_COLUMNS)
    return True


def _cards(scene: Scene, dropped: Sequence[Dropped], common: Common, outcomes: dict[str, Outcome]) -> None:
    faults = [outcome.fault for one in dropped if (outcome := outcomes.get(one.key)) and outcome.fault]
    if faults:
        notice("fault", f"{count_of(len(faults), 'file')} cannot be read and will not be added", faults)
    with st.container(key=YOUR_FILES):
        heading("Your files", "not kept yet")
    for one in dropped:
        file_card(scene, one, common, outcomes.get(one.key, Outcome()))
    land(YOUR_FILES)


def _what_was_read(scene: Scene, read: Preview, ready: Sequence[Dropped], chosen: Sequence[ChosenFile]) -> Sequence[Repairable]:
    """Show what reading came to, and return each file's rejected rows that are open."""
    heading("What was read")
    account_strip(tuple(read.accounts.values()))
    files = _repairable(read, ready, chosen)
    still_open = [rejection for one in files for rejection in one.rejections]
    if repaired := len(read.rejections) - len(still_open):
        quiet(open_words(len(read.rejections), repaired))
    _rows(read, scene)
    heading("Rejected rows")
    rejected_rows(still_open, key="upload", none=_ALL_REPAIRED if repaired else _NONE_REJECTED)
    repair_rows(files, key="upload")
    return files


def _repairable(read: Preview, ready: Sequence[Dropped], chosen: Sequence[ChosenFile]) -> list[Repairable]:
    """Return the rejected rows of each file that no other of the files repairs; they stand in the order of the files."""
    own, done = {}, 0
    for at, account in read.accounts.items():
        own[at] = read.rejections[done : done + account.rejected]
        done += account.rejected
    loads = [
        as_load(account.file, account, own[at], partial(getattr, chosen[at].file, "data"))
        for at, account in read.accounts.items()
    ]
    return [
        Repairable(
            key=ready[at].key,
            file_name=account.file,
            rejections=tuple(one for one in own[at] if (one.file, one.line) not in repaired),
            read_as=Common(chosen[at].time_zone, chosen[at].mapping_json),
        )
        for (at, account), repaired in zip(read.accounts.items(), repaired_rows(loads), strict=True)
    ]


def _add(scene: Scene, readable: Sequence[ChosenFile], files: Sequence[Repairable], *, waiting: int) -> None:
    if typed := st.session_state.pop(_TYPED, 0):
        verbs = ("was", "is") if typed == 1 else ("were", "are")
        notice(
            "caution",
            f"{count_of(typed, 'row')} you repaired {verbs[0]} not loaded yet, and {verbs[1]} now",
            ("Look above at what came of it, then add the files.",),
        )
    if waiting:
        quiet(f"{count_of(waiting, 'file')} above {'waits' if waiting == 1 else 'wait'} for a mapping and will not be added yet.")
    with st.container(key="upload-add", horizontal=True, vertical_alignment="center"):
        if st.button(f"Add {count_of(len(readable), 'file')} to the view", key="upload:add", type="primary"):
            if typed := load_typed(files, key="upload"):
                st.session_state[_TYPED] = typed
                st.rerun()
            with working(st.empty(), key="adding") as progress:
                add_chosen(scene.project, readable, progress)
            _start_anew(f"{count_of(len(readable), 'file')} added to the view.")
        if scene.picture.shows_sample:
            quiet("The invented sample leaves the view with the first file of your own; you can show it again below.")


def _rows(read: Preview, scene: Scene) -> None:
    heading("First rows as read", f"times in {scene.zone.key}; verdicts under the agreement in use")
    if read.first.empty:
        quiet("No row was accepted.")
        return
    choose_language("upload:language")
    rows = preview_table(read.first, read.verdicts, scene.zone, rows_max=ROWS_MAX, language=link.asked().language)
    st.dataframe(
        rows,
        key="upload:rows",
        hide_index=True,
        height=min(320, table_height(len(rows))),
        row_height=ROW_PX,
        column_config={"Line": st.column_config.NumberColumn(width=60), "To note": st.column_config.TextColumn(width="large")},
        alt="The first accepted rows as they were read",
    )


def _stopped() -> None:
    notice("note", "Reading was stopped", ("Nothing was kept. Read the files again, or take some of them out above.",))
    st.button("Read them again", key="upload:again", on_click=forget_preview)


def _start_anew(done: str) -> None:
    """Empty the uploaders, whose bytes would stay in memory otherwise, and say what was done."""
    forget_preview()
    forget_repaired()
    forget_waiting()
    for name in [name for name in st.session_state if str(name).startswith("file:")]:
        del st.session_state[name]
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    st.session_state[_DONE] = done
    jump_to(_ADDED)
    st.rerun()


def _tell_what_was_done() -> None:
    if done := st.session_state.pop(_DONE, ""):
        with st.container(key=_ADDED):
            notice("done", done, ("The Overview shows what of it is placed on the map.",))
        land(_ADDED)
