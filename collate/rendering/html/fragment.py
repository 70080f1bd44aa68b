"""The apparatus as a small HTML table, for use in another page such as a notebook. It loads nothing."""

from collections.abc import Iterator
from html import escape
from typing import Final

from collate.apparatus import Apparatus, Entry
from collate.model.alignment import Alignment
from collate.rendering.citation import (
    cite_lemma,
    cite_place,
    cite_reading,
    describe_in_entry,
    list_sigla,
)
from collate.rendering.cited_words import CitedTexts, CitedWords
from collate.rendering.hands_once import cite_hands_once
from collate.rendering.nonextant import SilencesInTables
from collate.rendering.text.terminal import summary_lines
from collate.terminal.display import visible

MOST_ENTRIES: Final = 60  # in a notebook; all are in `render("html")`
HEAD: Final = ("#", "line", "lemma", "reading", "witnesses", "kind")

_CELL: Final = "text-align:left;vertical-align:top;padding:.15em .6em"


def html_fragment(apparatus: Apparatus, alignment: Alignment, most: int = MOST_ENTRIES) -> str:
    """Return the first entries as a table, with the title above and the counts by kind below."""
    apparatus = cite_hands_once(apparatus)
    shown, texts = apparatus.entries[:most], CitedTexts(alignment)
    silences = SilencesInTables(apparatus, alignment)
    head = "".join(f'<th style="{_CELL}">{name}</th>' for name in HEAD)
    body = "".join(
        row for entry in shown for row in _rows(entry, texts.words(entry), silences.at(entry), apparatus.base)
    )
    left = len(apparatus.entries) - len(shown)
    more = f"<p>{left} more entries; see render(&quot;html&quot;)</p>" if left else ""
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>" if shown else ""
    counts = escape("\n".join(summary_lines(apparatus)))
    title = _text(apparatus.title or "Collation")
    return f"<div><p><b>{title}</b>, base {_text(apparatus.base)}</p>{table}{more}<pre>{counts}</pre></div>"


def _rows(entry: Entry, words: CitedWords, silent: str, base: str) -> Iterator[str]:
    """Return a table row for each reading, or for each pair where there is no lemma."""
    line = _text(cite_place(entry, base))
    if entry.lemma is None:
        compared = [
            (f"{cite_reading(first)} {list_sigla(pair.first.witnesses)}", pair.second, cite_reading(second))
            for pair, (first, second) in zip(entry.pairs, words.of_pairs(entry), strict=True)
        ]
    else:
        compared = [
            (cite_lemma(words), *reading)
            for reading in zip(entry.readings, map(cite_reading, words.readings), strict=True)
        ]
    for k, (lemma, reading, cited) in enumerate(compared):
        witnesses = list_sigla(reading.witnesses) + (f" [{silent}]" if silent and not k else "")
        why = escape(visible(reading.variation.why))
        kind = f'<span title="{why}">{_text(describe_in_entry(entry, reading.variation))}</span>'
        cells = (
            str(entry.number),
            line,
            f"<bdi>{_text(lemma)}</bdi>",
            f"<bdi>{_text(cited)}</bdi>",
            _text(witnesses),
            kind,
        )
        yield "<tr>" + "".join(f'<td style="{_CELL}">{cell}</td>' for cell in cells) + "</tr>"


def _text(text: str) -> str:
    return escape(visible(text))
