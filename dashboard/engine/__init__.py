"""Computation on tables and geometry: shares, findings, verdicts, incidents. No files, no pages, no clock."""
