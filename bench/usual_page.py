"""What one would write without this program: rows of the sample with a plot and a table. No zones, no verdicts.

`streamlit run bench/usual_page.py`
"""

from pathlib import Path

import pandas as pd
import streamlit as st

FOLDER = Path(__file__).resolve().parents[1] / "sample_data"

rows = pd.read_csv(FOLDER / "patrols.csv", dtype=str, on_bad_lines="skip")  # else it ends at the first broken row
rows[["lat", "lon"]] = rows[["lat", "lon"]].apply(pd.to_numeric, errors="coerce")
st.title("Observations")
st.scatter_chart(rows.dropna(subset=["lat", "lon"]), x="lon", y="lat")
st.dataframe(rows)
