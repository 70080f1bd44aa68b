"""Read pages in HTML and XHTML, as publishers, libraries, Wikisource and word processors write them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from lxml import etree

from collate.errors import ReadError
from collate.model.witness import Siglum, Witness
from collate.reading.marked_up import marked_up_witness
from collate.reading.options import ReadOptions, SourceContent
from collate.reading.read_settings import Changes, ReadSettings
from collate.reading.tei.lines import with_lines
from collate.reading.transcript import Separator, Transcript
from collate.reading.two_states import asked_changes, notices_of_settings
from collate.reading.web.destinies import WebRules, matches
from collate.reading.web.furniture import furniture_of
from collate.reading.web.kinds import PartOfPage, is_change
from collate.reading.web.notes import notes_of
from collate.reading.web.source import parse_page
from collate.reading.web.style_sheet import hidden_selectors
from collate.reading.web.walking import PageWalk, SurveyedPage
from collate.reading.xml_source import XmlSource, local_name, told_of_declarations

_STATES: Final[Mapping[Changes, tuple[PartOfPage, ...]]] = {
    Changes.ACCEPT: (PartOfPage.DELETED,),
    Changes.REJECT: (PartOfPage.INSERTED,),
    Changes.ALL: (PartOfPage.DELETED, PartOfPage.INSERTED),
}
_NOTES: Final = (PartOfPage.FOOTNOTE, PartOfPage.ENDNOTE)


def read_html(sources: Sequence[SourceContent], options: ReadOptions) -> tuple[Witness, ...]:
    """Return the witness of some pages that are one text, or one for each state of it.

    Raises ReadError for a page that is empty, is nested too deep, or has bytes that are not of its encoding.
    """
    pages = [parse_page(source.content, replace(options, file=source.file)) for source in sources]
    return witnesses_of_pages(pages, [source.file for source in sources], sources, options)


def witnesses_of_pages(
    pages: Sequence[XmlSource],
    names: Sequence[str],
    sources: Sequence[SourceContent],
    options: ReadOptions,
    notices: Sequence[str] = (),
    contents: frozenset[int] = frozenset(),
    hidden: Sequence[frozenset[str]] = (),
) -> tuple[Witness, ...]:
    """Return the witness of some parsed pages, or one for each state that the settings ask for.

    `names` are those by which the pages link to one another, and by which they are places if they are several.
    `contents` are the numbers of those that are a table of contents as a whole, and `hidden` what style sheets in other
    files hide in each.
    """
    settings, rules = options.settings, WebRules(options.settings)
    notes = notes_of([(name, page.root) for name, page in zip(names, pages, strict=True)])
    surveyed = [
        _table_of_contents(page) if number in contents else _surveyed(page, notes, options, own)
        for number, (page, own) in enumerate(zip(pages, hidden or [frozenset[str]()] * len(pages), strict=True))
    ]
    has_changes = any(is_change(own) for page in pages for own in page.root.iter("{*}del", "{*}ins"))
    states = _STATES[asked_changes(settings)] if has_changes else (PartOfPage.DELETED,)
    files = tuple(page.file for page in pages)
    lines_of = partial(with_lines, positions=[page.positions for page in pages])
    parts = [_transcribed(surveyed, names, rules, settings, gone).parts(files, lines_of) for gone in states]
    told = [*notices, *told_of_declarations(pages), *notices_of_settings(rules.rows, has_changes, options)]
    return tuple(
        marked_up_witness(
            own,
            sources,
            options,
            siglum=Siglum(f"{options.siglum}*") if n else options.siglum,
            derived_from=options.siglum if n else None,
            notices=() if n else told,
        )
        for n, own in enumerate(parts)
    )


def _surveyed(
    page: XmlSource, notes: Mapping[etree._Element, PartOfPage], options: ReadOptions, hidden: frozenset[str]
) -> SurveyedPage:
    bodies = _bodies(page, notes, options)
    around = {around: False for body in bodies for around in body.iterancestors()}
    return SurveyedPage(
        page,
        {**furniture_of(page.root), **notes},
        hidden | hidden_selectors(page.root),
        {**around, **dict.fromkeys(bodies, True)},
    )


def _table_of_contents(page: XmlSource) -> SurveyedPage:
    return SurveyedPage(page, {page.root: PartOfPage.CONTENTS}, frozenset(), {page.root: True})


def _bodies(
    page: XmlSource, notes: Mapping[etree._Element, PartOfPage], options: ReadOptions
) -> Sequence[etree._Element]:
    """Return the elements that hold the text: those that the settings name, the one `main`, or all of the page."""
    if options.settings.body:
        found = [e for e in page.root.iter(etree.Element) if any(matches(s, e) for s in options.settings.body)]
        all_found = set(found)
        outermost = [e for e in found if all_found.isdisjoint(e.iterancestors())]
        if not outermost:
            wanted = ", ".join(selector.text for selector in options.settings.body)
            raise ReadError(f"{page.file}: there is no {wanted} in this page; correct body under [read]")
        return outermost
    mains = list(page.root.iter("{*}main"))
    mains += (e for e in page.root.iterfind(".//*[@role='main']") if local_name(e) != "main")
    if len(mains) == 1 and all(_is_in(note, mains[0]) for note, part in notes.items() if part in _NOTES):
        return mains
    return [next(page.root.iter("{*}body"), page.root)]


def _is_in(element: etree._Element, around: etree._Element) -> bool:
    return element is around or any(own is around for own in element.iterancestors())


def _transcribed(
    pages: Sequence[SurveyedPage], names: Sequence[str], rules: WebRules, settings: ReadSettings, gone: PartOfPage
) -> Transcript:
    """Write one state of the text. Raises InternalError if a character was lost."""
    transcript = Transcript()
    for number, (page, name) in enumerate(zip(pages, names, strict=True)):
        transcript.separate(Separator.PARAGRAPH)
        if len(pages) > 1 and page.parts.get(page.source.root) is not PartOfPage.CONTENTS:
            transcript.place("file", name)
        PageWalk(page, number, transcript, rules, settings).read(gone)
    transcript.check_conservation(sum(page.source.visible for page in pages))
    return transcript
