"""What goes into a Word file, and the file that is made of it."""

from collate._dataclass import dataclass
from collate._repr import quoted, repr_line
from collate.errors import WriteError


@dataclass(frozen=True, slots=True)
class WordContent:
    """What goes into a Word file.

    title     its title, for the properties of the file
    language  the language of the witnesses, an ISO 639-1 code; "" if it is not known
    front     paragraphs and tables
    text      the paragraphs of a section of their own, whose lines are numbered; "" for none
    notes     the footnotes; "" for none
    """

    title: str
    language: str
    front: str
    text: str = ""
    notes: str = ""

    def __repr__(self) -> str:
        return repr_line("WordContent", quoted(self.title))


def word_bytes(content: WordContent, format_name: str) -> bytes:
    """Return a Word file. Raises WriteError when python-docx is not installed."""
    try:
        from collate.rendering.word.frame import packed
    except ModuleNotFoundError as error:
        if error.name != "docx":
            raise
        raise WriteError(
            f"{format_name} needs python-docx, which is not installed; pip install 'textcollate[docx]'"
        ) from None
    return packed(content)
