"""All rules by their codes: T for a transcription by itself, V for a witness against the others of its work, E for
editors' words, and D for committed files."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from collate.model.findings import Level, Rule
from collate.model.variation import SIGNIFICANCE, Kind, Significance

# Each kind of variation is a rule; it runs if a project sets which kinds it allows.
_KIND_DESCRIPTIONS: Final = {
    Kind.TYPOGRAPHY: "Glyph shapes or white space differ from the base.",
    Kind.PUNCTUATION: "Punctuation differs from the base.",
    Kind.CAPITALISATION: "Capital letters differ from the base.",
    Kind.DIACRITICS: "Accents or points differ from the base.",
    Kind.ABBREVIATION: "A short form for a full form, or a numeral for a word, or the reverse.",
    Kind.WORD_DIVISION: "The letters of the base, divided differently into words.",
    Kind.SPELLING: "A word of the base, spelled differently.",
    Kind.INFLECTION: "Another form of a word of the base.",
    Kind.SUBSTITUTION: "Another word than in the base.",
    Kind.ADDITION: "Words that the base does not have.",
    Kind.OMISSION: "Words of the base that the witness does not have.",
    Kind.TRANSPOSITION: "Words of the base, in another place.",
    Kind.GLOSS: "An editor's words that only one of the two texts has.",
    Kind.NOTE: "A note, or its marker, that only one of the two texts has.",
    Kind.PARATEXT: "A heading, a signature or a page number that only one of the two texts has.",
}

UNREADABLE: Final = "T100"  # found while a file is read, not by a function of its own

_ALL: Final = (
    Rule(UNREADABLE, "unreadable", Level.ERROR, "A byte is not valid in the encoding of the file."),
    Rule("T101", "byte-order-mark", Level.WARNING, "The file begins with a byte order mark."),
    Rule("T102", "not-composed", Level.WARNING, "A word is not in Unicode normal form C (NFC)."),
    Rule("T103", "unseen-sign", Level.ERROR, "A control character, or another invisible character."),
    Rule("T104", "unassigned-sign", Level.WARNING, "A private-use, surrogate or unassigned code point."),
    Rule("T105", "unreviewed-sign", Level.ERROR, "A character that the character table does not allow."),
    Rule("T106", "mixed-scripts", Level.ERROR, "A word has letters of two scripts."),
    Rule("T107", "line-ends", Level.WARNING, "Lines end in several ways, or with CR alone."),
    Rule("T108", "trailing-space", Level.INFO, "White space at the end of a line."),
    Rule(
        "T109", "not-plain-text", Level.WARNING, "The file is LaTeX, XML or another format, and is read as plain text."
    ),
    Rule("T110", "wrong-encoding", Level.ERROR, "Signs that a text has if it was read in the wrong encoding."),
    Rule("T111", "no-words", Level.ERROR, "The file has no words."),
    Rule("T201", "doubled-word", Level.WARNING, "A word occurs twice in a row."),
    Rule("T202", "broken-word", Level.INFO, "A word is broken at the end of a line or page."),
    Rule("T203", "stuck-digits", Level.WARNING, "A word has digits at its end."),
    Rule("T204", "odd-capital", Level.WARNING, "A word has a capital letter inside."),
    Rule("T205", "misspelling", Level.WARNING, "A word that is in no word list and is similar to a listed word."),
    Rule("T206", "doubled-run", Level.WARNING, "Several words occur twice in a row."),
    Rule(
        "T207",
        "inner-digit",
        Level.WARNING,
        "A digit among the letters of a word, or a letter among the digits of a number.",
    ),
    Rule("T208", "misplaced-form", Level.WARNING, "A form of a letter stands where words have its other form."),
    Rule("T209", "lone-accent", Level.WARNING, "An accent is not on a letter, or a breathing is on the wrong one."),
    Rule("T210", "unknown-word", Level.WARNING, "In a text from OCR, a word that no dictionary and no list has."),
    Rule("T301", "unbalanced-bracket", Level.WARNING, "A bracket has no partner."),
    Rule("T302", "unbalanced-quote", Level.WARNING, "A quotation mark has no partner."),
    Rule("T303", "space-before-mark", Level.WARNING, "A space before a punctuation mark."),
    Rule("T304", "mixed-quotes", Level.INFO, "Straight and curly quotation marks are mixed."),
    Rule("T305", "mixed-dashes", Level.INFO, "Dashes are written in several ways."),
    Rule("T306", "lost-space", Level.WARNING, "No space between a punctuation mark and the next word."),
    Rule("T307", "half-spaced-hyphen", Level.WARNING, "A hyphen has a space on one side only."),
    Rule("T308", "abbreviation-comma", Level.WARNING, "A comma for the point of an abbreviation, before a number."),
    Rule("T309", "mixed-hyphens", Level.INFO, "Hyphens are written with several signs."),
    Rule("T310", "mixed-apostrophes", Level.INFO, "Apostrophes are written with several signs."),
    Rule("T311", "small-after-point", Level.WARNING, "A small letter follows a point."),
    Rule("T312", "doubled-mark", Level.WARNING, "Two punctuation marks that do not belong together."),
    Rule("T401", "cut-paragraph", Level.WARNING, "A paragraph ends in the middle of a sentence."),
    Rule("T402", "web-furniture", Level.WARNING, "Words or signs of a web page that are no part of the text."),
    Rule("V-slip", "slip", Level.WARNING, "A form that only one witness has, and that looks like an error."),
    Rule("V-doubled", "doubled", Level.ERROR, "A word or a run of words is written twice; the others have it once."),
    Rule("V-lost-run", "lost-run", Level.ERROR, "Five words or more are missing that the nearest witnesses have."),
    Rule("V-lost-word", "lost-word", Level.INFO, "A few words are missing that the nearest witnesses have."),
    Rule("V-wrong-word", "wrong-word", Level.WARNING, "A real word for another that the nearest witnesses agree on."),
    Rule("V-long-omission", "long-omission", Level.ERROR, "A long passage of the base is missing."),
    Rule("V-long-addition", "long-addition", Level.ERROR, "A long passage that the base does not have."),
    Rule("V-coverage", "coverage", Level.ERROR, "The witness has too few of the words of the base."),
    Rule("V-order", "order", Level.WARNING, "A passage is in another place than in the other witnesses."),
    Rule("V-unrelated", "unrelated", Level.ERROR, "The witness has almost no words in common with the others."),
    Rule("V-identical", "identical", Level.WARNING, "The witness is identical to another one."),
    Rule("V-quotes", "quotes", Level.INFO, "Quotation marks have another style than in the other witnesses."),
    *(
        Rule(f"V-{kind}", str(kind), Level.ERROR, description, on_by_default=False)
        for kind, description in _KIND_DESCRIPTIONS.items()
    ),
    Rule("E101", "undeclared-gloss", Level.ERROR, "A gloss that the work does not declare.", on_by_default=False),
    Rule("E102", "undeclared-note", Level.ERROR, "A note that the work does not declare.", on_by_default=False),
    Rule("E103", "undeclared-paratext", Level.ERROR, "Paratext that the work does not declare.", on_by_default=False),
    Rule("E104", "ill-marked", Level.ERROR, "An editor's words that are not marked as the project requires."),
    Rule("E201", "undeclared-witness", Level.WARNING, "A text in the folder of a work that the work does not name."),
    Rule("D101", "stale-report", Level.ERROR, "A committed report is not up to date."),
    Rule("D201", "stale-decision", Level.ERROR, "A decision on a place that no longer exists."),
    Rule("D202", "conflicting-decision", Level.ERROR, "A decision that contradicts another one, or the text."),
    Rule("D301", "entry-came", Level.WARNING, "An entry of the apparatus that is not in the baseline."),
    Rule("D302", "entry-went", Level.WARNING, "An entry of the baseline that is no longer in the apparatus."),
)

RULES: Final[Mapping[str, Rule]] = MappingProxyType({rule.code: rule for rule in _ALL})
KIND_RULES: Final = frozenset(f"V-{kind}" for kind in _KIND_DESCRIPTIONS)
ENTRY_RULES: Final = frozenset({"D301", "D302"})  # they compare the apparatus with the baseline
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
