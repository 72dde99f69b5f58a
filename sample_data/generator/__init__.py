"""How the sample is made: a story of events, the reports senders write, the mess of their files, and the truth behind."""
