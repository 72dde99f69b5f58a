"""What one would write to keep reports in a database: `python -m bench.usual_record FILE DATABASE`."""

import sqlite3
import sys
from contextlib import closing

import pandas as pd


def main(path: str, database: str) -> None:
    """Put the rows of a file into a table, and count them."""
    rows = pd.read_csv(path, parse_dates=["observed_from"], low_memory=False)
    with closing(sqlite3.connect(database)) as connection:
        rows.to_sql("observations", connection, if_exists="append", index=False)
        connection.commit()
        print(connection.execute("SELECT count(*) FROM observations").fetchone())


if __name__ == "__main__":
    main(*sys.argv[1:])
