"""Dictionaries of hunspell, where they are installed: which words a language has.

They are read by spylls, which is not always there (extra `[ocr]`). What is missing is told in a sentence, and is no
error: the same project is checked on computers that have other dictionaries.
"""

import os
import warnings
from collections.abc import Callable
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Final

from collate._dataclass import dataclass
from collate._repr import repr_line
from collate.files.presence import files_in, is_file

_FOLDERS: Final = ("/usr/share/hunspell", "/usr/share/myspell", "/usr/share/myspell/dicts", "/Library/Spelling")
_FOLDERS_VARIABLE: Final = "DICPATH"  # where hunspell looks first
_INSTALL: Final = "pip install 'textcollate[ocr]'"
# Languages whose countries spell differently: a word of any of these dictionaries is right.
_TOGETHER: Final = {"en": ("en_GB", "en_US"), "pt": ("pt_PT", "pt_BR")}
_USUAL: Final = {"de": "de_DE", "el": "el_GR", "sv": "sv_SE", "da": "da_DK", "cs": "cs_CZ", "uk": "uk_UA"}


@dataclass(frozen=True, slots=True)
class Dictionary:
    """The dictionaries of one language: whether they have a word, or why there are none."""

    has: Callable[[str], bool]
    missing: str = ""

    def __repr__(self) -> str:
        return repr_line("Dictionary", self.missing or "found")


@lru_cache(maxsize=8)  # reading one takes seconds
def dictionary_of(language: str) -> Dictionary:
    """Return the dictionaries that are installed for a language."""
    if not language:
        return _none("the language of the text is not known; name it: language = .., or --language")
    paths = dictionary_paths(language)
    if not paths:
        return _none(f"no dictionary of hunspell is installed for {language}")
    try:
        reader = import_module("spylls.hunspell").Dictionary
    except ModuleNotFoundError:
        return _none(f"the reader of dictionaries is not installed: {_INSTALL}")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # it does not close its files
        lookups = [reader.from_files(str(path)).lookup for path in paths]
    return Dictionary(lambda word: any(lookup(word) for lookup in lookups))


def _none(why: str) -> Dictionary:
    return Dictionary(lambda word: True, why)


def dictionary_notice(language: str, has_lists: bool) -> str:
    """Return a sentence if no dictionary is there for a text from OCR, else ""."""
    missing = dictionary_of(language).missing
    instead = "only the word lists of the project are used" if has_lists else "T210 did not run"
    return f"ocr = true: {missing}; {instead}" if missing else ""


def dictionary_paths(language: str) -> tuple[Path, ...]:
    """Return the dictionaries of a language, without their suffix: of the folder that has any, the usual ones."""
    code = language.replace("-", "_")
    short = code.split("_")[0].lower()
    folders = [*os.environ.get(_FOLDERS_VARIABLE, "").split(os.pathsep), *_FOLDERS]
    for folder in filter(None, folders):
        stems = [path.stem for path in files_in(Path(folder), ".dic")]
        known = [stem for stem in stems if stem.split("_")[0] == short and is_file(Path(folder, f"{stem}.aff"))]
        if known:
            return tuple(Path(folder, stem) for stem in _chosen(known, code, short))
    return ()


def _chosen(known: list[str], code: str, short: str) -> tuple[str, ...]:
    if code in known and code != short:
        return (code,)
    together = tuple(stem for stem in _TOGETHER.get(short, ()) if stem in known)
    if together:
        return together
    usual = (_USUAL.get(short, ""), short, f"{short}_{short.upper()}", min(known))
    return (next(stem for stem in usual if stem in known),)
