"""The words of the printed text as runs of a Word file, with the roles that they have in their witness."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final

import numpy as np

from collate._dataclass import dataclass
from collate.editorial import Cause, Intervention
from collate.model.tokens import Tokens
from collate.model.witness import Role
from collate.rendering.print.printed_words import PrintedWords, printed_words
from collate.rendering.unbroken import unbroken
from collate.rendering.word.markup import SOFT_HYPHEN, printable, text_runs

_PARATEXT: Final = "CollateParatext"
_STYLES: Final = {Role.GLOSS: "CollateGloss", Role.NOTE: "CollateNoteWords", Role.PARATEXT: _PARATEXT}
_HEADING: Final = "heading"  # stands for the style of a word in a heading, which its paragraph has


@dataclass(frozen=True, slots=True, eq=False)
class StyledWords:
    """The tokens of the printed text, and the character style of each.

    Attributes
    ----------
    printed : PrintedWords
        The tokens as they are printed.
    styles : list of str
        The style of each; "" for words of the text.
    """

    printed: PrintedWords
    styles: list[str]

    def __repr__(self) -> str:
        return f"<StyledWords: {len(self.styles)} tokens>"

    def is_heading(self, first: int, last: int) -> bool:
        """Return whether all of tokens [first, last) are a heading."""
        return all(style == _HEADING for style in self.styles[first:last])

    def runs(self, first: int, last: int, direction: str, before: str) -> str:
        """Return white space and tokens [first, last) as runs."""
        words, spaces = self.printed.words, self.printed.spaces
        is_heading = self.is_heading(first, last)
        runs = []
        for style, of_style in groupby(range(first, last), key=self.styles.__getitem__):
            text = "".join([words[i] + (spaces[i + 1] if i + 1 < last else "") for i in of_style])
            shown = style if style != _HEADING else "" if is_heading else _PARATEXT
            if before and shown:
                runs.append(text_runs(before, "", direction))
                before = ""
            runs.append(text_runs(before + text, shown, direction))
            before = ""
        return "".join(runs)


def text_words(tokens: Tokens, interventions: Sequence[Intervention], starts: Iterable[int]) -> StyledWords:
    """Return the tokens of a witness as words of a page. Word may break a word where its source did.

    `interventions` are those of the witness, outer ones first, and `starts` the tokens at which paragraphs begin.
    """
    printed = printed_words(tokens)
    forms = tokens.form.tolist()
    strings = tokens.vocabulary.strings
    words = [
        word if word.isalnum() else printable(unbroken(word, strings[form], SOFT_HYPHEN))
        for word, form in zip(printed.words, forms, strict=True)
    ]
    spaces = [*printed.spaces]
    for i in starts:
        spaces[i] = ""
    styles = [""] * len(words)
    for intervention in interventions:
        span = (intervention.start, intervention.end)
        first, last = np.searchsorted(tokens.spans[:, 0], span).tolist()
        style = _HEADING if intervention.cause == Cause.HEADING else _STYLES.get(intervention.role, "")
        styles[first:last] = [style] * (last - first)
    shown = PrintedWords(printed.siglum, printed.text, printed.starts, printed.ends, words, spaces, printed.are_words)
    return StyledWords(shown, styles)
