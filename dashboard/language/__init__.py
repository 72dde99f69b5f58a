"""Messages in words: a catalogue of every sentence in English and Ukrainian, and how numbers, dates and lists are written."""
