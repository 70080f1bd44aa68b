"""The variation units as a matrix of characters: NEXUS (Maddison and others 1997) and PHYLIP."""

from collections.abc import Iterator
from typing import Final

import numpy as np

from collate._arrays import Int32
from collate.apparatus import Apparatus
from collate.model.alignment import Alignment
from collate.model.hands import hands_of
from collate.rendering.citation import cite_names
from collate.rendering.left_out import describe_part
from collate.rendering.phylo.characters import MISSING, CharacterStates, character_states, fill_correctors
from collate.rendering.phylo.taxa import taxon_names
from collate.terminal.display import visible

SYMBOLS: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUV"  # 32: as many as IQ-TREE takes; most programs take as many or more
_MISSING_SYMBOL: Final = "?"
_READINGS_PER_PART: Final = (
    len(SYMBOLS) - 1
)  # of an entry that is split; the last symbol means a reading of another part
_STRICT_WIDTH: Final = 10  # characters of a name in strict PHYLIP
_COMMENT_ESCAPES: Final = str.maketrans({"[": "\\u{5b}", "]": "\\u{5d}"})


def write_nexus(apparatus: Apparatus, alignment: Alignment) -> Iterator[str]:
    """Write a character for each entry and a state for each reading, `?` where a witness is not extant.

    Nothing is written as a gap: an omission is a reading, with a state. A hand is a taxon, and a comment names its
    manuscript.
    """
    del alignment
    names = taxon_names([w.siglum for w in apparatus.witnesses])
    taxa = zip(names, apparatus.witnesses, strict=True)
    yield "#NEXUS\n" + "".join(
        f"[{name} is {visible(w.siglum).translate(_COMMENT_ESCAPES)}]\n" for name, w in taxa if name != w.siglum
    )
    by_siglum = dict(zip([w.siglum for w in apparatus.witnesses], names, strict=True))
    yield "".join(
        f"[{by_siglum[hand]} is a hand of {by_siglum[manuscript]}]\n"
        for hand, manuscript in hands_of(apparatus.witnesses).items()
    )
    if apparatus.part:
        yield f"[{describe_part(apparatus).translate(_COMMENT_ESCAPES)}]\n"
    states = _states(apparatus)
    if not states.entries:
        yield "[no selected reading differs from another, so there are no characters]\n"
    yield f"BEGIN TAXA;\n DIMENSIONS NTAX={len(names)};\n TAXLABELS {' '.join(names)};\nEND;\n"
    if not states.entries:
        return
    codes, labels = _characters(states)
    symbols = SYMBOLS[: max(2, int(codes.max()) + 1)]
    yield f"BEGIN CHARACTERS;\n DIMENSIONS NCHAR={len(codes)};\n"
    yield f' FORMAT DATATYPE=STANDARD MISSING={_MISSING_SYMBOL} GAP=- SYMBOLS="{symbols}";\n CHARSTATELABELS\n'
    for k, label in enumerate(labels, 1):
        yield f"  {k} {label}" + (",\n" if k < len(labels) else ";\n MATRIX\n")
    width = max(map(len, names))
    for name, sequence in zip(names, _sequences(codes), strict=True):
        yield f"  {name:{width}} {sequence}\n"
    yield " ;\nEND;\n"


def write_phylip(apparatus: Apparatus, alignment: Alignment) -> Iterator[str]:
    """Write the same matrix as PHYLIP: strict if every name has at most ten characters, else relaxed."""
    del alignment
    names = taxon_names([w.siglum for w in apparatus.witnesses])
    codes, _ = _characters(_states(apparatus))
    longest = max(map(len, names))
    width = _STRICT_WIDTH if longest <= _STRICT_WIDTH else longest + 1
    yield f"{len(names)} {len(codes)}\n"
    for name, sequence in zip(names, _sequences(codes), strict=True):
        yield f"{name:{width}}{sequence}\n"


def _states(apparatus: Apparatus) -> CharacterStates:
    """Return the states of all witnesses, those of silent correctors filled if that is asked for."""
    states = character_states(apparatus)
    return fill_correctors(states, apparatus.witnesses) if apparatus.fills_correctors else states


def _characters(states: CharacterStates) -> tuple[Int32, list[str]]:
    """Return the characters as (characters, witnesses) int32, and the label of each and of its states.

    An entry with more readings than there are symbols becomes several characters: each distinguishes some of the
    readings, and has one state for all others.
    """
    codes: list[Int32] = []
    labels: list[str] = []
    for e, (entry, row) in enumerate(zip(states.entries, states.table, strict=True)):
        texts = states.texts(e)
        place = cite_names(entry.places).translate(_COMMENT_ESCAPES)
        if len(texts) <= len(SYMBOLS):
            codes.append(row)
            labels.append(_label(str(entry.number), place, texts))
            continue
        for part, first in enumerate(range(0, len(texts), _READINGS_PER_PART), 1):
            inside = (row >= first) & (row < first + _READINGS_PER_PART)
            numbers = np.where(inside, row - first, _READINGS_PER_PART)
            codes.append(np.where(row == MISSING, MISSING, numbers).astype(np.int32))
            labels.append(_label(f"{entry.number}.{part}", place, texts[first : first + _READINGS_PER_PART]))
    return np.array(codes, np.int32).reshape(-1, states.table.shape[1]), labels


def _label(number: str, place: str, texts: list[str]) -> str:
    """Return `'entry 17' / '0 colour' '1 color'`, with a place as a comment: `'entry 17' [verse 3] /`.

    Each reading has its symbol before it, so that no program takes a label such as `end` or `;` for a command.
    """
    readings = [visible(text) if text else "om." for text in texts]
    comment = f" [{place}]" if place else ""
    return f"'entry {number}'{comment} / " + " ".join(
        [_quoted(f"{SYMBOLS[k]} {text}") for k, text in enumerate(readings)]
    )


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _sequences(codes: Int32) -> Iterator[str]:
    """Yield the symbols of each witness."""
    symbols = np.array([ord(c) for c in SYMBOLS + _MISSING_SYMBOL], np.uint8)  # the index MISSING, -1, is the last
    return (symbols[column].tobytes().decode("ascii") for column in codes.T)
