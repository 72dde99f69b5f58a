"""What was derived, kept beside the record so that it need not be derived again; nothing here is a second truth."""
