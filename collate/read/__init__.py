"""Reading: a file becomes a siglum and a text, and nothing is judged.

`READERS` maps the suffix of a file name to what reads it; any other suffix is plain text.
"""

from collate.read.options import ReadOptions as ReadOptions
from collate.read.plain import read_plain as read_plain
from collate.read.plain import write_back as write_back
from collate.read.readers import READERS as READERS
from collate.read.sources import read_sources as read_sources
from collate.read.work import Work as Work
from collate.read.work import read_work as read_work
