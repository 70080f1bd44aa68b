"""What a reader needs to know about the bytes that it reads."""

from typing import Final

from collate._dataclass import dataclass
from collate._repr import repr_line, shorten
from collate.model.witness import Bibliography, Extent, PassageUnit, Siglum
from collate.reading.divided_words import NO_WORDS, WorkWords
from collate.reading.place_settings import FIND_PLACES, PlaceSettings
from collate.reading.read_settings import DEFAULT_SETTINGS, ReadSettings

# How a caller names an encoding, as error messages recommend it; {} is the name of the encoding.
COMMAND_LINE: Final = "--encoding {}"
ARGUMENT: Final = 'encoding="{}"'
SETTING: Final = 'encoding = "{}" under its [[witnesses]]'


@dataclass(frozen=True, slots=True)
class SourceContent:
    """A file of a witness: its name, as reports show it, and its bytes."""

    file: str
    content: bytes

    def __repr__(self) -> str:
        return repr_line("SourceContent", f"{shorten(self.file, 60)}: {len(self.content)} bytes")


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What is known of a witness before its file is read.

    file             the name of the file, as reports may show it
    encoding         of the file
    encoding_syntax  how the caller names an encoding: `COMMAND_LINE`, `ARGUMENT` or `SETTING`
    places           which numbers in a plain text name places
    settings         what is text in a marked-up source
    entities         the text of a local file that declares entities
    words            the words of the work, for `hyphens = "lexicon"`
    """

    file: str
    siglum: Siglum
    encoding: str = "utf-8"
    extent: Extent = Extent.COMPLETE
    passages: PassageUnit = PassageUnit.FILE
    derived_from: Siglum | None = None
    bibliography: Bibliography = Bibliography()
    encoding_syntax: str = COMMAND_LINE
    places: PlaceSettings = FIND_PLACES
    settings: ReadSettings = DEFAULT_SETTINGS
    entities: str = ""
    words: WorkWords = NO_WORDS

    def encoding_example(self, encoding: str) -> str:
        """Return how the caller names an encoding."""
        return self.encoding_syntax.format(encoding)

    @property
    def encoding_option(self) -> str:
        """What the caller sets to name an encoding: the name of the option, argument or setting."""
        return self.encoding_syntax.split("{}", maxsplit=1)[0].rstrip('= "')
