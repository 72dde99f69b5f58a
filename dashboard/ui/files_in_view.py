"""The files in view with their accounts; taking one out of view, and bringing the sample back."""

from collections.abc import Sequence
from datetime import UTC

import pandas as pd
import streamlit as st

from dashboard.domain.access import Action
from dashboard.ingest.intake import FileAccount
from dashboard.ingest.repairs import RowPlace
from dashboard.pictures import repaired_in_view
from dashboard.present.encode import html_text
from dashboard.present.repair_words import open_words
from dashboard.settings import sample_folder
from dashboard.store.kept import Upload
from dashboard.ui.accounting import account_strip, file_facts, reading_words, rejected_rows, repaired_line
from dashboard.ui.attempt import attempt
from dashboard.ui.dropped import Common
from dashboard.ui.repair import Repairable, repair_rows
from dashboard.ui.row_choice import row_choice
from dashboard.ui.session import Scene
from dashboard.ui.theme import heading, quiet
from dashboard.ui.visitor import may
from dashboard.workflows import SAMPLE_NEEDS, show_sample, withdraw_file

_CHOSEN, _REPAIRED = "files:chosen", "files:repaired"


def files_in_view(scene: Scene) -> None:
    """List the files; a chosen one shows its account and can be withdrawn."""
    picture = scene.picture
    heading("Files in view")
    if picture.uploads:
        account_strip(picture.placed.intake.accounts)
        repaired = _repaired(scene)
        if total := sum(map(len, repaired)):
            rejected = sum(account.rejected for account in picture.placed.intake.accounts)
            quiet(open_words(rejected, total))
        _table(scene, repaired)
    else:
        quiet("No file is in view. Drop one above, or show the sample again.")
    if not picture.shows_sample and all(map(may, SAMPLE_NEEDS)):
        st.button(
            "Show the sample again", key="files:sample", on_click=attempt, args=(show_sample, scene.project, sample_folder())
        )


def _repaired(scene: Scene) -> tuple[frozenset[RowPlace], ...]:
    """Return for each file the lines of its rejected rows that were repaired, looked up once per revision."""
    kept: tuple[int, tuple[frozenset[RowPlace], ...]] | None = st.session_state.get(_REPAIRED)
    if kept is None or kept[0] != scene.picture.revision:
        kept = (scene.picture.revision, repaired_in_view(scene.project, scene.picture))
        st.session_state[_REPAIRED] = kept
    return kept[1]


def _table(scene: Scene, repaired: Sequence[frozenset[RowPlace]]) -> None:
    uploads, accounts = scene.picture.uploads, scene.picture.placed.intake.file_accounts
    rows = [_row(upload, account, len(lines)) for upload, account, lines in zip(uploads, accounts, repaired, strict=True)]
    ids = [upload.id for upload in uploads]
    chosen = st.session_state.get(_CHOSEN)
    position = ids.index(chosen) if chosen in ids else None
    row_choice(
        pd.DataFrame(rows, index=ids),
        key="files",
        chosen=position,
        on_row=lambda row: st.session_state.update({_CHOSEN: None if row is None else ids[row]}),
        columns={"File": st.column_config.TextColumn(width="medium")},
        alt="Files in view. Choose one to see its account or to withdraw it.",
        rows_max=12,
    )
    if position is None:
        quiet("Choose a file to see what was recognised and its rejected rows, or to withdraw it.")
        return
    upload, account = uploads[position], accounts[position]
    file_facts(account, upload.mapping_json)
    before = sum(one.rejected for one in accounts[:position])
    own = scene.picture.placed.intake.rejections[before : before + account.rejected]
    still_open = tuple(one for one in own if (one.file, one.line) not in repaired[position])
    repaired_line(account, len(repaired[position]))
    rejected_rows(still_open, key="files", none="Every rejected row is repaired." if own else "No row was rejected.")
    repair_rows([Repairable(upload.id, upload.file_name, still_open, Common(upload.time_zone, upload.mapping_json))], key="files")
    if may(Action.WITHDRAW_FILES):
        _withdrawal(scene, upload)


def _row(upload: Upload, account: FileAccount, repaired: int) -> dict[str, object]:
    return {
        "File": upload.file_name,
        "Events": "invented (sample)" if upload.kind == "sample" else "reported",
        "Format": reading_words(account.format_name, upload.mapping_json),
        "Read": account.rows_read,
        "Accepted": account.accepted,
        "Rejected": account.rejected,
        "Still open": account.rejected - repaired,
        "Duplicates": account.duplicates,
        "Time zone": upload.time_zone,
        "Size": _size(upload.size_bytes),
        "Loaded (UTC)": upload.loaded_at.astimezone(UTC).strftime("%Y-%m-%d %H:%M"),
    }


def _size(size_bytes: int) -> str:
    if size_bytes < 1_000_000:
        return f"{size_bytes / 1_000:,.1f} kB"
    return f"{size_bytes / 1_000_000:,.1f} MB"


def _withdrawal(scene: Scene, upload: Upload) -> None:
    with st.popover("Withdraw this file …", key="files:withdraw"):
        st.html(f"<p>{html_text(upload.file_name)} leaves the view, with its observations and their verdicts.</p>")
        quiet("Its bytes are kept; loading the same file brings it back.")
        st.button(
            "Withdraw", key="files:confirm", type="primary", on_click=attempt, args=(withdraw_file, scene.project, upload.id)
        )
