"""Aligning: codes are put side by side.

`ALIGNERS` is the door: a name, and what makes an `Alignment` of the tokens of two or more
witnesses. Whoever makes the table, it passes through the same checks.
"""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from collate.align.assemble import assemble
from collate.align.by_collatex import align_collatex
from collate.align.native import align_native
from collate.align.options import AlignOptions as AlignOptions
from collate.align.options import Limits as Limits
from collate.model.alignment import Alignment
from collate.model.tokens import Tokens

Aligner = Callable[[Sequence[Tokens], AlignOptions], Alignment]

ALIGNERS: Final[Mapping[str, Aligner]] = MappingProxyType(
    {
        "native": lambda tokens, options: assemble(tokens, align_native, options),
        "collatex": lambda tokens, options: assemble(tokens, align_collatex, options),
    }
)
