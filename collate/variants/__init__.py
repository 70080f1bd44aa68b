"""Where do extant witnesses differ, and how far does each place reach?

`places` holds the policy: which columns are one place. `columns` are what it asks of them,
`exchanges` and `white_space` two sorts of places of their own, `joints` what an editor joins or
cuts, `units` the answer.
"""

from collate.model.units import Group as Group
from collate.model.units import Units as Units
from collate.model.units import VariationUnit as VariationUnit
from collate.model.units import tokens_before as tokens_before
from collate.model.units import tokens_in as tokens_in
from collate.variants.boundaries import variation_units as variation_units
