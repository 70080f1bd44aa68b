"""Reads small files in lightweight markup, as people type them."""

from collections.abc import Sequence

from page_sources import Reader, options_of

from collate.model.witness import Witness
from collate.reading.lightweight.markdown import read_markdown
from collate.reading.lightweight.openiti import read_openiti
from collate.reading.lightweight.wikitext import read_wikitext
from collate.reading.options import SourceContent


def states_of_text(reader: Reader, text: str | bytes, file: str, /, **settings: object) -> tuple[Witness, ...]:
    """Return the witnesses of a file."""
    content = text if isinstance(text, bytes) else text.encode()
    return reader([SourceContent(file, content)], options_of(settings, file))


def markdown(text: str | bytes, **settings: object) -> Witness:
    """Return the first witness of a file in Markdown."""
    return states_of_text(read_markdown, text, "a.md", **settings)[0]


def markdown_states(text: str, **settings: object) -> dict[str, str]:
    """Return the words of each state of a file in Markdown, by siglum."""
    return {w.siglum: " ".join(w.text.split()) for w in states_of_text(read_markdown, text, "a.md", **settings)}


def wikitext(text: str | bytes, **settings: object) -> Witness:
    """Return the first witness of a file in wikitext."""
    return states_of_text(read_wikitext, text, "a.wiki", **settings)[0]


def openiti(text: str) -> Witness:
    """Return the witness of a file of OpenITI."""
    return states_of_text(read_openiti, f"######OpenITI#\n\n#META#Header#End#\n\n{text}", "a.mARkdown")[0]


def words_at(witness: Witness, words: Sequence[str]) -> list[tuple[int, int]]:
    """Return line and column of some words, each of which occurs once."""
    positions = [witness.position(witness.text.index(word)) for word in words]
    return [(position.line, position.column) for position in positions]
