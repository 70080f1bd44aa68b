"""Build the apparatus of a work: each variation unit becomes an entry against a base.

`build` makes the entries, with `unit_batch` (the readings of a batch of units) and `unit_variation` (how they
differ). `work_lexicon` gathers what the rules may use of the whole work. `apply_decisions` applies what an editor has
decided. `select` leaves out what is not to be shown. The types are in `model/apparatus`.
"""

from collate.apparatus.build import build_apparatus as build_apparatus
from collate.apparatus.select import Selection as Selection
from collate.apparatus.select import select as select
from collate.apparatus.select import select_for_every_base as select_for_every_base
from collate.apparatus.work_lexicon import work_evidence as work_evidence
from collate.model.apparatus import Apparatus as Apparatus
from collate.model.apparatus import Contrast as Contrast
from collate.model.apparatus import Entry as Entry
from collate.model.apparatus import Lemma as Lemma
from collate.model.apparatus import Reading as Reading
from collate.model.apparatus import Span as Span
from collate.model.apparatus import Support as Support
from collate.model.apparatus import doubt_in_words as doubt_in_words
from collate.model.apparatus import doubtful as doubtful
from collate.model.apparatus import entries_and_echoes as entries_and_echoes
from collate.model.apparatus import readings_by_group as readings_by_group
from collate.model.apparatus import summary as summary
from collate.model.apparatus import unclassified as unclassified
from collate.model.apparatus import unheld_decisions as unheld_decisions
