"""The apparatus: a base is chosen and every variation unit becomes an entry.

`entries` holds the records, `build` makes them of an alignment, `told` says what the work tells of
its words, `decided` puts an editor's word in the place of a rule's, `select` leaves out what is not
asked for.
"""

from collate.apparatus.build import build_apparatus as build_apparatus
from collate.apparatus.entries import Apparatus as Apparatus
from collate.apparatus.entries import Contrast as Contrast
from collate.apparatus.entries import Entry as Entry
from collate.apparatus.entries import Lemma as Lemma
from collate.apparatus.entries import Reading as Reading
from collate.apparatus.entries import Span as Span
from collate.apparatus.entries import Support as Support
from collate.apparatus.entries import by_group as by_group
from collate.apparatus.entries import doubtful as doubtful
from collate.apparatus.entries import no_longer_held as no_longer_held
from collate.apparatus.entries import summary as summary
from collate.apparatus.entries import unnamed as unnamed
from collate.apparatus.select import Selection as Selection
from collate.apparatus.select import select as select
from collate.apparatus.select import select_for_every_base as select_for_every_base
from collate.apparatus.told import context_of as context_of
