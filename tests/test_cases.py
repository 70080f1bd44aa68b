"""Every case file: what each column is, and what the apparatus says."""

from casefile import CASES, Case

from collate.apparatus import Entry, Reading, entries_and_echoes
from collate.model.alignment import GAP, Testimony
from collate.model.variation import Variation
from collate.pipeline.collating import Collated
from collate.rendering.hands_once import cite_hands_once

SIGN = {Testimony.OMITS: "∅", Testimony.LACUNA: "lac.", Testimony.ABSENT: "·", Testimony.ILLEGIBLE: "ill."}


def listing(collated: Collated) -> str:
    """Every column of the table; columns that agree, and where the same are silent, stand together."""
    alignment = collated.alignment
    kinds = {}
    for entry in entries_and_echoes(collated.apparatus):
        for column in range(entry.unit.start, entry.unit.stop):
            kinds[column] = ", ".join(v.label for v in entry.variations)
    lines: list[tuple[str, str]] = []
    for column in range(len(alignment.table)):
        cells = [cell(collated, column, w) for w in range(len(alignment.tokens))]
        words = [c for c in cells if c not in SIGN.values()]
        if column not in kinds and len(set(words)) == 1 and "∅" not in cells:
            silent = "".join(
                f" {t.witness.siglum}{c}" for t, c in zip(alignment.tokens, cells, strict=True) if c in SIGN.values()
            )
            head = f"agreement{silent}"
            if lines and lines[-1][0] == head:
                lines[-1] = (head, f"{lines[-1][1]} {words[0]}")
            else:
                lines.append((head, words[0]))
        else:
            lines.append((kinds.get(column, "agreement "), " | ".join(cells)))
    return "".join(f"{head}\t{cells}\n" for head, cells in lines)


def cell(collated: Collated, column: int, w: int) -> str:
    alignment = collated.alignment
    i = int(alignment.table[column, w])
    testimony = Testimony(int(alignment.testimony[column, w]))
    if i == GAP:
        return SIGN[testimony]
    word = alignment.tokens[w][i].surface.replace("\n", "¶")
    return word if testimony is Testimony.READS else f"{word} ({SIGN[testimony]})"


def entries(collated: Collated) -> str:
    """Every entry with all that is said of it; a hand is named where it differs from its manuscript."""
    return (
        "".join(line for entry in cite_hands_once(collated.apparatus).entries for line in lines_of(entry))
        or "no difference\n"
    )


def lines_of(entry: Entry) -> list[str]:
    silent = "".join(f"; {siglum} {t.name.lower()}" for siglum, t in entry.silent)
    if entry.lemma is None:
        return [f"{shown(p.first)} : {shown(p.second)}{silent}  {said(p.second.variation)}\n" for p in entry.pairs]
    lemma = visible(entry.lemma.text) or "‸"
    return [f"{lemma}] {shown(r)}{silent}  {said(r.variation)}\n" for r in entry.readings]


def shown(reading: Reading) -> str:
    return f"{visible(reading.text) or 'om.'} {' '.join(reading.witnesses)}"


def visible(text: str) -> str:
    return text.replace("\n", "¶").replace("\u00a0", "⍽")


def said(variation: Variation) -> str:
    also = f"; also {', '.join(variation.also)}" if variation.also else ""
    within = f"; within {variation.within}" if variation.within else ""
    return f"{variation.label}{also}{within} ({variation.certainty}) {variation.why}"


def decisions(collated: Collated) -> str:
    """What became of every decision."""
    return "".join(f"{v.state}: {v.decision.label}: {v.why}\n" for v in collated.apparatus.decisions)


def test_there_are_cases() -> None:
    assert len(CASES) > 30


def test_case(case: Case, update: bool) -> None:
    collated = case.collated
    found = {"listing": listing(collated), "apparatus": entries(collated)}
    if case.decisions:
        found["decisions"] = decisions(collated)
    if update:
        sections = "".join(f"=== {name}\n{text}" for name, text in found.items())
        case.path.write_text(case.head + sections, encoding="utf-8")
    else:
        assert found == case.expected
