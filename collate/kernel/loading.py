"""Which path runs, the compiled kernel or its twins in numpy: decided here, once, and nowhere else."""

import os
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Final
from zlib import crc32

# The number of what Python expects of the compiled module; `INTERFACE` in `source/kernel.h` is what a module offers.
# Both grow when a function is added, removed or called otherwise, so that an old module is not used.
INTERFACE: Final = 7
VARIABLE: Final = "COLLATE_KERNEL"  # the environment variable; `numpy` chooses the twins
_SOURCES: Final = Path(__file__).parent / "source"  # only in a tree of the sources, as in an editable installation


def is_compiled() -> bool:
    """Return whether the compiled kernel runs."""
    return not _why_numpy()


def kernel_in_words() -> str:
    """Return in a few words which path runs, and why it is the slower one."""
    return f"numpy ({_why_numpy()})" if _why_numpy() else "compiled"


def digest_of_sources(folder: Path) -> int:
    """Return a number of 31 bits that changes with the sources in a folder; `hatch_build.py` compiles it in."""
    digest = 0
    for path in sorted(folder.glob("*.[ch]")):
        digest = crc32(path.read_bytes(), digest)
    return digest & 0x7FFFFFFF


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
    if _SOURCES.is_dir() and digest_of_sources(_SOURCES) != module.SOURCES:
        return "the sources of the compiled module have changed; run make"
    return ""
