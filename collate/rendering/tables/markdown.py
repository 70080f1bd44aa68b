"""The apparatus as Markdown: a table for each kind, the most significant first."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from collate.apparatus import Apparatus, Entry, Reading, doubtful, unclassified, unheld_decisions
from collate.apparatus.undirected import kind_name
from collate.model.alignment import Alignment
from collate.model.variation import SIGNIFICANCE, WEIGHT, Certainty, Kind, Significance, Variation
from collate.rendering.citation import (
    cite_lemma,
    cite_place,
    cite_reading,
    count_kinds,
    describe_equal_words,
    describe_hand,
    list_sigla,
    list_white_space,
)
from collate.rendering.cited_words import CitedReading, CitedTexts, CitedWords
from collate.rendering.left_out import describe_nothing, describe_part, list_hidden
from collate.rendering.lines import end_lines
from collate.rendering.nonextant import SilencesInTables
from collate.terminal.display import collapse_space, isolated, visible

_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]<>#|~!$&])")
_ORDER: Final = (Significance.SUBSTANTIVE, Significance.EDITORIAL, Significance.ACCIDENTAL, Significance.NONE)
_HEADER: Final = ("n", "line", "lemma", "reading", "witnesses", "cause", "why")
_CONTEXT_WORDS: Final = 3  # on each side of a lemma

Row = tuple[str, ...]


def write_markdown(apparatus: Apparatus, alignment: Alignment) -> Iterator[str]:
    """Write the witnesses, a summary, what an editor should look at, and a table for each kind."""
    return end_lines(_lines(apparatus, alignment))


def _lines(apparatus: Apparatus, alignment: Alignment) -> Iterator[str]:
    yield from (f"# {escape_markdown(apparatus.title)}", "", f"Base: {escape_markdown(apparatus.base)}", "")
    if apparatus.part:
        yield from (escape_markdown(f"This is {describe_part(apparatus)}."), "")
    yield from _witnesses(alignment)
    yield from _summary(apparatus)
    yield from _doubtful(apparatus)
    yield from _unclassified(apparatus)
    yield from _unheld_decisions(apparatus)
    tables: dict[Kind, list[Row]] = {kind: [] for kind in _kinds(apparatus)}
    texts = CitedTexts(alignment)
    in_tables = ((entry, kind) for entry in apparatus.entries for kind in _kinds_of(entry))
    silences = SilencesInTables(apparatus, alignment, in_tables)
    for entry in apparatus.entries:
        for kind, row in _rows(entry, texts.words(entry), silences, apparatus.base):
            tables[kind].append(row)
    for kind, rows in tables.items():
        yield from (f"## {kind_name(kind, apparatus.base).capitalize()} ({len(rows)})", "", *_table(_HEADER, rows), "")
    if not apparatus.entries:
        yield from (f"{describe_nothing(apparatus).capitalize()}.", "")
    if apparatus.hidden and (apparatus.entries or describe_equal_words(apparatus)):
        yield f"Not shown: {list_hidden(apparatus)}."
    if elsewhere := list_white_space(apparatus):
        yield f"White space that is no entry: {elsewhere}."


def _witnesses(alignment: Alignment) -> list[str]:
    rows = [
        (
            f"**{escape_markdown(tokens.witness.siglum)}**",
            escape_markdown(tokens.witness.bibliography.title),
            escape_markdown(tokens.witness.bibliography.source),
            escape_markdown(", ".join(filter(None, (tokens.witness.extent, describe_hand(tokens.witness))))),
            str(len(tokens)),
        )
        for tokens in alignment.tokens
    ]
    return ["## Witnesses", "", *_table(("siglum", "title", "source", "extent", "tokens"), rows), ""]


def _summary(apparatus: Apparatus) -> list[str]:
    kinds = count_kinds(apparatus)
    if not kinds:
        return []
    witnesses = [escape_markdown(w.siglum) for w in apparatus.witnesses if w.siglum != apparatus.base]
    rows = [(str(kind), str(SIGNIFICANCE[kind]), *map(str, counts)) for kind, counts in kinds]
    return ["## Summary", "", *_table(("kind", "significance", *witnesses), rows), ""]


def _doubtful(apparatus: Apparatus) -> list[str]:
    links = [f"[{entry.number}](#e{entry.number}) ({entry.doubt:.2f})" for entry in doubtful(apparatus)]
    if not links:
        return []
    note = (
        "Their words may stand elsewhere. Doubt 0.3 says that in about 3 of 10 such places they do; 1 is a passage "
        "without a place. The most doubtful come first."
    )
    return [f"## Doubtful places ({len(links)})", "", note, "", ", ".join(links), ""]


def _unclassified(apparatus: Apparatus) -> list[str]:
    links = [f"[{entry.number}](#e{entry.number})" for entry in unclassified(apparatus)]
    if not links:
        return []
    note = "No rule could decide whether these similar words are one word or two. An editor can, with `collate decide`."
    return [f"## Not classified ({len(links)})", "", note, "", ", ".join(links), ""]


def _unheld_decisions(apparatus: Apparatus) -> list[str]:
    rows = [
        (
            f"{escape_markdown(outcome.decision.file)}:{outcome.decision.line}",
            escape_markdown(outcome.decision.label),
            str(outcome.state),
            escape_markdown(outcome.why),
            escape_markdown(outcome.decision.reason),
        )
        for outcome in unheld_decisions(apparatus)
    ]
    if not rows:
        return []
    header = ("where", "decision", "state", "why it does not hold", "why it was made")
    return [f"## Decisions that no longer hold ({len(rows)})", "", *_table(header, rows), ""]


def _kinds(apparatus: Apparatus) -> list[Kind]:
    """Return the kinds that occur: substantive kinds first, and within each significance the heaviest first."""
    kinds = {kind for entry in apparatus.entries for kind in _kinds_of(entry)}
    return sorted(kinds, key=lambda kind: (_ORDER.index(SIGNIFICANCE[kind]), -WEIGHT[kind]))


def _kinds_of(entry: Entry) -> dict[Kind, int]:
    """Return the kinds of an entry, each with the number of the first reading, or pair, that has it."""
    return {variation.kind: k for k, variation in reversed(list(enumerate(entry.variations)))}


def _rows(entry: Entry, words: CitedWords, silences: SilencesInTables, base: str) -> list[tuple[Kind, Row]]:
    """Return the rows of an entry, each with its kind."""
    number = f'<a id="e{entry.number}"></a>{entry.number}'
    if entry.lemma is None:
        return [
            (
                pair.second.variation.kind,
                (
                    number,
                    escape_markdown(cite_place(entry, base)),
                    _reading(first),
                    _reading(second),
                    _both_sigla(pair.first, pair.second),
                    *_cause_and_why(pair.second.variation),
                ),
            )
            for pair, (first, second) in zip(entry.pairs, words.of_pairs(entry), strict=True)
        ]
    before, after = _words_before(words.before), _words_after(words.after)
    lemma = f"{before}**{escape_markdown(isolated(cite_lemma(words)))}**{after}"
    first_of_kind = _kinds_of(entry)
    silent = {kind: told for kind in first_of_kind if (told := silences.at(entry, kind))}
    return [
        (
            kind,
            (
                number,
                escape_markdown(cite_place(entry, base)),
                lemma,
                _reading(cited),
                escape_markdown(list_sigla(reading.witnesses))
                + (f" ({escape_markdown(silent[kind])})" if kind in silent and first_of_kind[kind] == k else ""),
                *_cause_and_why(reading.variation),
            ),
        )
        for k, (reading, cited) in enumerate(zip(entry.readings, words.readings, strict=True))
        for kind in (reading.variation.kind,)
    ]


def _words_before(context: str) -> str:
    """Return the last words of a context, with the space after them if there is one."""
    words = collapse_space(context).split(" ")
    count = _CONTEXT_WORDS if words[-1] else _CONTEXT_WORDS + 1
    return escape_markdown(" ".join(words[-count:]))


def _words_after(context: str) -> str:
    """Return the first words of a context, with the space before them if there is one."""
    words = collapse_space(context).split(" ")
    count = _CONTEXT_WORDS if words[0] else _CONTEXT_WORDS + 1
    return escape_markdown(" ".join(words[:count]))


def _reading(reading: CitedReading) -> str:
    text = escape_markdown(isolated(cite_reading(reading)))
    return text if reading.text else f"*{text}*"


def _both_sigla(first: Reading, second: Reading) -> str:
    return f"{escape_markdown(list_sigla(first.witnesses))} : {escape_markdown(list_sigla(second.witnesses))}"


def _cause_and_why(variation: Variation) -> tuple[str, str]:
    """Return the cells `cause` and `why`, with the other kinds, the part of the text, and the certainty."""
    cause = ", ".join([*([variation.cause] if variation.cause else []), *(f"also {kind}" for kind in variation.also)])
    why = variation.why
    if variation.within:
        why += f"; within {variation.within}"
    if variation.certainty is not Certainty.HIGH:
        why += f" (certainty {variation.certainty})"
    return escape_markdown(cause), escape_markdown(why)


def escape_markdown(text: str) -> str:
    """Return a text that Markdown shows as it is."""
    return _SPECIAL.sub(r"\\\1", visible(text) if text.strip() else text)


def _table(header: Row, rows: Iterable[Row]) -> list[str]:
    lines = [f"| {' | '.join(header)} |", f"|{' --- |' * len(header)}"]
    return lines + [f"| {' | '.join(row)} |" for row in rows]
