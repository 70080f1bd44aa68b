"""Gold alignments, made or revised by people: their tokens are aligned as they are, and the result is scored."""

import importlib.util
import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final

import numpy as np
from places import GOLD

from collate._arrays import Int64
from collate.alignment import ALIGNERS, AlignOptions
from collate.model.alignment import Alignment
from collate.model.tokens import Sort, Tokens
from collate.model.witness import Siglum, Witness
from collate.text.segmentation import TokenSpan
from collate.text.tokenise import tokenise
from collate.text.word_signs import stands_for_word

# Slices are averaged into the text that they were cut from; a whole text is shown beside them.
SLICES: Final = {"besoin_p": "besoin", "frankenstein_C": "frankenstein", "hebrew_09_2_samuel_p": "2 Samuel"}
WHOLE: Final = {"besoin": "besoin", "hebrew_09_2_samuel": "2 Samuel"}

# The study from which the targets come (9 texts) counted differently: it had no set that is exact by
# construction, a whole chapter and not its slice, and counted the chronicle and the Hebrew books as one text each.
NOT_IN_STUDY: Final = ("chinese_cuv_gen1", "frankenstein_C20_p1")
STUDY: Final = {
    "matthew570a": "chronicle",
    "matthew591": "chronicle",
    "2 Samuel": "hebrew",
    "hebrew_24_haggai": "hebrew",
}

Scorer = Callable[[Mapping[str, Any], Mapping[str, Any]], dict[str, float]]  # a gold table, another: measures by name


@dataclass(frozen=True, slots=True, eq=False)
class GoldSet:
    """A gold set: its name, the text it belongs to, whether the mean counts it, and the content of its file."""

    name: str
    text: str
    counted: bool
    file: Mapping[str, Any]

    @property
    def sizes(self) -> list[int]:
        """The number of tokens of each witness."""
        return [len(w["tokens"]) for w in self.file["witnesses"]]


@dataclass(frozen=True, slots=True, eq=False)
class Aligned:
    """The alignment of a gold set, and the CPU seconds that it took."""

    gold: GoldSet
    alignment: Alignment
    seconds: float


def gold_sets(name: str = "") -> list[GoldSet]:
    """Read the sets whose name contains `name`, in the order of their names."""
    sets = []
    for path in sorted((GOLD / "align").glob("*.json")):
        if name in path.stem:
            text = next(
                (whole for prefix, whole in SLICES.items() if path.stem.startswith(prefix)),
                WHOLE.get(path.stem, path.stem),
            )
            sets.append(GoldSet(path.stem, text, path.stem not in WHOLE, json.loads(path.read_text("utf-8"))))
    return sets


def tokens_of(gold: GoldSet, given: bool = False) -> tuple[Tokens, ...]:
    """Return the tokens of a set as the gold alignment has them; with `given`, the forms that the set gives, if any."""
    cuts: dict[str, list[TokenSpan]] = {}
    witnesses = []
    for w in gold.file["witnesses"]:
        text, cut = "", []
        for token in w["tokens"]:
            sort = Sort.WORD if stands_for_word(token["t"]) else Sort.PUNCTUATION
            cut.append(TokenSpan(len(text), len(text) + len(token["t"]), sort))
            text += token["t"] + " "
        cuts[text] = cut
        witnesses.append(Witness(Siglum(w["id"]), text))
    tokens = tokenise(witnesses, lambda text: cuts[text])
    return tuple(map(_with_given_forms, tokens, gold.file["witnesses"])) if given else tokens


def _with_given_forms(tokens: Tokens, witness: Mapping[str, Any]) -> Tokens:
    """Return the tokens with the normalised forms of the set; where the set has none, with ours."""
    forms = tokens.form.copy()
    for i, token in enumerate(witness["tokens"]):
        if "n" in token:
            forms[i] = tokens.vocabulary.code(token["n"].casefold())
    return replace(tokens, form=forms)


def align(gold: GoldSet, aligner: str = "native", given: bool = False) -> Aligned:
    """Align a set and time it."""
    tokens = tokens_of(gold, given)
    start = time.process_time()
    alignment = ALIGNERS[aligner](tokens, AlignOptions())
    return Aligned(gold, alignment, time.process_time() - start)


def collation(aligned: Aligned) -> dict[str, Any]:
    """Return an alignment as the CollateX table that the scorer reads; `_i` is the number of the token."""
    witnesses = aligned.gold.file["witnesses"]
    table = [
        [[{"t": w["tokens"][i]["t"], "_i": i}] if i >= 0 else None for i in column]
        for w, column in zip(witnesses, aligned.alignment.table.T.tolist(), strict=True)
    ]
    return {"witnesses": [w["id"] for w in witnesses], "table": table}


@cache
def scorer() -> Scorer:
    """Import the scorer in the folder of the gold sets."""
    specification = importlib.util.spec_from_file_location("score", GOLD / "score.py")
    if specification is None or specification.loader is None:
        raise FileNotFoundError(GOLD / "score.py")
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    score: Scorer = module.score
    return score


def gold_columns(gold: GoldSet) -> list[Int64]:
    """Return for each witness (tokens,) the gold column of each token."""
    columns = [np.full(size, -1, np.int64) for size in gold.sizes]
    for number, row in enumerate(gold.file["table"]):
        for column, cell in zip(columns, row, strict=True):
            column[list(cell)] = number
    return columns


def mean_by_text(values: Sequence[tuple[GoldSet, Sequence[float]]], study: bool = False) -> tuple[list[float], int]:
    """Average the figures of the slices of each text, then those of the texts. Return means and number of texts.

    `study` counts texts as the study did from which the targets come, so that they can be compared.
    """
    texts: dict[str, list[Sequence[float]]] = {}
    for gold, figures in values:
        if gold.counted and not (study and gold.name in NOT_IN_STUDY):
            texts.setdefault(STUDY.get(gold.text, gold.text) if study else gold.text, []).append(figures)
    means = [np.mean(figures, axis=0) for figures in texts.values()]
    return ([] if not means else np.mean(means, axis=0).tolist()), len(means)
