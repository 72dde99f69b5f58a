"""Files that hold tables otherwise than as plain text: workbooks, map layers, archives. One small file for each kind.

`opening.open_container` gives the tables of any file. What parses bytes of unknown origin runs in a process of its
own, with limits.
"""
