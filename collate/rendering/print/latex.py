r"""The text and its apparatus as LaTeX, for `xelatex` and the package `reledmac`.

Notes are at the foot of the page in series by significance: A substantive, B accidental, C editorial. Which words
occur twice in a printed line is known only when TeX has broken the lines. So the words of short lemmas are marked with
`\sameword` everywhere in their paragraph, and `reledmac` numbers them. Run `xelatex` three times, or run
`latexmk -xelatex`.

XeTeX outputs a line from right to left beginning at its left end, so `reledmac` would get its notes in reverse order.
A paragraph from right to left therefore has the numbers of its entries in the text, and its notes below it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import pairwise
from string import Template
from typing import Final

from collate.apparatus import Apparatus
from collate.files.package_data import DATA, package_text
from collate.model.alignment import Alignment
from collate.model.tokens import Tokens
from collate.rendering.citation import describe_hand
from collate.rendering.direction import majority_direction
from collate.rendering.nonextant import NonExtant, describe_nonextant, nonextant_passages
from collate.rendering.print.notes import (
    SERIES,
    SERIES_NAMES,
    Note,
    NoteItem,
    Run,
    Style,
    text_notes,
)
from collate.rendering.print.passages import noted_words, paragraph_starts, unlabelled_places
from collate.rendering.print.preface import describe_text
from collate.rendering.print.printed_words import PrintedWords, printed_words
from collate.rendering.print.tex import RARE, direction_command, tex_runs, tex_text
from collate.rendering.printed_text import printed_text

_PAGE: Final = DATA / "edition.tex"
_LETTER: Final = dict(zip(SERIES, "ABCC", strict=True))  # the last two series are editorial words and agreements

_Anchors = Mapping[int, str]  # what TeX gets before a word, by the number of its token


def write_latex(apparatus: Apparatus, alignment: Alignment) -> Iterator[str]:
    """Write the text of the base with the apparatus in notes, a paragraph at a time."""
    passages = nonextant_passages(apparatus, alignment)
    nonextant = dict(describe_nonextant(passages, _printed_lines))
    witnesses = []
    for w in apparatus.witnesses:
        bibliography = tex_text(
            "; ".join(filter(None, (describe_hand(w), w.bibliography.title, w.bibliography.source)))
        )
        description = "; ".join(filter(None, (bibliography, nonextant.get(w.siglum, ""))))
        witnesses.append(rf"\witness{{{tex_text(w.siglum)}}}{{{description}}}")
    notes = text_notes(apparatus, alignment, _printed_lines)
    used = {item.series for note in notes for item in note.items}
    series = "; ".join(
        f"{number} {SERIES_NAMES[s].lower()}" for number, s in enumerate((s for s in SERIES if s in used), 1)
    )
    before, after = package_text(_PAGE).split("$text")
    yield Template(before).substitute(
        title=tex_text(apparatus.title or "Apparatus"),
        preface=tex_text(describe_text(apparatus, alignment)),
        series=tex_text(f"Notes: {series}.") if series else "No difference is shown.",
        witnesses="\n".join(witnesses),
    )
    for k, paragraph in enumerate(_paragraphs(apparatus, alignment, passages, notes)):
        yield f"\n\n{paragraph}" if k else paragraph
    yield Template(after).substitute()


def _printed_lines(first: int, last: int, labelled: bool) -> str:
    """Return the command with which TeX prints the lines of tokens, which only TeX knows."""
    return rf"\{'wordlinessaid' if labelled else 'wordlines'}{{{_label(first)}}}{{{_label(last)}}}"


def _label(i: int) -> str:
    return f"token.{i}"


def _paragraphs(
    apparatus: Apparatus, alignment: Alignment, passages: Sequence[NonExtant], notes: Sequence[Note]
) -> Iterator[str]:
    """Yield the paragraphs of the printed text, each with its notes."""
    w = printed_text(apparatus, alignment)
    if w is None:
        return
    tokens = alignment.tokens[w]
    if not len(tokens):
        yield "\\pstart\\relax\n\\said{No text.}\n\\pend" + _below(notes)
        return
    labelled = {i for p in passages for i in ((p.first, p.last - 1) if p.first < p.last else (max(0, p.first - 1),))}
    labels = {i: rf"\edlabel{{{_label(i)}}}" for i in labelled}
    anchors = labels | {i: labels.get(i, "") + note for i, note in _margin(tokens)}
    cuts = [0, *paragraph_starts(tokens, notes), len(tokens)]
    printed = printed_words(tokens)
    at = 0
    for first, last in pairwise(cuts):
        of_paragraph = []
        while at < len(notes) and notes[at].first < last:
            of_paragraph.append(notes[at])
            at += 1
        yield _paragraph(printed, first, last, of_paragraph, anchors, labels)


def _margin(tokens: Tokens) -> Iterator[tuple[int, str]]:
    """Yield the words at which a verse or page begins whose name is not in the text, with the name for the margin."""
    return ((i, rf"\ledsidenote{{{tex_text(name)}}}") for i, name in unlabelled_places(tokens))


def _paragraph(
    printed: PrintedWords, first: int, last: int, notes: Sequence[Note], anchors: _Anchors, labels: _Anchors
) -> str:
    direction = majority_direction(printed.passage(first, last))
    repeated: Set[str] = {word for note in notes if (word := _lone_word(note))}
    if direction == "R":
        return _from_right_to_left(printed, first, last, notes, labels)
    parts: list[str] = []
    at = first
    for note in notes:
        parts.append(_plain(printed, at, note.first, direction, repeated, anchors))
        parts += [anchors[i] for i in range(note.first, note.last) if i in anchors]
        parts.append(_noted(printed, note, direction, repeated))
        at = note.last
    parts.append(_plain(printed, at, last, direction, repeated, anchors))
    body = "".join(parts).strip()
    if numbers := dict.fromkeys(str(item.entry.number) for note in notes for item in note.items):
        body = f"% entries {', '.join(numbers)}\n{body}"
    return f"\\pstart\\relax\n{body}\n\\pend"


def _from_right_to_left(printed: PrintedWords, first: int, last: int, notes: Sequence[Note], anchors: _Anchors) -> str:
    """Return a paragraph that runs from right to left, with its notes below it."""
    parts: list[str] = []
    at = first
    for note in notes:
        numbers = ", ".join(dict.fromkeys(str(item.entry.number) for item in note.items))
        noted = _plain(printed, at, note.last, "R", frozenset(), anchors)
        parts += [noted.rstrip(" \u00a0"), rf"\textsuperscript{{\fromleft{{{numbers}}}}}"]
        at = note.last
    parts.append(_plain(printed, at, last, "R", frozenset(), anchors))
    text = "".join(parts).strip()
    command = direction_command("R", printed.passage(first, last))
    return f"\\pstart\\noindent\\lastlineright\\{command}{{%\n{text}}}\n\\pend{_below(notes)}"


def _below(notes: Iterable[Note]) -> str:
    """Return notes as a paragraph of their own, each after the number of its entry."""
    items = [
        f"{item.entry.number}~{_lemma(item, False)}{']' if item.lemma else ''} {''.join(map(_format_run, item.body))}"
        for note in notes
        for item in note.items
    ]
    return "\n\n\\pstart\\relax\\footnotesize " + r"\quad ".join(items) + "\n\\pend" if items else ""


def _lone_word(note: Note) -> str | None:
    """Return the word that a note is about if it is a single word, which may occur in the same line again.

    `reledmac` makes the name of a command from it, so it must consist of letters.
    """
    lemma = note.items[0].entry.lemma
    if lemma is None or note.last - note.first != 1:
        return None
    is_plain = lemma.text.isalpha() and majority_direction(lemma.text) == "L" and not RARE.search(lemma.text)
    return lemma.text if is_plain else None


def _plain(printed: PrintedWords, first: int, last: int, direction: str, repeated: Set[str], anchors: _Anchors) -> str:
    """Return tokens that no note is about, with the white space before each of them and after the last."""
    words, spaces = printed.words, printed.spaces
    pieces: list[str] = []
    run: list[str] = []
    for i in range(first, last):
        word = words[i]
        run.append(spaces[i])
        is_repeated = word in repeated and printed.are_words[i]
        if is_repeated or i in anchors:
            pieces += tex_runs("".join(run), direction)
            run = []
        if i in anchors:
            pieces.append(anchors[i])
        if is_repeated:
            pieces.append(rf"\sameword{{{''.join(tex_runs(word, direction))}}}")
        else:
            run.append(word)
    run.append(spaces[last])
    return "".join((*pieces, *tex_runs("".join(run), direction)))


def _noted(printed: PrintedWords, note: Note, direction: str, repeated: Set[str]) -> str:
    """Return words with their notes; where the lemma is another witness's, the words are those of the lemma."""
    text = noted_words(printed, note)
    shown = "".join(tex_runs(" ".join(text.split()), direction))
    if text in repeated and text == _lone_word(note):
        shown = rf"\sameword[1]{{{shown}}}"
    return rf"\edtext{{{shown}}}{{{''.join(_footnotes(note, repeated))}}}"


def _footnotes(note: Note, repeated: Set[str]) -> Iterator[str]:
    """Yield the notes on some words, one in each series."""
    by_series: dict[str, list[NoteItem]] = {}
    for item in note.items:
        by_series.setdefault(_LETTER[item.series], []).append(item)
    is_marked = (_lone_word(note) or "") in repeated
    for letter, items in sorted(by_series.items()):
        head = items[0]
        lemma = _lemma(head, is_marked and head is note.items[0])
        heads = ["", *(_head(above, item) for above, item in pairwise(items))]
        body = r" \textbar\ ".join(
            h + "".join(map(_format_run, item.body)) for h, item in zip(heads, items, strict=True)
        )
        no_separator = "" if head.lemma else "[nosep]"
        yield rf"\lemma{{{lemma}}}\{letter}footnote{no_separator}{{{body}}}"


def _head(above: NoteItem, item: NoteItem) -> str:
    """Return the lemma of an entry that shares its note, unless it is that of the entry before."""
    return f"{_lemma(item, False)}] " if item.lemma and item.lemma != above.lemma else ""


def _lemma(item: NoteItem, marked: bool) -> str:
    """Return a lemma without its number in the line of the source: `reledmac` counts in the printed line."""
    text = "".join(_format_run(run) for run in item.lemma)
    return rf"\sameword{{{text}}}" if marked else text


def _format_run(run: Run) -> str:
    match run.style:
        case Style.EDITOR:
            return rf"\said{{{tex_text(run.text)}}}"
        case Style.SIGLA:
            return rf"\sigla{{{tex_text(run.text)}}}"
        case Style.NUMBER:
            return ""
        case Style.LINES:
            return run.text
        case Style.LEMMA | Style.WORDS:
            return tex_text(" ".join(run.text.split()))
        case _:
            return tex_text(run.text)
