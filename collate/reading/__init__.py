"""Reading: from files to witnesses and works. Nothing in a text is judged here.

`FORMATS` has what is read: how each format is known, and its reader. What is nothing else is plain text.
"""

from collate.reading.building import read_paths as read_paths
from collate.reading.building import work_of as work_of
from collate.reading.options import ReadOptions as ReadOptions
from collate.reading.plain import read_plain as read_plain
from collate.reading.plain import write_back as write_back
from collate.reading.readers import FORMATS as FORMATS
from collate.reading.sources import read_sources as read_sources
from collate.reading.work import read_work as read_work
