"""The words of the text that is printed, and the white space between them, as lists."""

from collate._dataclass import dataclass
from collate.model.tokens import Sort, Tokens
from collate.model.witness import Siglum


@dataclass(frozen=True, slots=True, eq=False)
class PrintedWords:
    """The tokens of the printed text, as lists: most paragraphs need each of them once.

    Attributes
    ----------
    siglum : Siglum
        The witness.
    text : str
        Its text.
    starts, ends : list of int
        Where each token starts and ends in it.
    words : list of str
        The tokens.
    spaces : list of str
        The white space before each token, and after the last: none, one space, or one no-break space.
    are_words : list of bool
        Whether each token is a word.
    """

    siglum: Siglum
    text: str
    starts: list[int]
    ends: list[int]
    words: list[str]
    spaces: list[str]
    are_words: list[bool]

    def __repr__(self) -> str:
        return f"<PrintedWords: {len(self.words)} tokens>"

    def passage(self, first: int, last: int) -> str:
        """Return the text of tokens [first, last), with the white space between them as it is."""
        return self.text[self.starts[first] : self.ends[last - 1]]


def printed_words(tokens: Tokens) -> PrintedWords:
    """Return the tokens of a witness as they are printed."""
    text = tokens.witness.text
    starts: list[int] = tokens.spans[:, 0].tolist()
    ends: list[int] = tokens.spans[:, 1].tolist()
    words = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    between = [_one_space(text[end:start]) for end, start in zip(ends[:-1], starts[1:], strict=True)]
    are_words: list[bool] = (tokens.sort == Sort.WORD).tolist()
    return PrintedWords(tokens.witness.siglum, text, starts, ends, words, ["", *between, ""], are_words)


def _one_space(between: str) -> str:
    """Return the white space between two tokens as it is printed."""
    if between in ("", " "):
        return between
    return "\u00a0" if "\u00a0" in between else " "
