"""The apparatus as Markdown: a table for every kind, the weightiest first."""

import re
from collections.abc import Iterable
from typing import Final

from collate.apparatus import Apparatus, Entry, Reading, doubtful, unclassified, unheld_decisions
from collate.model.alignment import Alignment
from collate.model.variation import SIGNIFICANCE, WEIGHT, Certainty, Kind, Significance, Variation
from collate.rendering.citation import kinds_counted, lemma_in_words, reading_in_words, sigla, silent_in_words
from collate.terminal.display import collapse_space, isolated, visible

_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]<>#|~!$&])")
_ORDER: Final = (Significance.SUBSTANTIVE, Significance.EDITORIAL, Significance.ACCIDENTAL, Significance.NONE)


def write_markdown(apparatus: Apparatus, alignment: Alignment) -> str:
    """Write the witnesses, a summary, and one table per kind."""
    parts = [f"# {plain(apparatus.title)}", "", f"Base: {plain(apparatus.base)}", ""]
    parts += _witnesses(apparatus, alignment)
    parts += _summary(apparatus)
    parts += _doubtful(apparatus)
    parts += _unnamed(apparatus)
    parts += _no_longer_held(apparatus)
    tables: dict[Kind, list[tuple[str, ...]]] = {kind: [] for kind in _kinds(apparatus)}
    for entry in apparatus.entries:
        for kind, row in _rows(entry):
            tables[kind].append(row)
    for kind, rows in tables.items():
        parts += [f"## {str(kind).capitalize()} ({len(rows)})", "", *_table(_HEAD, rows), ""]
    if not apparatus.entries:
        parts += ["No difference to show." if apparatus.hidden else "No difference.", ""]
    if apparatus.hidden:
        parts += ["Not shown: " + ", ".join(f"{count} {kind}" for kind, count in apparatus.hidden) + ".", ""]
    return "\n".join(parts).rstrip("\n") + "\n"


_HEAD: Final = ("n", "line", "lemma", "reading", "witnesses", "cause", "why")


def _witnesses(apparatus: Apparatus, alignment: Alignment) -> list[str]:
    rows = [
        (
            f"**{plain(tokens.witness.siglum)}**",
            plain(tokens.witness.bibliography.title),
            plain(tokens.witness.bibliography.source),
            str(tokens.witness.extent),
            str(len(tokens)),
        )
        for tokens in alignment.tokens
    ]
    return ["## Witnesses", "", *_table(("siglum", "title", "source", "extent", "tokens"), rows), ""]


def _summary(apparatus: Apparatus) -> list[str]:
    counted = kinds_counted(apparatus)
    if not counted:
        return []
    witnesses = [plain(w.siglum) for w in apparatus.witnesses if w.siglum != apparatus.base]
    rows = [(str(kind), str(SIGNIFICANCE[kind]), *map(str, counts)) for kind, counts in counted]
    return ["## Summary", "", *_table(("kind", "significance", *witnesses), rows), ""]


def _doubtful(apparatus: Apparatus) -> list[str]:
    found = [f"[{entry.number}](#e{entry.number}) ({entry.doubt:.2f})" for entry in doubtful(apparatus)]
    if not found:
        return []
    said = "Their words could nearly as well stand elsewhere; doubt 1 is arbitrary, the greatest comes first."
    return [f"## Doubtful places ({len(found)})", "", said, "", ", ".join(found), ""]


def _unnamed(apparatus: Apparatus) -> list[str]:
    found = [f"[{entry.number}](#e{entry.number})" for entry in unclassified(apparatus)]
    if not found:
        return []
    said = "Alike, and no rule could say whether they are one word or two: an editor's work, for `collate decide`."
    return [f"## Not named ({len(found)})", "", said, "", ", ".join(found), ""]


def _no_longer_held(apparatus: Apparatus) -> list[str]:
    rows = [
        (
            f"{plain(v.decision.file)}:{v.decision.line}",
            plain(v.decision.label),
            str(v.state),
            plain(v.why),
            plain(v.decision.reason),
        )
        for v in unheld_decisions(apparatus)
    ]
    if not rows:
        return []
    head = ("where", "decision", "state", "because", "it was made because")
    return [f"## Decisions that no longer hold ({len(rows)})", "", *_table(head, rows), ""]


def _kinds(apparatus: Apparatus) -> list[Kind]:
    """Give the kinds that occur, substantive first, and the heaviest first among them."""
    found = {v.kind for entry in apparatus.entries for v in entry.variations}
    return sorted(found, key=lambda kind: (_ORDER.index(SIGNIFICANCE[kind]), -WEIGHT[kind]))


def _rows(entry: Entry) -> list[tuple[Kind, tuple[str, ...]]]:
    """Give the rows of one entry, each with its kind."""
    number = f'<a id="e{entry.number}"></a>{entry.number}'
    if entry.lemma is None:
        return [
            (
                p.second.variation.kind,
                (
                    number,
                    "",
                    _cited(p.first, True),
                    _cited(p.second, True),
                    _both(p.first, p.second),
                    *_said(p.second.variation),
                ),
            )
            for p in entry.pairs
        ]
    before, after = _words(entry.lemma.before, -3), _words(entry.lemma.after, 3)
    lemma = f"{before}**{plain(isolated(lemma_in_words(entry)))}**{after}"
    silent = f" ({plain(silent_in_words(entry))})" if entry.silent else ""
    return [
        (
            r.variation.kind,
            (
                number,
                str(entry.lemma.line),
                lemma,
                _cited(r, bool(entry.lemma.text)),
                plain(sigla(r.witnesses)) + silent,
                *_said(r.variation),
            ),
        )
        for r in entry.readings
    ]


def _words(context: str, count: int) -> str:
    """Keep the nearest words of a context, and whether it touches the lemma."""
    words = collapse_space(context).split(" ")
    kept = words[count:] if count < 0 else words[:count]
    if count < 0 and not words[-1]:
        kept = words[count - 1 :]
    if count > 0 and not words[0]:
        kept = words[: count + 1]
    return plain(" ".join(kept))


def _cited(reading: Reading, lemma: bool) -> str:
    text = plain(isolated(reading_in_words(reading, lemma)))
    return f"*{text}*" if not reading.text else text


def _both(first: Reading, second: Reading) -> str:
    return f"{plain(sigla(first.witnesses))} : {plain(sigla(second.witnesses))}"


def _said(variation: Variation) -> tuple[str, str]:
    """Give cause and evidence, with whatever else there is to say."""
    cause = ", ".join([*([variation.cause] if variation.cause else []), *(f"also {kind}" for kind in variation.also)])
    why = variation.why
    if variation.within:
        why += f"; within {variation.within}"
    if variation.certainty is not Certainty.HIGH:
        why += f" (certainty {variation.certainty})"
    return plain(cause), plain(why)


def plain(text: str) -> str:
    """Write a text so that Markdown leaves it alone."""
    return _SPECIAL.sub(r"\\\1", visible(text) if text.strip() else text)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    lines = [f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}"]
    return lines + [f"| {' | '.join(row)} |" for row in rows]
