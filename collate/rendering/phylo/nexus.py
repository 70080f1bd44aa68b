"""The variation units as a matrix of characters: NEXUS (Maddison and others 1997) and PHYLIP."""

from collections.abc import Iterator
from typing import Final

import numpy as np

from collate._arrays import Int32
from collate.apparatus import Apparatus
from collate.model.alignment import Alignment
from collate.rendering.phylo.characters import MISSING, CharacterStates, character_states
from collate.rendering.phylo.taxa import taxon_names
from collate.terminal.display import visible

SYMBOLS: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUV"  # 32: what IQ-TREE takes; most other programs take as many or more
_MISSING: Final = "?"
_OTHERS: Final = len(SYMBOLS) - 1  # the last symbol says, in a character of many, that the reading is in another one
_STRICT: Final = 10  # letters of a name in PHYLIP as it first was
_IN_A_COMMENT: Final = str.maketrans({"[": "\\u{5b}", "]": "\\u{5d}"})


def write_nexus(apparatus: Apparatus, alignment: Alignment) -> str:
    """Write a character an entry and a state a reading, `?` where a witness is silent.

    Nothing is written as a gap: an omission is a reading, and has a state.
    """
    del alignment
    names = taxon_names([w.siglum for w in apparatus.witnesses])
    sigla = zip(names, apparatus.witnesses, strict=True)
    head = "#NEXUS\n" + "".join(
        f"[{name} is {visible(w.siglum).translate(_IN_A_COMMENT)}]\n" for name, w in sigla if name != w.siglum
    )
    taxa = f"BEGIN TAXA;\n DIMENSIONS NTAX={len(names)};\n TAXLABELS {' '.join(names)};\nEND;\n"
    states = character_states(apparatus)
    if not states.entries:
        return f"{head}[no witness differs in what was asked for, so there are no characters]\n{taxa}"
    codes, labels = _characters(states)
    symbols = SYMBOLS[: max(2, int(codes.max()) + 1)]
    rows = zip(names, _sequences(codes), strict=True)
    width = max(map(len, names))
    return (
        f"{head}{taxa}BEGIN CHARACTERS;\n DIMENSIONS NCHAR={len(codes)};\n"
        f' FORMAT DATATYPE=STANDARD MISSING={_MISSING} GAP=- SYMBOLS="{symbols}";\n CHARSTATELABELS\n'
        + ",\n".join(f"  {k} {label}" for k, label in enumerate(labels, 1))
        + ";\n MATRIX\n"
        + "".join(f"  {name:{width}} {sequence}\n" for name, sequence in rows)
        + " ;\nEND;\n"
    )


def write_phylip(apparatus: Apparatus, alignment: Alignment) -> str:
    """Write the same matrix as PHYLIP: strict where every name has ten letters at most, else relaxed."""
    del alignment
    names = taxon_names([w.siglum for w in apparatus.witnesses])
    codes, _ = _characters(character_states(apparatus))
    longest = max(map(len, names))
    width = _STRICT if longest <= _STRICT else longest + 1
    body = "".join(f"{name:{width}}{row}\n" for name, row in zip(names, _sequences(codes), strict=True))
    return f"{len(names)} {len(codes)}\n{body}"


def _characters(states: CharacterStates) -> tuple[Int32, list[str]]:
    """Give the characters (characters, witnesses) int32, and what each and its states are called.

    An entry with more readings than there are symbols is several characters: each tells some of the
    readings apart and has one state for all others.
    """
    codes: list[Int32] = []
    labels: list[str] = []
    for e, (entry, row) in enumerate(zip(states.entries, states.table, strict=True)):
        texts = states.texts(e)
        if len(texts) <= len(SYMBOLS):
            codes.append(row)
            labels.append(_label(str(entry.number), texts))
            continue
        for part, first in enumerate(range(0, len(texts), _OTHERS), 1):
            inside = (row >= first) & (row < first + _OTHERS)
            codes.append(np.where(row == MISSING, MISSING, np.where(inside, row - first, _OTHERS)).astype(np.int32))
            labels.append(_label(f"{entry.number}.{part}", texts[first : first + _OTHERS]))
    return np.array(codes, np.int32).reshape(-1, states.table.shape[1]), labels


def _label(number: str, texts: list[str]) -> str:
    """`'entry 17' / '0 colour' '1 color'`.

    The symbol stands before its reading, so that no reader takes a label such as `end` or `;` for a command.
    """
    said = [visible(text) if text else "om." for text in texts]
    return f"'entry {number}' / " + " ".join([_quoted(f"{SYMBOLS[k]} {text}") for k, text in enumerate(said)])


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _sequences(codes: Int32) -> Iterator[str]:
    """Give the row of symbols of each witness."""
    symbols = np.array([ord(c) for c in SYMBOLS + _MISSING], np.uint8)  # SILENT, -1, is the last
    return (symbols[column].tobytes().decode("ascii") for column in codes.T)
