"""Assessing by several processes, on this machine or on others: batches of reports in files, held by dask's workers."""
