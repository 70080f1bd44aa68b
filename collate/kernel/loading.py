"""Which path runs, the compiled kernel or its twins in numpy: decided here, once, and nowhere else."""

import os
from functools import cache
from importlib import import_module
from typing import Final

# The number of what Python expects of the compiled module; `INTERFACE` in `source/kernel.h` is what a module offers.
# Both grow when a function is added, removed or called otherwise, so that an old module is not used.
INTERFACE: Final = 6
VARIABLE: Final = "COLLATE_KERNEL"  # the environment variable; `numpy` chooses the twins


def is_compiled() -> bool:
    """Return whether the compiled kernel runs."""
    return not _why_numpy()


def kernel_in_words() -> str:
    """Return in a few words which path runs, and why it is the slower one."""
    return f"numpy ({_why_numpy()})" if _why_numpy() else "compiled"


@cache
def _why_numpy() -> str:
    """Return why the twins in numpy run; the empty string if the compiled kernel does."""
    if os.environ.get(VARIABLE) == "numpy":
        return f"{VARIABLE} asks for it"
    try:
        module = import_module("collate.kernel._compiled")
    except ModuleNotFoundError:
        return "no compiler when it was installed"
    except ImportError:
        return "the compiled module cannot be loaded; install collate again"
    if module.INTERFACE != INTERFACE:
        return "the compiled module is of another version; install collate again"
    return ""
