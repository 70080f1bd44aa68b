"""Files in TEI, P5 and P4, as witnesses: one for each state of the text."""

from collate.reading.tei.reader import read_tei as read_tei
