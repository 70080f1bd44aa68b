"""What a source says of each token, as keys of CollateX's JSON that its readers ignore."""

from collections.abc import Mapping
from typing import Final

import numpy as np

from collate.model.annotations import AnnotationName, code_of
from collate.model.token_annotations import values_of
from collate.model.tokens import Tokens

# The names that other programs use for these keys; every other annotation has its own name.
_KEYS: Final[Mapping[AnnotationName, str]] = {AnnotationName.PART_OF_SPEECH: "pos", AnnotationName.ID: "xml:id"}


def keys_of_tokens(tokens: Tokens) -> dict[int, dict[str, object]]:
    """Return by its number each token of which the source says something, with its keys.

    They are the keys that a token came with, and its annotations, each with its value, or true where the name says
    all. Of two annotations of one name the one that begins last counts.
    """
    keys: dict[int, dict[str, object]] = {}
    _add_annotations(tokens, keys)
    _add_given_keys(tokens, keys)
    return keys


def _add_annotations(tokens: Tokens, keys: dict[int, dict[str, object]]) -> None:
    present = set(tokens.witness.annotations.names)
    for name in AnnotationName:
        if code_of(name) not in present:
            continue
        values = values_of(tokens, name)
        for i in (values.codes >= 0).nonzero()[0].tolist():
            keys.setdefault(i, {})[_KEYS.get(name, str(name))] = values.strings[int(values.codes[i])] or True


def _add_given_keys(tokens: Tokens, keys: dict[int, dict[str, object]]) -> None:
    words = [word for word in tokens.witness.pretokens if word.keys]
    first = np.searchsorted(tokens.spans[:, 0], [word.start for word in words])
    stop = np.searchsorted(tokens.spans[:, 1], [word.end for word in words], "right")
    for word, i, after in zip(words, first.tolist(), stop.tolist(), strict=True):
        if after == i + 1:  # a word that was not given up for another
            keys.setdefault(i, {}).update({key: value for key, value in word.keys if key not in ("t", "n")})
