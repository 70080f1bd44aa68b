"""Which formats are read: how each is known by its content, its suffixes, its settings, and its reader.

A reader takes all files of one witness and returns the witnesses in them: a manuscript, and its hands. It is imported
when it is needed.

More than 300 lines: the one table of formats, and how each is known.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import Final

from collate._dataclass import dataclass
from collate._repr import repr_line
from collate._suggestion import suggestion
from collate.errors import ConfigError, ReadError
from collate.files.archive import is_archive
from collate.model.witness import Witness
from collate.reading.beginnings import Beginning, beginning_of, may_be_markup
from collate.reading.foreign_formats import foreign_binary, foreign_markup, is_hocr, is_html
from collate.reading.office.kinds import is_docx, is_fodt, is_odt
from collate.reading.options import ReadOptions, SourceContent
from collate.reading.pdf_text.kind import is_pdf_text
from collate.reading.read_settings import KEYS
from collate.reading.web.book_kind import is_epub

Reader = Callable[[Sequence[SourceContent], ReadOptions], tuple[Witness, ...]]

_TEI_NAMESPACE: Final = "http://www.tei-c.org/ns/"
_TEI_ROOTS: Final = ("TEI", "TEI.2", "teiCorpus", "teiCorpus.2")
_COLLATEX: Final = re.compile(rb'"witnesses"\s*+:\s*+\[')
_EDITOR: Final = re.compile(rb'"(?:transcription|siglum|rule_match|duplicate_position)"\s*+:')

_OPENITI: Final = b"######OpenITI#"
_OF_PAGES: Final = frozenset(
    (
        "abbreviations", "body", "dropped", "entities", "errors", "furniture", "hand", "headings", "hyphens", "lines",
        "notes", "places", "roles", "supplied", "unclear",
    )
)  # fmt: skip
_EVERY: Final = frozenset(("format", "profile"))
_OF_OFFICE: Final = frozenset(("changes", "dropped", "furniture", "hand", "headings", "notes", "places", "roles"))
_OF_THE_WEB: Final = frozenset(
    ("body", "changes", "dropped", "furniture", "hand", "headings", "notes", "places", "roles", "speakers", "stage")
)
_OF_LIGHTWEIGHT: Final = frozenset(("changes", "dropped", "furniture", "hand", "headings", "notes", "places", "roles"))
_OF_PDF_TEXT: Final = frozenset(("dropped", "furniture", "hyphens", "lines", "notes", "places", "roles"))
_OF_EDITORS: Final = frozenset(("form", "surface", "hand", "inherit", "keys"))


@dataclass(frozen=True, slots=True)
class SourceFormat:
    """A format that is read.

    name      as `format = "..."` names it
    title     as sentences name it
    suffixes  of its files, where their content does not show what they are
    reader    `module:function`
    keys      the settings `[read]` that it has
    knows     whether a file is of this format, by its beginning and its bytes
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    reader: str
    keys: frozenset[str]
    knows: Callable[[Beginning, bytes], bool]

    def __repr__(self) -> str:
        return repr_line("SourceFormat", self.name)


def _is_tei(beginning: Beginning, content: bytes) -> bool:
    del content
    return beginning.namespace.startswith(_TEI_NAMESPACE) or (beginning.root in _TEI_ROOTS and not beginning.namespace)


def _is_page(beginning: Beginning, content: bytes) -> bool:
    del content
    return beginning.root == "PcGts"


def _is_alto(beginning: Beginning, content: bytes) -> bool:
    del content
    return beginning.root.lower() == "alto"


def _is_html_page(beginning: Beginning, content: bytes) -> bool:
    del content
    return is_html(beginning) and not is_hocr(beginning)


def _is_pdf_text(beginning: Beginning, content: bytes) -> bool:
    return not beginning.is_markup and not beginning.is_json and is_pdf_text(content)


def _is_editor_json(beginning: Beginning, content: bytes) -> bool:
    return beginning.is_json and bool(_EDITOR.search(content))


def _is_collatex(beginning: Beginning, content: bytes) -> bool:
    return beginning.is_json and bool(_COLLATEX.search(content))


def _is_openiti(beginning: Beginning, content: bytes) -> bool:
    del beginning
    return has_openiti_sign(content)


def has_openiti_sign(content: bytes) -> bool:
    """Return whether a file begins as those of OpenITI do."""
    return content[: 2 * len(_OPENITI)].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(_OPENITI)


def _is_plain(beginning: Beginning, content: bytes) -> bool:
    del beginning, content
    return False  # what is nothing else is plain text


# In the order in which they are tried; a folder with files of several is read as the first of them.
FORMATS: Final[Mapping[str, SourceFormat]] = MappingProxyType(
    {
        format_.name: format_
        for format_ in (
            SourceFormat(
                "tei",
                "TEI",
                (".tei",),
                "collate.reading.tei:read_tei",
                frozenset(KEYS) - {"surface", "changes", "templates"},
                _is_tei,
            ),
            SourceFormat(
                "page", "PAGE", (), "collate.reading.pages.page:read_page", _EVERY | _OF_PAGES | {"hand"}, _is_page
            ),
            SourceFormat("alto", "ALTO", (), "collate.reading.pages.alto:read_alto", _EVERY | _OF_PAGES, _is_alto),
            SourceFormat(
                "docx", "DOCX", (".docx",), "collate.reading.office.docx:read_docx", _EVERY | _OF_OFFICE, is_docx
            ),
            SourceFormat("odt", "ODT", (".odt",), "collate.reading.office.odt:read_odt", _EVERY | _OF_OFFICE, is_odt),
            SourceFormat(
                "fodt", "flat ODT", (".fodt",), "collate.reading.office.odt:read_fodt", _EVERY | _OF_OFFICE, is_fodt
            ),
            SourceFormat(
                "html",
                "HTML",
                (".html", ".htm", ".xhtml"),
                "collate.reading.web.html:read_html",
                _EVERY | _OF_THE_WEB,
                _is_html_page,
            ),
            SourceFormat(
                "epub", "EPUB", (".epub",), "collate.reading.web.epub:read_epub", _EVERY | _OF_THE_WEB, is_epub
            ),
            SourceFormat(
                "openiti",
                "OpenITI mARkdown",
                (),  # `.mARkdown`, `.completed` or nothing: the first line says what it is
                "collate.reading.lightweight.openiti:read_openiti",
                _EVERY | (_OF_LIGHTWEIGHT - {"changes", "furniture", "hand"}),
                _is_openiti,
            ),
            SourceFormat(
                "wikitext",
                "wikitext",
                (".wiki", ".mediawiki", ".wikitext"),
                "collate.reading.lightweight.wikitext:read_wikitext",
                _EVERY | _OF_LIGHTWEIGHT | {"errors", "templates"},
                _is_plain,
            ),
            SourceFormat(
                "markdown",
                "Markdown",
                (".md", ".markdown"),
                "collate.reading.lightweight.markdown:read_markdown",
                _EVERY | _OF_LIGHTWEIGHT,
                _is_plain,
            ),
            SourceFormat(
                "pdftext",
                "text of pdftotext",
                (),
                "collate.reading.pdf_text.reader:read_pdf_text",
                _EVERY | _OF_PDF_TEXT,
                _is_pdf_text,
            ),
            SourceFormat(
                "editor-json",
                "JSON of the collation editor",
                (),
                "collate.reading.editor_json:read_editor_json",
                _EVERY | _OF_EDITORS,
                _is_editor_json,
            ),
            SourceFormat(
                "collatex",
                "CollateX JSON",
                (),
                "collate.reading.collatex_json:read_collatex_witnesses",
                _EVERY | {"witness"},
                _is_collatex,
            ),
            SourceFormat(
                "plain",
                "plain text",
                (".txt", ".text"),
                "collate.reading.plain_files:read_plain_files",
                frozenset(("format", "profile", "places")),
                _is_plain,
            ),
        )
    }
)
PLAIN: Final = "plain"
PDF_TEXT: Final = "pdftext"
PAGE_SUFFIXES: Final = (".html", ".htm", ".xhtml")
DOCUMENT_ZIPS: Final = (".docx", ".odt", ".epub")
_PLAIN_SUFFIXES: Final = (".txt", ".text")
WIKI_SUFFIXES: Final = (".wiki", ".mediawiki", ".wikitext")
MARKDOWN: Final = "markdown"
WIKITEXT: Final = "wikitext"
_MARKUP_SUFFIXES: Final = (".xml", ".tei", ".xhtml", ".html", ".htm", ".svg", ".page", ".alto", ".hocr", ".mets")


def known_format(name: str) -> SourceFormat:
    """Return the format of a name. Raises ConfigError if there is none."""
    if name not in FORMATS:
        raise ConfigError(f"there is no format {name!r}; {suggestion(name, FORMATS)}")
    return FORMATS[name]


def format_of(source: SourceContent) -> SourceFormat:
    """Return the format of a file: as its content shows it, then its suffix.

    Raises ReadError, which says what the file is, if it is of a format that is not read.
    """
    suffix = Path(source.file).suffix.lower()
    if suffix in _PLAIN_SUFFIXES:
        return FORMATS[PDF_TEXT if is_pdf_text(source.content) else PLAIN]
    if suffix in FORMATS[MARKDOWN].suffixes and not has_openiti_sign(source.content):
        return FORMATS[PLAIN if markup_in_plain(source) else MARKDOWN]
    if what := foreign_binary(source.content):
        raise ReadError(f"{source.file}: this is {what}")
    beginning = beginning_of(source.content)
    if found := recognised(beginning, source.content):
        return found
    if suffix in (own for format_ in FORMATS.values() for own in format_.suffixes) and not is_hocr(beginning):
        return next(format_ for format_ in FORMATS.values() if suffix in format_.suffixes)
    _require_plain(source, beginning, suffix)
    return FORMATS[PDF_TEXT] if _is_pdf_text(beginning, source.content) else FORMATS[PLAIN]


def recognised(beginning: Beginning, content: bytes) -> SourceFormat | None:
    """Return the format that the content of a file shows, or None."""
    if not beginning.is_markup and not beginning.is_json and not is_archive(content) and not has_openiti_sign(content):
        return None
    return next((format_ for format_ in FORMATS.values() if format_.knows(beginning, content)), None)


def _require_plain(source: SourceContent, beginning: Beginning, suffix: str) -> None:
    """Raise ReadError for a file that is no plain text, although no reader knows it."""
    if (beginning.is_declared or is_html(beginning)) or (beginning.root and suffix in _MARKUP_SUFFIXES):
        raise ReadError(f"{source.file}: this is {foreign_markup(beginning)}")
    if suffix in _MARKUP_SUFFIXES:
        what = "is empty" if not source.content.strip() else "does not begin as XML does"
        raise ReadError(
            f'{source.file}: {what}; check that it is the right file, or read it as it is: format = "plain"'
        )
    if suffix == ".json" and beginning.is_json:
        raise ReadError(
            f"{source.file}: JSON without witnesses; the JSON of CollateX and of the collation editor is read, "
            'or the file as it is: format = "plain"'
        )


def markup_in_plain(source: SourceContent) -> str:
    """Return a sentence for a file that its name calls plain text and that begins as XML or HTML does; else ""."""
    if not may_be_markup(source.content) and not has_openiti_sign(source.content):
        return ""
    beginning = beginning_of(source.content)
    found = recognised(beginning, source.content)
    if found:
        how = f'to read its markup, write format = "{found.name}" under [read], or --read format={found.name}'
        return f"{source.file}: this is {found.title}, and is read as plain text because of its name; {how}"
    if not beginning.is_declared and not is_html(beginning):
        return ""
    what = "hOCR" if is_html(beginning) else "XML"
    return f"{source.file}: this is {what}, and is read as plain text because of its name"


def pages_in_plain(source: SourceContent) -> str:
    """Return the sentence that tells that a plain text is read as pages; "" if its name says nothing else."""
    if Path(source.file).suffix.lower() not in _PLAIN_SUFFIXES:
        return ""
    return (
        f"{source.file}: has pages with running heads or page numbers, and is read as {FORMATS[PDF_TEXT].title}; "
        'to read it as it is, write format = "plain" under [read], or --read format=plain'
    )


def reader_of(format_: SourceFormat) -> Reader:
    """Return the reader of a format. Raises ReadError if this version has none."""
    module, _, function = format_.reader.partition(":")
    reader: Reader | None = None
    try:
        reader = getattr(import_module(module), function, None)
    except ModuleNotFoundError as error:
        if error.name is None or not module.startswith(error.name):
            raise
    if reader is None:
        raise ReadError(f"{format_.title} cannot be read by this version of collate; install a later one")
    return reader


def may_be_transcription(name: str) -> bool:
    """Return whether a file in a folder or zip may be a transcription, by its name."""
    return Path(name).suffix.lower() in (
        ".xml", ".tei", ".page", ".alto", ".fodt", ".json", *PAGE_SUFFIXES, *DOCUMENT_ZIPS,
        *WIKI_SUFFIXES, *_PLAIN_SUFFIXES,
    )  # fmt: skip


def shown_name(file: str) -> str:
    """Return the name of a file as reports show it: as it was named, but never with the folders of this computer."""
    return Path(file).name if Path(file).is_absolute() else file
