"""Writers of reports: they write what was decided, and decide nothing.

`formats` is the table of formats; `writers` finds the writer of a format by its name.
"""

from collate.rendering.formats import FORMATS as FORMATS
from collate.rendering.formats import Format as Format
from collate.rendering.formats import Shows as Shows
