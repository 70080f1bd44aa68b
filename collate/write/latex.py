r"""The text and its apparatus as LaTeX, for `xelatex` and the package `reledmac`.

Notes stand at the foot of the page in series by significance: A substantive, B accidental, C editorial.
Which words stand twice in a printed line nobody knows before TeX has broken the lines, so the words of
short lemmas are marked with `\sameword`, wherever they stand in their paragraph, and `reledmac` numbers
them. Run `xelatex` three times, or `latexmk -xelatex`.

Words from right to left are set by TeX--XeT (`\beginR`), which needs no package. XeTeX ships such a line
from its left end, so `reledmac` would hear of its notes backwards: a paragraph that runs from right to
left has the numbers of its entries in the text, and its notes below it.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence, Set
from itertools import groupby, pairwise
from pathlib import Path
from string import Template
from typing import Final

from collate.alignment import Alignment
from collate.apparatus import Apparatus
from collate.tokens import Sort, Tokens
from collate.write.display import visible
from collate.write.printed import (
    SERIES,
    SERIES_NAMES,
    Item,
    Note,
    Run,
    Style,
    base_in_words,
    form_in_words,
    notes_of,
    printed_text,
    silences_in_words,
    silent_passages,
)

_PAGE: Final = Path(__file__).parent.parent / "data" / "edition.tex"
_LETTER: Final = dict(zip(SERIES, "ABCC", strict=True))  # nothing but editorial words would stand in a fourth
_ESCAPES: Final = str.maketrans(
    {
        "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%",
        "_": r"\_", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}",
    }
)  # fmt: skip
# Signs beyond Latin, Greek, Cyrillic, Armenian, Hebrew, Arabic, Georgian and general marks: TeX asks the font for
# each, and shows it by its code point if no font has it. Otherwise it would be lost.
_RARE: Final = re.compile("[^\\x00-\u06ff\u10a0-\u10ff\u1d00-\u20bf\u2100-\u22ff\ufb00-\ufb4f]")
_BREAK: Final = re.compile(r"\r\n|\n|\r")
_RIGHT: Final = ("R", "AL")
_STRONG: Final = ("L", *_RIGHT)
_NEUTRAL: Final = re.compile(r"[\s\W\d]+")


def write_latex(apparatus: Apparatus, alignment: Alignment) -> str:
    """Write the text of the base, its apparatus in notes."""
    passages = silences_in_words(silent_passages(apparatus, alignment))
    witnesses = []
    silent = dict(passages)
    for w in apparatus.witnesses:
        told = "; ".join(filter(None, (w.bibliography.title, w.bibliography.source, silent.get(visible(w.siglum), ""))))
        witnesses.append(rf"\witness{{{words(w.siglum)}}}{{{words(told)}}}")
    used = {item.series for note in notes_of(apparatus, alignment) for item in note.items}
    series = "; ".join(
        f"{number} {SERIES_NAMES[s].lower()}" for number, s in enumerate((s for s in SERIES if s in used), 1)
    )
    return Template(_PAGE.read_text("utf-8")).substitute(
        title=words(apparatus.title or "Apparatus"),
        preface=words(" ".join((base_in_words(apparatus), form_in_words(apparatus)))),
        series=words(f"Notes: {series}.") if series else "No difference is shown.",
        witnesses="\n".join(witnesses),
        text="\n\n".join(_paragraphs(apparatus, alignment)),
    )


def words(text: str) -> str:
    """Write a text so that TeX prints it as it is; runs from right to left are set so."""
    return "".join(_directed(text, "L"))


def _escaped(text: str) -> str:
    if not text.strip():
        return text
    shown = visible(text).translate(_ESCAPES)
    return shown if shown.isascii() else _RARE.sub(_asked_for, shown)


def _asked_for(sign: re.Match[str]) -> str:
    """Set a sign that the font may lack; a line may break behind one of the East."""
    wide = unicodedata.east_asian_width(sign[0]) in ("W", "F")
    return rf"\sign{{{sign[0]}}}{{{ord(sign[0]):X}}}" + r"\allowbreak{}" * wide


def _direction(text: str) -> str:
    """Give the direction of a text: that of most of its letters."""
    right = sum(unicodedata.bidirectional(c) in _RIGHT for c in text) if not text.isascii() else 0
    left = sum(unicodedata.bidirectional(c) == "L" for c in text) if right else 1
    return "R" if right > left else "L"


def _directed(text: str, around: str) -> Iterator[str]:
    """Set the runs of a text that go against the direction around them."""
    if text.isascii() and around == "L":
        yield _escaped(text)
        return
    for way, run in _runs(text, around):
        yield _escaped(run) if way == around else rf"\begin{way} {_escaped(run)}\end{way}{{}}"


def _runs(text: str, around: str) -> list[tuple[str, str]]:
    """Cut a text into runs of one direction; what has none goes with its neighbours if they agree, else with all."""
    ways: list[str] = []
    for c in text:
        kind = unicodedata.bidirectional(c)
        ways.append("R" if kind in _RIGHT else "L" if kind == "L" else "M" if kind == "NSM" else "")
    for i, way in enumerate(ways):
        if way == "M":
            ways[i] = ways[i - 1] if i else around
    strong = [-1, *(i for i, way in enumerate(ways) if way), len(ways)]
    for a, b in pairwise(strong):
        before = ways[a] if a >= 0 else around
        after = ways[b] if b < len(ways) else around
        ways[a + 1 : b] = [before if before == after else around] * (b - a - 1)
    places = groupby(range(len(text)), key=lambda i: ways[i])
    return [(way, "".join(text[i] for i in run)) for way, run in places]


def _paragraphs(apparatus: Apparatus, alignment: Alignment) -> Iterator[str]:
    """Set the paragraphs of the printed text, each with its notes."""
    w = printed_text(apparatus, alignment)
    if w is None or not len(alignment.tokens[w]):
        return
    tokens = alignment.tokens[w]
    notes = notes_of(apparatus, alignment)
    cuts = [0, *_paragraph_starts(tokens, notes), len(tokens)]
    at = 0
    for first, last in pairwise(cuts):
        here = []
        while at < len(notes) and notes[at].first < last:
            here.append(notes[at])
            at += 1
        yield _paragraph(tokens, first, last, here)


def _paragraph_starts(tokens: Tokens, notes: Sequence[Note]) -> list[int]:
    """Give the tokens at which paragraphs begin: at empty lines, or where there is none at every line."""
    text, spans = tokens.witness.text, tokens.spans.tolist()
    breaks = [0] + [len(_BREAK.findall(text[a[1] : b[0]])) for a, b in pairwise(spans)]
    least = 2 if any(b > 1 for b in breaks) else 1
    held = {i for note in notes for i in range(note.first + 1, note.last)}
    return [i for i, b in enumerate(breaks) if b >= least and i not in held]


def _paragraph(tokens: Tokens, first: int, last: int, notes: Sequence[Note]) -> str:
    text = tokens.witness.text[int(tokens.spans[first, 0]) : int(tokens.spans[last - 1, 1])]
    way = _direction(text)
    repeated: Set[str] = {word for note in notes if (word := _lone_word(note))}
    if way == "R":
        return _from_right_to_left(tokens, first, last, notes)
    parts: list[str] = []
    at = first
    for note in notes:
        parts.append(_plain(tokens, at, note.first, way, repeated))
        parts.append(_noted(tokens, note, way, repeated))
        at = note.last
    parts.append(_plain(tokens, at, last, way, repeated))
    body = "".join(parts).strip()
    if numbers := dict.fromkeys(str(item.entry.n) for note in notes for item in note.items):
        body = f"% entries {', '.join(numbers)}\n{body}"
    return f"\\pstart\\relax\n{body}\n\\pend"


def _from_right_to_left(tokens: Tokens, first: int, last: int, notes: Sequence[Note]) -> str:
    """Set a paragraph that runs from right to left, with its notes below it."""
    parts: list[str] = []
    at = first
    for note in notes:
        numbers = ", ".join(dict.fromkeys(str(item.entry.n) for item in note.items))
        parts += [_plain(tokens, at, note.last, "R", frozenset()), rf"\textsuperscript{{\beginL {numbers}\endL}}"]
        at = note.last
    parts.append(_plain(tokens, at, last, "R", frozenset()))
    text = "".join(parts).strip()
    below = [
        f"{item.entry.n} {_lemma(item, False)}{']' if item.lemma else ''} {''.join(map(_set, item.body))}"
        for note in notes
        for item in note.items
    ]
    said = "\\pstart\\relax\\footnotesize " + r"\quad ".join(below) + "\n\\pend" if below else ""
    return f"\\pstart\\relax\\beginR\n{text}\n\\endR\\pend\n{said}"


def _lone_word(note: Note) -> str | None:
    """Give the word that a note is about, if it is one: it may stand in the same line again.

    `reledmac` makes the name of a command of it, so it must be letters and no command.
    """
    lemma = note.items[0].entry.lemma
    if lemma is None or note.last - note.first != 1:
        return None
    plain = lemma.text.isalpha() and _direction(lemma.text) == "L" and not _RARE.search(lemma.text)
    return lemma.text if plain else None


def _plain(tokens: Tokens, first: int, last: int, way: str, repeated: Set[str]) -> str:
    """Set tokens without a note, and the white space before each of them and after the last."""
    text, spans = tokens.witness.text, tokens.spans
    if first == last:
        return _space(tokens, first)
    pieces, run = [], []
    for i in range(first, last):
        word = text[int(spans[i, 0]) : int(spans[i, 1])]
        run.append(_space(tokens, i))
        if word in repeated and tokens.sort[i] == Sort.WORD:
            pieces += [*_directed("".join(run), way), rf"\sameword{{{''.join(_directed(word, way))}}}"]
            run = []
        else:
            run.append(word)
    run.append(_space(tokens, last))
    return "".join((*pieces, *_directed("".join(run), way)))


def _space(tokens: Tokens, i: int) -> str:
    """Give the white space before a token: none, or one blank, or one that keeps a line together."""
    if i == 0 or i >= len(tokens):
        return ""
    between = tokens.witness.text[int(tokens.spans[i - 1, 1]) : int(tokens.spans[i, 0])]
    return "" if not between else "\u00a0" if "\u00a0" in between else " "


def _noted(tokens: Tokens, note: Note, way: str, repeated: Set[str]) -> str:
    """Set words with their notes; where another reading is preferred, the words are those of that reading."""
    text = tokens.witness.text[int(tokens.spans[note.first, 0]) : int(tokens.spans[note.last - 1, 1])]
    lemma = note.items[0].entry.lemma
    alone = len({item.entry.n for item in note.items}) == 1
    if lemma is not None and lemma.text and alone and tokens.witness.siglum not in lemma.witnesses:
        text = lemma.text
    shown = "".join(_directed(" ".join(text.split()), way))
    if text in repeated and text == _lone_word(note):
        shown = rf"\sameword[1]{{{shown}}}"
    return rf"\edtext{{{shown}}}{{{''.join(_footnotes(note, repeated))}}}"


def _footnotes(note: Note, repeated: Set[str]) -> Iterator[str]:
    """Set the notes of some words, one in each series."""
    by_series: dict[str, list[Item]] = {}
    for item in note.items:
        by_series.setdefault(_LETTER[item.series], []).append(item)
    marked = (_lone_word(note) or "") in repeated
    for letter, items in sorted(by_series.items()):
        head, *others = items
        lemma = _lemma(head, marked and head is note.items[0])
        heads = ["", *(f"{_lemma(item, False)}] " if item.lemma else "" for item in others)]
        said = r" \textbar\ ".join(h + "".join(map(_set, item.body)) for h, item in zip(heads, items, strict=True))
        bare = "" if head.lemma else "[nosep]"
        yield rf"\lemma{{{lemma}}}\{letter}footnote{bare}{{{said}}}"


def _lemma(item: Item, marked: bool) -> str:
    """Set a lemma; its number in a line of the source is none in a printed line, and `reledmac` counts anew."""
    text = "".join(_set(run) for run in item.lemma)
    return rf"\sameword{{{text}}}" if marked else text


def _set(run: Run) -> str:
    match run.style:
        case Style.SAID:
            return rf"\said{{{words(run.text)}}}"
        case Style.SIGLA:
            return rf"\sigla{{{words(run.text)}}}"
        case Style.NUMBER:
            return ""
        case Style.LEMMA | Style.WORDS:
            return "".join(_directed(" ".join(run.text.split()), "L"))
        case _:
            return words(run.text)
