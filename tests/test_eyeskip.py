"""Where an eye-skip is possible at all: only there are the rules shown what stands around a reading."""

import numpy as np
import pytest

from collate.classify import eyeskip_candidates, folded, word_ending
from collate.model.tokens import Sort
from collate.model.witness import Siglum, Witness
from collate.text.tokenise import tokenise

POSSIBLE = [
    "a red cat [and a black cat] ran",  # the last word is that before the stretch
    "he [saw her and] saw it",  # the first word is that after it
    "a red cat, [and a black cat] ran",  # with a mark between
    "he [saw her and] - saw it",
    "the red cat [and the Cat, ] ran",  # whatever the case, and a mark at the end
    "of each nation [and of all creation] he spoke",  # two words end alike
    "of each nation, [and of all creation] he spoke",
    "cat [cat] ran",
]
IMPOSSIBLE = [
    "a red dog [and a black people] ran",
    "a red people [and a black dog] ran",
    "at [by] on",  # short words have no ending, and none is like none
    "by the sea [, ] , and so on",  # marks alone are no words
    "by the sea, [, ] and so on",
    "[a red cat] ran",  # nothing stands before it
    "so ran [a red cat]",
    "cat and [a red] cat",  # further away
    "a cat [] cat ran",
]


@pytest.mark.parametrize(("text", "possible"), [*((t, True) for t in POSSIBLE), *((t, False) for t in IMPOSSIBLE)])
def test_only_where_words_or_endings_recur_an_eyeskip_is_possible(text: str, possible: bool) -> None:
    before, rest = text.split("[")
    within, after = rest.split("]")
    counts = [len(tokenise([Witness(Siglum("A"), part)])[0]) for part in (before, before + within)]
    (tokens,) = tokenise([Witness(Siglum("A"), before + within + after)])
    words = [folded(token.surface) for token in tokens]
    endings = [word_ending(word) for word in words]
    numbers = {ending: k for k, ending in enumerate(sorted(set(endings) - {""}))}
    candidates = eyeskip_candidates(
        np.array([sorted(set(words)).index(word) for word in words], np.int32),
        np.array([numbers.get(ending, -1) for ending in endings], np.int32),
        tokens.sort,
        np.array([any(c.isalnum() for c in word) for word in words], bool),
    )
    first, last = np.array(counts[:1], np.int32), np.array(counts[1:], np.int32)
    assert candidates.may_be_eye_skips(first, last).tolist() == [possible]
    assert Sort.WORD in tokens.sort
