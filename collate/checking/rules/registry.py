"""All rules by their codes: T for a transcription by itself, V for a witness beside the others of its work, E for
editors' words, and D for committed files."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from collate.model.findings import Level, Rule
from collate.model.variation import SIGNIFICANCE, Kind, Significance

# Each kind of variation is a rule; it runs if a project sets which kinds it allows.
_KIND_DESCRIPTIONS: Final = {
    Kind.TYPOGRAPHY: "Another shape of a sign, or other white space, than the base has.",
    Kind.PUNCTUATION: "Other punctuation than the base has.",
    Kind.CAPITALISATION: "Capitals where the base has none, or none where it has them.",
    Kind.DIACRITICS: "Other accents or points than the base has.",
    Kind.ABBREVIATION: "A short form for a full one, or a numeral for a word.",
    Kind.WORD_DIVISION: "The letters of the base, divided otherwise into words.",
    Kind.SPELLING: "A word of the base, spelled otherwise.",
    Kind.INFLECTION: "Another form of a word of the base.",
    Kind.SUBSTITUTION: "Another word than the base has.",
    Kind.ADDITION: "Words that the base does not have.",
    Kind.OMISSION: "Words of the base that the witness does not have.",
    Kind.TRANSPOSITION: "Words of the base, in another place.",
    Kind.GLOSS: "An editor's words that one of the two does not have.",
    Kind.NOTE: "A note, or its marker, that one of the two does not have.",
    Kind.PARATEXT: "A heading, a signature or a page number that one of the two does not have.",
}

UNREADABLE: Final = "T100"  # found while a file is read, not by a function of its own

_ALL: Final = (
    Rule(UNREADABLE, "unreadable", Level.ERROR, "A byte of the file is not of its encoding."),
    Rule("T101", "byte-order-mark", Level.WARNING, "The file begins with a byte order mark."),
    Rule("T102", "not-composed", Level.WARNING, "A word is not in Unicode's normal form C."),
    Rule("T103", "unseen-sign", Level.ERROR, "A control, or another sign that nobody sees."),
    Rule("T104", "unassigned-sign", Level.WARNING, "A sign of private use, half a sign, or none at all."),
    Rule("T105", "unreviewed-sign", Level.ERROR, "A sign that the reviewed table does not let in."),
    Rule("T106", "mixed-scripts", Level.ERROR, "A word has letters of two scripts."),
    Rule("T107", "line-ends", Level.WARNING, "Lines end in more than one way, or in an old one."),
    Rule("T108", "trailing-space", Level.INFO, "White space stands at the end of a line."),
    Rule("T201", "doubled-word", Level.WARNING, "A word stands twice in a row."),
    Rule("T202", "broken-word", Level.INFO, "A word is broken at the end of a line or page."),
    Rule("T203", "stuck-digits", Level.WARNING, "Digits are stuck to a word."),
    Rule("T204", "odd-capital", Level.WARNING, "A capital stands inside a word."),
    Rule("T205", "misspelling", Level.WARNING, "A word that no list has, and that looks like one that it has."),
    Rule("T301", "unbalanced-bracket", Level.WARNING, "A bracket is not closed, or closes nothing."),
    Rule("T302", "unbalanced-quote", Level.WARNING, "A quotation mark has no partner."),
    Rule("T303", "space-before-mark", Level.WARNING, "Space stands before a mark of punctuation."),
    Rule("T304", "mixed-quotes", Level.INFO, "Straight and curly quotation marks are mixed."),
    Rule("T305", "mixed-dashes", Level.INFO, "Dashes are written in several ways."),
    Rule("T401", "cut-paragraph", Level.WARNING, "A paragraph ends in mid-sentence."),
    Rule("V-slip", "slip", Level.WARNING, "A form that only one witness has, and that looks like a slip."),
    Rule("V-long-omission", "long-omission", Level.ERROR, "A long passage of the base is missing."),
    Rule("V-long-addition", "long-addition", Level.ERROR, "A long passage that the base does not have."),
    Rule("V-coverage", "coverage", Level.ERROR, "Too little of the base is in the witness."),
    Rule("V-order", "order", Level.WARNING, "A passage stands elsewhere than in the others."),
    Rule("V-unrelated", "unrelated", Level.ERROR, "The witness has hardly a word in common with the others."),
    Rule("V-identical", "identical", Level.WARNING, "The witness is another one, word for word and sign for sign."),
    Rule("V-quotes", "quotes", Level.INFO, "Quotation marks are of another sort than those of the others."),
    *(
        Rule(f"V-{kind}", str(kind), Level.ERROR, description, on_by_default=False)
        for kind, description in _KIND_DESCRIPTIONS.items()
    ),
    Rule("E101", "undeclared-gloss", Level.ERROR, "A gloss that the work does not declare.", on_by_default=False),
    Rule("E102", "undeclared-note", Level.ERROR, "A note that the work does not declare.", on_by_default=False),
    Rule("E103", "undeclared-paratext", Level.ERROR, "Paratext that the work does not declare.", on_by_default=False),
    Rule("E104", "ill-marked", Level.ERROR, "An editor's words that are not marked as the project wants it."),
    Rule("E201", "undeclared-witness", Level.WARNING, "A text beside the witnesses that the work does not name."),
    Rule("D101", "stale-report", Level.ERROR, "A committed report does not say what the witnesses say."),
    Rule("D201", "stale-decision", Level.ERROR, "An editor's decision whose place is gone."),
    Rule("D202", "conflicting-decision", Level.ERROR, "Two decisions that do not go together."),
    Rule("D301", "entry-came", Level.WARNING, "An entry of the apparatus that the baseline does not have."),
    Rule("D302", "entry-went", Level.WARNING, "An entry of the baseline that the apparatus no longer has."),
)

RULES: Final[Mapping[str, Rule]] = MappingProxyType({rule.code: rule for rule in _ALL})
KIND_RULES: Final = frozenset(f"V-{kind}" for kind in _KIND_DESCRIPTIONS)
ALL: Final = "all"


# All kinds of one significance can be selected together.
SIGNIFICANCE_GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    f"V-{significance}": tuple(f"V-{kind}" for kind in _KIND_DESCRIPTIONS if SIGNIFICANCE[kind] is significance)
    for significance in (Significance.ACCIDENTAL, Significance.SUBSTANTIVE, Significance.EDITORIAL)
}


def is_selected(rule: Rule, names: Iterable[str]) -> bool:
    """Return whether one of some names selects a rule: its code, its name, the beginning of codes, a group, or all."""
    return any(
        name in (ALL, rule.name)
        or bool(name and rule.code.startswith(name))
        or rule.code in SIGNIFICANCE_GROUPS.get(name, ())
        for name in names
    )
