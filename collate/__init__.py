"""Collate parallel witnesses of a text, and say of every difference what kind it is, and why.

Who has pairs of readings and wants their kinds finds `kinds_of` in `collate.of_pairs`.
"""

from collate.compat.collatex_json import align_collatex_json as align_collatex_json
from collate.errors import CollateError as CollateError
from collate.model.witness import Siglum as Siglum
from collate.model.witness import Witness as Witness
