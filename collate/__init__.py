"""Collate parallel witnesses of a text, and say of each difference what kind it is, and why.

    >>> import collate
    >>> result = collate.collate({"A": "the colour red", "B": "the color red"}, language="en")
    >>> for entry in result.entries:
    ...     print(entry.lemma.text, "]", entry.readings[0].text, "|", entry.readings[0].variation.kind)
    colour ] color | spelling

The names in `__all__` are public: docs/api.md explains each name, and how names are deprecated.
Importing this package loads nothing but this file; each name is loaded when it is first used.
"""

from importlib import import_module as _import_module

TYPE_CHECKING = False  # type checkers take it for true; importing it from `typing` takes most of the time
if TYPE_CHECKING:  # they cannot follow `__getattr__`
    from collate._version import __version__ as __version__
    from collate.api.checks import check as check
    from collate.api.collation import align as align
    from collate.api.collation import collate as collate
    from collate.api.collation import diff as diff
    from collate.api.collation import read as read
    from collate.api.passages import find_passages as find_passages
    from collate.api.result import CollationResult as CollationResult
    from collate.classify.pairs import classify_pairs as classify_pairs
    from collate.compat.collatex_json import align_collatex_json as align_collatex_json
    from collate.discovery.passages import DocumentSpan as DocumentSpan
    from collate.discovery.passages import ParallelKind as ParallelKind
    from collate.discovery.passages import ParallelPassage as ParallelPassage
    from collate.discovery.passages import PassageSet as PassageSet
    from collate.discovery.passages import TextGroup as TextGroup
    from collate.errors import AlignmentError as AlignmentError
    from collate.errors import CollateError as CollateError
    from collate.errors import ConfigError as ConfigError
    from collate.errors import InternalError as InternalError
    from collate.errors import OptionError as OptionError
    from collate.errors import PlaceError as PlaceError
    from collate.errors import ReadError as ReadError
    from collate.errors import RuleError as RuleError
    from collate.errors import TokenError as TokenError
    from collate.errors import UnknownEncodingError as UnknownEncodingError
    from collate.errors import WitnessError as WitnessError
    from collate.errors import WriteError as WriteError
    from collate.model.alignment import Alignment as Alignment
    from collate.model.apparatus import Apparatus as Apparatus
    from collate.model.apparatus import Entry as Entry
    from collate.model.apparatus import Lemma as Lemma
    from collate.model.apparatus import Reading as Reading
    from collate.model.findings import Finding as Finding
    from collate.model.variation import Certainty as Certainty
    from collate.model.variation import Kind as Kind
    from collate.model.variation import Significance as Significance
    from collate.model.variation import Variation as Variation
    from collate.model.witness import Siglum as Siglum
    from collate.model.witness import Witness as Witness
    from collate.model.work import Work as Work
    from collate.rendering.formats import FORMATS as FORMATS
    from collate.rendering.formats import Format as Format

__all__ = [  # noqa: RUF022 - in the order of docs/api.md
    "collate", "diff", "read", "align", "classify_pairs", "check", "find_passages", "align_collatex_json",
    "CollationResult", "Apparatus", "Entry", "Lemma", "Reading", "Variation", "Kind", "Significance", "Certainty",
    "Alignment", "Work", "Witness", "Siglum", "Finding",
    "PassageSet", "ParallelPassage", "ParallelKind", "DocumentSpan", "TextGroup", "FORMATS", "Format",
    "CollateError", "ReadError", "UnknownEncodingError", "ConfigError", "RuleError", "OptionError", "WitnessError",
    "TokenError", "AlignmentError", "PlaceError", "WriteError", "InternalError",
    "__version__",
]  # fmt: skip

# Where each name is defined. No name is that of a room of this package: importing `collate.check`
# as a package would put the package in the place of the function.
_MODULES = {
    "api.checks": ("check",),
    "api.collation": ("align", "collate", "diff", "read"),
    "api.passages": ("find_passages",),
    "api.result": ("CollationResult",),
    "classify.pairs": ("classify_pairs",),
    "compat.collatex_json": ("align_collatex_json",),
    "discovery.passages": ("DocumentSpan", "ParallelKind", "ParallelPassage", "PassageSet", "TextGroup"),
    "errors": (
        "AlignmentError", "CollateError", "ConfigError", "InternalError", "OptionError", "PlaceError", "ReadError",
        "RuleError", "TokenError", "UnknownEncodingError", "WitnessError", "WriteError",
    ),
    "model.alignment": ("Alignment",),
    "model.apparatus": ("Apparatus", "Entry", "Lemma", "Reading"),
    "model.findings": ("Finding",),
    "model.variation": ("Certainty", "Kind", "Significance", "Variation"),
    "model.witness": ("Siglum", "Witness"),
    "model.work": ("Work",),
    "rendering.formats": ("FORMATS", "Format"),
    "_version": ("__version__",),
}  # fmt: skip
_MODULE_OF = {name: module for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> object:
    """Load a public name when it is first used (PEP 562)."""
    if name not in _MODULE_OF:
        raise AttributeError(f"module 'collate' has no attribute {name!r}")
    value: object = getattr(_import_module(f"collate.{_MODULE_OF[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names, those that are not loaded yet too."""
    return sorted({*(name for name in globals() if name.startswith("__")), *__all__})
