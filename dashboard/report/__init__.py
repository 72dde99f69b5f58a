"""What leaves the dashboard as a file: tables as CSV that a spreadsheet cannot be tricked with, and lossless JSON beside them."""
