"""A table that is recognised as the template, and of which more could be read: said, with the way to go through its columns."""

import streamlit as st

from dashboard.ingest.intake import FileAccount
from dashboard.ingest.mappings.overlooked import overlooked
from dashboard.present.mapping_words import mostly_rejected_words, overlooked_words
from dashboard.ui.dropped import BY_COLUMNS, Dropped, guesses_once
from dashboard.ui.session import Scene
from dashboard.ui.theme import notice


def offer_columns(scene: Scene, one: Dropped, account: FileAccount) -> None:
    """Offer to map the columns of a recognised table; nothing where all that can be told of it is read."""
    if account.format_name != "canonical":
        return
    said = [overlooked_words(guess.heading, guess.role) for guess in overlooked(guesses_once(scene, one))]
    if account.rejected * 2 > account.rows_read:
        said.append(mostly_rejected_words(account.rejected, account.rows_read))
    if said:
        notice("note", "More of this file may be read if you go through its columns", said)
        st.button("Go through its columns", key=f"{one.key}:by-columns", on_click=one.choose, args=(BY_COLUMNS,))
