"""The account of every row read: read = accepted + rejected + duplicates, in total and for each file, and the rejected rows."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard.ingest.formats import BY_NAME
from dashboard.ingest.intake import FileAccount, Rejection
from dashboard.present.encode import html_text
from dashboard.present.repair_words import beside_value, over_both_loads
from dashboard.present.sentences import count_of
from dashboard.report.rejected import rejected_csv
from dashboard.ui.downloads import download
from dashboard.ui.row_choice import ROW_PX, table_height
from dashboard.ui.theme import notice, quiet

_ROWS_SHOWN_MAX = 500


def format_words(name: str) -> str:
    """Return what a recognised format is called for readers."""
    return "template columns" if name == "canonical" else BY_NAME[name].title if name in BY_NAME else name


def account_strip(accounts: Sequence[FileAccount]) -> None:
    """Show the identity in large figures, summed over files."""
    read = sum(account.rows_read for account in accounts)
    parts = (
        ("rows read", read, "="),
        ("accepted", sum(account.accepted for account in accounts), "+"),
        ("rejected", sum(account.rejected for account in accounts), "+"),
        ("duplicates", sum(account.duplicates for account in accounts), ""),
    )
    cells = "".join(
        f'<span class="cf-figure"><b>{number:,}</b>{html_text(words)}</span>'
        + (f'<span class="cf-sign">{html_text(sign)}</span>' if sign else "")
        for words, number, sign in parts
    )
    st.html(f'<div class="cf-account">{cells}</div>')
    if read != sum(number for _, number, _ in parts[1:]):
        notice(
            "fault",
            "The account does not balance",
            ("Rows were lost in reading. Do not use these files; keep them and report this.",),
        )


def reading_words(format_name: str, mapping_json: str) -> str:
    """Return how a file is read: in a format, or as a person mapped its columns."""
    is_mapped = '"columns"' in mapping_json and format_name == "canonical"
    return "columns mapped" if is_mapped else format_words(format_name)


def file_facts(account: FileAccount, mapping_json: str = "") -> None:
    """Show what one file was recognised as, its account, and what the reader wants a person to know."""
    read_as = reading_words(account.format_name, mapping_json) if account.format_name else ""
    recognised = " · ".join(part for part in (read_as, account.encoding, account.delimiter) if part)
    numbers = (
        f"{account.rows_read:,} read = {account.accepted:,} accepted + {account.rejected:,} rejected"
        f" + {count_of(account.duplicates, 'duplicate')}"
    )
    notes = "".join(f"<li>{html_text(note)}</li>" for note in account.notes)
    st.html(
        f'<div class="cf-file"><strong>{html_text(account.file)}</strong><span>{html_text(recognised)}</span>'
        f"<p>{html_text(numbers)}</p>{f'<ul>{notes}</ul>' if notes else ''}</div>"
    )


def file_name(name: str, remark: str) -> None:
    """Show a file that has no account, with a remark."""
    st.html(f'<div class="cf-file"><strong>{html_text(name)}</strong><span>{html_text(remark)}</span></div>')


def repaired_line(account: FileAccount, repaired: int) -> None:
    """Show the account of a file over its own load and those that repaired rows of it; nothing where none was repaired."""
    if repaired:
        st.html(f'<div class="cf-file"><p>{html_text(over_both_loads(account, repaired))}</p></div>')


def rejected_rows(rejections: Sequence[Rejection], *, key: str, none: str) -> None:
    """List the rejected rows, a line for each problem, with all of them as a file; `none` is said where there is none."""
    if not rejections:
        quiet(none)
        return
    lines = [
        (rejection.file, rejection.line, problem.column, problem.value, beside_value(problem.reason, problem.value))
        for rejection in rejections[:_ROWS_SHOWN_MAX]
        for problem in rejection.problems
    ]
    st.dataframe(
        pd.DataFrame(lines, columns=["File", "Line", "Column", "Value", "Reason"]),
        key=f"{key}:rejected",
        hide_index=True,
        height=min(320, table_height(len(lines))),
        row_height=ROW_PX,
        column_config={"Line": st.column_config.NumberColumn(width=60), "Reason": st.column_config.TextColumn(width="large")},
        alt="Rejected rows with line, column, value and reason",
    )
    if len(rejections) > _ROWS_SHOWN_MAX:
        quiet(f"The first {_ROWS_SHOWN_MAX:,} of {len(rejections):,} rejected rows are shown; the file holds all of them.")
    download("Rejected rows (CSV)", "rejected", ".csv", rejected_csv(rejections), key=f"{key}:rejected-csv")
