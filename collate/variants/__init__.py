"""Variation units: where extant witnesses differ, and which columns each difference spans.

`boundaries` holds the policy: which columns are one unit. `columns` has the facts about varying columns that it
needs. `inversions`, `rewritten` and `white_space` find units of their own kind, and `overrides` applies what an
editor merges or splits.
"""

from collate.model.units import Group as Group
from collate.model.units import Units as Units
from collate.model.units import VariationUnit as VariationUnit
from collate.model.units import tokens_before as tokens_before
from collate.model.units import tokens_in as tokens_in
from collate.variants.boundaries import variation_units as variation_units
