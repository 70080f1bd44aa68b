"""The compiled kernel: the inner loops of the aligner in C, each beside a twin in numpy that gives the same.

The sources are in `source/`, one file a concern. `hatch_build.py` compiles them when the package is installed, if
there is a compiler; the module is `_compiled`, and `_compiled.pyi` describes its functions. Without it everything
works, only slower.

`loading` is the one place that decides which of the two runs. A function that has a twin asks `is_compiled`, then
imports `_compiled`. The kernel checks the arrays that it gets, knows no objects of the package, and keeps no state
but the key of its hashes.
"""

from collate.kernel.loading import is_compiled, kernel_in_words

__all__ = ["is_compiled", "kernel_in_words"]
