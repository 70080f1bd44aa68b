"""What `collate explain` does."""

from collections.abc import Sequence

import click

from collate.apparatus import Entry, Lemma
from collate.classify import Variation
from collate.cli.collating import collated, of_place
from collate.decisions import Outcome
from collate.model.alignment import Testimony
from collate.pipeline.explaining import ExplainedColumn, Explanation
from collate.pipeline.explaining import explain as explained
from collate.pipeline.places import parse_place
from collate.reading import read_sources
from collate.rendering.citation import kind_in_words, lemma_in_words, reading_in_words, sigla, silent_in_words
from collate.rendering.text.terminal import SIGNIFICANCE_COLOURS
from collate.terminal.colour import painted
from collate.terminal.display import collapse_space, columns, isolated, visible


def explain_place(
    sources: tuple[str, ...], place: str, base: str | None, encoding: str, aligner: str, coloured: bool
) -> None:
    """Explain what stands at a place."""
    sources, place = of_place(sources, place)
    work = collated(read_sources(sources, encoding), aligner, base)
    found = explained(work, parse_place(place, work))
    text = "\n".join(line for e in found for line in [*_lines(e, work.apparatus.decisions), ""])
    click.echo(text if coloured else click.unstyle(text), nl=False)


def _lines(explanation: Explanation, verdicts: Sequence[Outcome]) -> list[str]:
    entry = explanation.entry
    if entry is None:
        head = ["agreement: all witnesses that testify here have the same words"]
    elif entry.lemma is None:
        head = [f"#{entry.number}  no lemma: no base is chosen, or it has no reading here"]
        for pair in entry.pairs:
            one, other = isolated(visible(pair.first.text)), isolated(visible(pair.second.text))
            head.append(f"   {one} {sigla(pair.first.witnesses)} : {other} {sigla(pair.second.witnesses)}")
            head += _said(pair.second.variation)
    else:
        head = _against_lemma(entry, entry.lemma)
    if entry is not None and entry.doubt > 0:
        head.append(f"   doubt {entry.doubt:.2f} of 1 that its words stand here and not beside others; half is even")
    if entry is not None and entry.other_place:
        head.append(f"   moved: the same words stand {entry.other_place}")
    decided = _decisions(entry, verdicts) if entry is not None else []
    return [*head, *decided, *_table(explanation.columns), *_rules(explanation)]


def _decisions(entry: Entry, verdicts: Sequence[Outcome]) -> list[str]:
    """Show which decisions spoke, and that the rules, which are shown below, did not."""
    lines = []
    for verdict in verdicts:
        if entry.number in verdict.entries:
            d = verdict.decision
            lines.append(f"   {verdict.state} decision {d.id} ({d.label}; scope {d.scope}), {d.citation}: {d.reason}")
    if any(v.decision for v in entry.variations):
        lines.append("   without it the rules below would have spoken")
    return lines


def _against_lemma(entry: Entry, lemma: Lemma) -> list[str]:
    lines = [
        f"#{entry.number}  line {lemma.line}  id {entry.id}",
        f"   …{collapse_space(lemma.before)}[{isolated(lemma_in_words(entry))}]{collapse_space(lemma.after)}…",
    ]
    for reading in entry.readings:
        lines.append(f"   {isolated(reading_in_words(reading, bool(lemma.text)))} {sigla(reading.witnesses)}")
        lines += _said(reading.variation)
    return [*lines, f"   silent: {silent_in_words(entry)}"] if entry.silent else lines


def _said(variation: Variation) -> list[str]:
    return [
        f"      {painted(kind_in_words(variation), SIGNIFICANCE_COLOURS[variation.significance])}",
        f"      because {variation.why}",
        f"      rule {variation.rule}, certainty {variation.certainty}, {variation.significance}",
    ]


def _table(found: tuple[ExplainedColumn, ...]) -> list[str]:
    """Show the columns: what each witness has, what is compared, what draws them together."""
    rows = [
        (f"   column {column.number}", cell.siglum, *_cell(cell.surface, cell.form, cell.testimony))
        for column in found
        for cell in column.cells
    ]
    drawn = [
        f"   {isolated(s.first)} and {isolated(s.second)}: attraction {s.score} (two equal words: 1000 on average)"
        for column in found
        for s in column.scores
        if s.score > 0
    ]
    return ["", *columns(rows), *drawn] if rows else []


def _cell(surface: str, form: str, testimony: Testimony) -> tuple[str, str]:
    if testimony is not Testimony.READS:
        return f"({testimony.name.lower()})", ""
    return isolated(visible(surface)), "" if surface == form else f"compared as {isolated(visible(form))}"


def _rules(explanation: Explanation) -> list[str]:
    """Show the rules that were asked, in order, to the one that answered."""
    lines: list[str] = []
    decided = explanation.entry is not None and any(v.decision for v in explanation.entry.variations)
    for pair in explanation.pairs:
        answers = pair.answers
        silent = [a.rule for a in answers if a.variation is None]
        lines += ["", f"   {pair.first} : {pair.second}"]
        lines += [f"      nothing to say: {', '.join(silent)}"] if silent else []
        lines += [f"      → {a.rule}: {a.sentence}" for a in answers if a.variation]
        lines += [f"        so it would be {kind_in_words(a.variation)}" for a in answers if a.variation and decided]
    return lines
