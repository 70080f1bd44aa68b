"""The apparatus as a Word file: what an editor should look at, and every entry below a heading of its kind."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from typing import Final

from collate.apparatus import (
    Apparatus,
    Entry,
    doubt_in_words,
    doubtful,
    entries_and_echoes,
    unclassified,
    unheld_decisions,
)
from collate.apparatus.undirected import kind_name
from collate.editorial import Intervention
from collate.model.alignment import Alignment
from collate.model.apparatus import DOUBTFUL
from collate.model.hands import manuscripts_of
from collate.model.variation import SIGNIFICANCE, WEIGHT, Kind, Variation
from collate.model.witness import Witness
from collate.rendering.citation import (
    OTHER_PLACE,
    count_kinds,
    describe_variation,
    list_sigla,
    list_white_space,
)
from collate.rendering.left_out import describe_nothing
from collate.rendering.nonextant import source_line_names
from collate.rendering.print.line_names import line_name
from collate.rendering.print.notes import SERIES, SERIES_NAMES, NoteItem, Series, abbreviate, printed_items
from collate.rendering.print.preface import describe_base, describe_form
from collate.rendering.word.content import WordContent, word_bytes
from collate.rendering.word.front import front_pages
from collate.rendering.word.markup import bookmarked, cited_runs, heading, link, paragraph, table, text_runs
from collate.rendering.word.note_runs import item_runs, linked_entries
from collate.terminal.display import visible

_KINDS: Final = tuple(sorted(Kind, key=lambda kind: (SERIES.index(SIGNIFICANCE[kind]), -WEIGHT[kind])))
_EN_SPACE: Final = "\u2002"

_Links = Mapping[int, int]


def write_docx(apparatus: Apparatus, alignment: Alignment) -> Iterator[bytes]:
    """Write the witnesses, a summary, what an editor should look at, and the entries by kind, all in one chunk.

    Raises WriteError when python-docx is not installed.
    """
    preface = " ".join(filter(None, (describe_base(apparatus), describe_form(apparatus))))
    parts = (
        front_pages(apparatus, alignment, preface),
        *_summary(apparatus),
        *_to_look_at(apparatus),
        *_decisions(apparatus),
        *_entries(apparatus, alignment),
        *_rest(apparatus),
        *_interventions(apparatus),
    )
    yield word_bytes(WordContent(apparatus.title, apparatus.language, "".join(parts)), "docx")


def _summary(apparatus: Apparatus) -> Iterator[str]:
    """Yield how many readings of each kind the witnesses have; a witness without any is not named."""
    kinds = count_kinds(apparatus)
    if not kinds:
        return
    sigla = [w.siglum for w in apparatus.witnesses if w.siglum != apparatus.base]
    rows = []
    for kind, counts in kinds:
        counted = [
            cited_runs(visible(siglum), "CollateSiglum") + text_runs(f" {count}")
            for siglum, count in zip(sigla, counts, strict=True)
            if count
        ]
        rows.append([text_runs(str(kind)), text_runs(str(SIGNIFICANCE[kind])), text_runs(", ").join(counted)])
    yield heading(1, "Summary")
    yield table((22, 18, 50), ("kind", "significance", "readings of each witness"), rows)


def _to_look_at(apparatus: Apparatus) -> Iterator[str]:
    """Yield the entries whose place is doubtful, and those that no rule could classify, as links."""
    if entries := doubtful(apparatus):
        yield heading(1, f"Doubtful places ({len(entries)})")
        yield _sentence("Their words may stand elsewhere. The most doubtful come first.")
        yield paragraph("CollatePreface", _list_links((entry, f" ({entry.doubt:.2f})") for entry in entries))
    if entries := unclassified(apparatus):
        yield heading(1, f"Not classified ({len(entries)})")
        yield _sentence("No rule could decide whether these similar words are one word or two.")
        yield paragraph("CollatePreface", _list_links((entry, "") for entry in entries))


def _list_links(entries: Iterable[tuple[Entry, str]]) -> str:
    links = [link(entry.number, text_runs(str(entry.number))) + text_runs(note) for entry, note in entries]
    return text_runs(", ").join(links)


def _decisions(apparatus: Apparatus) -> Iterator[str]:
    outcomes = unheld_decisions(apparatus)
    if not outcomes:
        return
    rows = [
        [
            cited_runs(visible(text))
            for text in (
                f"{outcome.decision.file}:{outcome.decision.line}",
                outcome.decision.label,
                str(outcome.state),
                outcome.why,
                outcome.decision.reason,
            )
        ]
        for outcome in outcomes
    ]
    yield heading(1, f"Decisions that no longer hold ({len(outcomes)})")
    header = ("where", "decision", "state", "why it does not hold", "why it was made")
    yield table((17, 17, 10, 23, 23), header, rows)


def _entries(apparatus: Apparatus, alignment: Alignment) -> Iterator[str]:
    """Yield the entries below a heading for each series and kind. The other place of a move has an entry of its own."""
    both = replace(apparatus, entries=entries_and_echoes(apparatus))
    found = [item for _, of_entry in printed_items(both, alignment, source_line_names(apparatus, alignment), _KINDS)
             for item in of_entry]  # fmt: skip
    links = linked_entries(found)
    seen: set[int] = set()
    by_kind = {kind: [item for item in found if item.series is kind] for kind in _KINDS}
    for series, kinds in groupby(_KINDS, key=SIGNIFICANCE.__getitem__):
        of_series = [kind for kind in kinds if by_kind[kind]]
        if of_series:
            yield heading(1, SERIES_NAMES[series])
        for kind in of_series:
            yield heading(2, f"{kind_name(kind, apparatus.base).capitalize()} ({len(by_kind[kind])})")
            for item in by_kind[kind]:
                yield _entry(item, apparatus, links, item.entry.number in seen)
                seen.add(item.entry.number)


def _entry(item: NoteItem, apparatus: Apparatus, links: _Links, is_seen: bool) -> str:
    """Return an entry and the paragraph of remarks below it; links arrive where it is whole, at its first kind."""
    entry = item.entry
    place = cited_runs(line_name(entry, apparatus), "CollatePlace")
    place = place if is_seen else bookmarked(entry.number, place)
    runs = place + text_runs(_EN_SPACE) + item_runs(item, links.get(entry.number))
    return paragraph("CollateEntry", runs) + paragraph("CollateRemark", _remarks(item, is_seen))


def _remarks(item: NoteItem, is_seen: bool) -> str:
    """Return of each reading its kind, cause and reason, and whether its place is doubtful.

    Where an entry stands for the second time, only those of the kind of the heading.
    """
    entry = item.entry
    if entry.told_in is not None:
        return text_runs(f"{OTHER_PLACE.capitalize()}, told in entry {entry.told_in}")
    if entry.lemma is None:
        told = [(f"{list_sigla(p.first.witnesses)} : {list_sigla(p.second.witnesses)}", p.second.variation)
                for p in entry.pairs]  # fmt: skip
    else:
        told = [(list_sigla(reading.witnesses), reading.variation) for reading in entry.readings]
        told = [row for row in told if not is_seen or row[1].kind is item.series]
    by_variation: dict[Variation, list[str]] = {}
    for sigla, variation in told:
        by_variation.setdefault(variation, []).append(sigla)
    remarks = [
        (cited_runs(f"{'; '.join(sigla)}: ", "CollateSiglum") if len(by_variation) > 1 else "")
        + cited_runs(_described(variation, item.series))
        for variation, sigla in by_variation.items()
    ]
    if entry.doubt >= DOUBTFUL and not is_seen:
        meaning = doubt_in_words(entry.doubt)
        is_told = any(meaning in variation.why for variation in by_variation)
        remarks.append(text_runs(f"doubtful place ({entry.doubt:.2f})" + ("" if is_told else f": {meaning}")))
    return text_runs("; ").join(remarks)


def _described(variation: Variation, heading_above: Series) -> str:
    """Return kind, cause, remarks and reason of a reading; the kind only if it is not that of the heading above."""
    what = describe_variation(variation)
    if variation.kind is heading_above:
        what = what.removeprefix(str(variation.kind)).strip(" ()")
    return ": ".join(filter(None, (what, visible(variation.why))))


def _rest(apparatus: Apparatus) -> Iterator[str]:
    """Yield what is said where there are no entries, and the white space that is no entry."""
    if not apparatus.entries:
        yield _sentence(f"{describe_nothing(apparatus).capitalize()}.")
    if elsewhere := list_white_space(apparatus):
        yield _sentence(f"White space that is no entry: {elsewhere}.")


def _interventions(apparatus: Apparatus) -> Iterator[str]:
    """Yield the words in each witness that are not the author's; of a hand only those that its manuscript has not."""
    manuscripts = manuscripts_of(apparatus.witnesses)
    rows_of = {
        w.siglum: [_intervention(w, intervention) for intervention in of_witness]
        for w, of_witness in zip(apparatus.witnesses, apparatus.interventions, strict=False)
    }
    if any(rows_of.values()):
        yield heading(1, "Words of editors in the witnesses")
    for (siglum, rows), manuscript in zip(rows_of.items(), manuscripts, strict=False):
        of_manuscript = set(rows_of.get(manuscript, ())) if manuscript != siglum else set()
        if own := [row for row in rows if row not in of_manuscript]:
            yield heading(2, f"{visible(siglum)} ({len(own)})")
            yield table((14, 18, 34, 34), ("line", "what it is", "words", "why"), own)


def _intervention(witness: Witness, intervention: Intervention) -> tuple[str, ...]:
    """Return the cells of an intervention; of a witness of several files, its file too."""
    position = witness.position(intervention.start)
    file = f"{visible(witness.sources[position.file].file)} " if len(witness.sources) > 1 else ""
    words = abbreviate(witness.text[intervention.start : intervention.end])
    return (
        cited_runs(f"{file}{position.line}"),
        text_runs(intervention.label),
        cited_runs(words, "CollateReading"),
        cited_runs(visible(intervention.why)),
    )


def _sentence(text: str) -> str:
    return paragraph("CollatePreface", cited_runs(text))
