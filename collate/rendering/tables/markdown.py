"""The apparatus as Markdown: a table for every kind, the weightiest first."""

import re
from collections.abc import Iterable
from typing import Final

from collate.apparatus import Apparatus, Entry, Reading, doubtful, unclassified, unheld_decisions
from collate.model.alignment import Alignment
from collate.model.variation import SIGNIFICANCE, WEIGHT, Certainty, Kind, Significance, Variation
from collate.rendering.citation import cite_lemma, cite_reading, count_kinds, list_nonextant, list_sigla
from collate.terminal.display import collapse_space, isolated, visible

_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]<>#|~!$&])")
_ORDER: Final = (Significance.SUBSTANTIVE, Significance.EDITORIAL, Significance.ACCIDENTAL, Significance.NONE)


def write_markdown(apparatus: Apparatus, alignment: Alignment) -> str:
    """Write the witnesses, a summary, and one table per kind."""
    parts = [f"# {escape_markdown(apparatus.title)}", "", f"Base: {escape_markdown(apparatus.base)}", ""]
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
            f"**{escape_markdown(tokens.witness.siglum)}**",
            escape_markdown(tokens.witness.bibliography.title),
            escape_markdown(tokens.witness.bibliography.source),
            str(tokens.witness.extent),
            str(len(tokens)),
        )
        for tokens in alignment.tokens
    ]
    return ["## Witnesses", "", *_table(("siglum", "title", "source", "extent", "tokens"), rows), ""]


def _summary(apparatus: Apparatus) -> list[str]:
    counted = count_kinds(apparatus)
    if not counted:
        return []
    witnesses = [escape_markdown(w.siglum) for w in apparatus.witnesses if w.siglum != apparatus.base]
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
            f"{escape_markdown(v.decision.file)}:{v.decision.line}",
            escape_markdown(v.decision.label),
            str(v.state),
            escape_markdown(v.why),
            escape_markdown(v.decision.reason),
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
    lemma = f"{before}**{escape_markdown(isolated(cite_lemma(entry)))}**{after}"
    silent = f" ({escape_markdown(list_nonextant(entry))})" if entry.silent else ""
    return [
        (
            r.variation.kind,
            (
                number,
                str(entry.lemma.line),
                lemma,
                _cited(r, bool(entry.lemma.text)),
                escape_markdown(list_sigla(r.witnesses)) + silent,
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
    return escape_markdown(" ".join(kept))


def _cited(reading: Reading, lemma: bool) -> str:
    text = escape_markdown(isolated(cite_reading(reading, lemma)))
    return f"*{text}*" if not reading.text else text


def _both(first: Reading, second: Reading) -> str:
    return f"{escape_markdown(list_sigla(first.witnesses))} : {escape_markdown(list_sigla(second.witnesses))}"


def _said(variation: Variation) -> tuple[str, str]:
    """Give cause and evidence, with whatever else there is to say."""
    cause = ", ".join([*([variation.cause] if variation.cause else []), *(f"also {kind}" for kind in variation.also)])
    why = variation.why
    if variation.within:
        why += f"; within {variation.within}"
    if variation.certainty is not Certainty.HIGH:
        why += f" (certainty {variation.certainty})"
    return escape_markdown(cause), escape_markdown(why)


def escape_markdown(text: str) -> str:
    """Write a text so that Markdown leaves it alone."""
    return _SPECIAL.sub(r"\\\1", visible(text) if text.strip() else text)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    lines = [f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}"]
    return lines + [f"| {' | '.join(row)} |" for row in rows]
