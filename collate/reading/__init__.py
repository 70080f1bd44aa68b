"""Reading: a file becomes a siglum and a text, and nothing is judged.

`READERS` maps the suffix of a file name to what reads it; any other suffix is plain text.
"""

from collate.reading.options import ReadOptions as ReadOptions
from collate.reading.plain import read_plain as read_plain
from collate.reading.plain import write_back as write_back
from collate.reading.readers import READERS as READERS
from collate.reading.sources import read_sources as read_sources
from collate.reading.work import read_work as read_work
