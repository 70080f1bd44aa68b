"""Alignment: from the tokens of two or more witnesses to one table.

`ALIGNERS` maps the name of each aligner to a function that returns an `Alignment`. The tables of all aligners
pass the same checks.
"""

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType
from typing import Final

from collate.alignment.aligner import Aligner as Aligner
from collate.alignment.collatex_adapter import align_collatex
from collate.alignment.driver import align_witnesses
from collate.alignment.options import AlignOptions as AlignOptions
from collate.alignment.options import Limits as Limits
from collate.alignment.progressive.native import align_native

ALIGNERS: Final[Mapping[str, Aligner]] = MappingProxyType(
    {
        "native": lambda tokens, options, progress=None: align_witnesses(
            tokens, partial(align_native, progress=progress), options, progress
        ),
        "collatex": lambda tokens, options, progress=None: align_witnesses(tokens, align_collatex, options, progress),
    }
)
