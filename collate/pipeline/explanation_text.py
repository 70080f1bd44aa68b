"""An explanation as text: the entry, its decisions, its columns, and the rules that were tried."""

from collections.abc import Sequence

from collate.apparatus import Entry, Lemma, doubt_in_words
from collate.classify import Variation
from collate.decisions import Outcome
from collate.model.alignment import Testimony
from collate.pipeline.explaining import ExplainedCell, ExplainedColumn, Explanation
from collate.rendering.citation import cite_lemma, cite_reading, describe_variation, list_nonextant, list_sigla
from collate.rendering.cited_words import words_alone
from collate.rendering.text.terminal import SIGNIFICANCE_COLOURS
from collate.terminal.colour import painted
from collate.terminal.display import collapse_space, columns, isolated, visible
from collate.terminal.escaping import printable_line


def explanation_lines(explanation: Explanation) -> list[str]:
    """Return the lines of an explanation, with the colours of a terminal."""
    entry = explanation.entry
    if entry is None:
        lines = ["agreement: all extant witnesses have the same words here"]
    elif entry.lemma is None:
        lines = _without_lemma(entry)
    else:
        lines = _with_lemma(entry, entry.lemma)
    if entry is not None and entry.doubt >= 0.005:
        lines.append(f"   doubt {entry.doubt:.2f}: {doubt_in_words(entry.doubt)}")
    if entry is not None and entry.other_place:
        lines.append(f"   moved: the same words are {printable_line(entry.other_place)}")
    lines += [f"   at {printable_line(position)}" for position in explanation.positions]
    lines += [f"   in {m.siglum} {_shown(m.words)} is {printable_line(m.label)}" for m in explanation.marks]
    if entry is not None:
        lines += _decision_lines(entry, explanation.outcomes)
    return [*lines, *_column_lines(explanation.columns), *_rule_lines(explanation)]


def _without_lemma(entry: Entry) -> list[str]:
    lines = [f"#{entry.number}  no lemma: no base is chosen, or it has no reading here"]
    for pair in entry.pairs:
        first, second = _shown(pair.first.text), _shown(pair.second.text)
        lines.append(f"   {first} {list_sigla(pair.first.witnesses)} : {second} {list_sigla(pair.second.witnesses)}")
        lines += _variation_lines(pair.second.variation)
    return lines


def _with_lemma(entry: Entry, lemma: Lemma) -> list[str]:
    words = words_alone(entry)
    lines = [
        f"#{entry.number}  line {lemma.line}  id {entry.id}",
        f"   …{collapse_space(lemma.before)}[{isolated(cite_lemma(words))}]{collapse_space(lemma.after)}…",
    ]
    for reading, cited in zip(entry.readings, words.readings, strict=True):
        lines.append(f"   {isolated(cite_reading(cited))} {list_sigla(reading.witnesses)}")
        lines += _variation_lines(reading.variation)
    return [*lines, f"   silent: {list_nonextant(entry)}"] if entry.silent else lines


def _variation_lines(variation: Variation) -> list[str]:
    return [
        f"      {painted(printable_line(describe_variation(variation)), SIGNIFICANCE_COLOURS[variation.significance])}",
        f"      because {printable_line(variation.why)}",
        f"      rule {printable_line(variation.rule)}, certainty {variation.certainty}, {variation.significance}",
    ]


def _decision_lines(entry: Entry, outcomes: Sequence[Outcome]) -> list[str]:
    """Return a line for each decision on an entry. The rules, which are shown below, were then not used."""
    lines = []
    for outcome in outcomes:
        if entry.number in outcome.entries:
            d = outcome.decision
            sentence = f"{outcome.state} decision {d.id} ({d.label}; scope {d.scope}), {d.citation}: {d.reason}"
            lines.append(f"   {printable_line(sentence)}")
    if any(v.decision for v in entry.variations):
        lines.append("   without this decision, the rules below would apply")
    return lines


def _column_lines(table_columns: tuple[ExplainedColumn, ...]) -> list[str]:
    """Return the columns: the surface of each witness, its form, and the attraction between the forms."""
    cells = [
        (f"   column {column.number}", cell.siglum, *_cell(cell)) for column in table_columns for cell in column.cells
    ]
    attractions = [
        f"   {_shown(s.first)} and {_shown(s.second)}: attraction {s.score} (two equal words: 1000 on average)"
        for column in table_columns
        for s in column.scores
        if s.score > 0
    ]
    return ["", *columns(cells), *attractions] if cells else []


def _shown(text: str) -> str:
    return isolated(visible(text))


def _cell(cell: ExplainedCell) -> tuple[str, str]:
    if cell.is_divided:
        return "(in the word beside it)", ""
    if cell.testimony is not Testimony.READS:
        return f"({cell.testimony.name.lower()})", ""
    return _shown(cell.surface), "" if cell.surface == cell.form else f"compared as {_shown(cell.form)}"


def _rule_lines(explanation: Explanation) -> list[str]:
    """Return, for each pair of witnesses, the rules that were tried, in order, up to the one that applied."""
    lines: list[str] = []
    decided = explanation.entry is not None and any(v.decision for v in explanation.entry.variations)
    for pair in explanation.pairs:
        answers = pair.answers
        not_applicable = [a.rule for a in answers if a.variation is None]
        lines += ["", f"   {pair.first} : {pair.second}"]
        lines += [f"      not applicable: {printable_line(', '.join(not_applicable))}"] if not_applicable else []
        lines += [f"      → {printable_line(f'{a.rule}: {a.sentence}')}" for a in answers if a.variation]
        lines += [
            f"        this would give {printable_line(describe_variation(a.variation))}"
            for a in answers
            if a.variation and decided
        ]
    return lines
