"""The teiHeader: who the witnesses are, how the variants are encoded, and what the values of attributes mean."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from collate.apparatus import Apparatus, entries_and_echoes
from collate.model.alignment import Alignment
from collate.model.hands import is_first_hand
from collate.model.tokens import Tokens
from collate.model.variation import SIGNIFICANCE, Kind, Significance
from collate.model.witness import Extent, Role, Siglum
from collate.rendering.left_out import describe_part, list_hidden
from collate.rendering.tei.characters import (
    NO_XML,
    as_word,
    char_id,
    escape_attribute,
    escape_visible,
    own_id,
    witness_id,
)
from collate.rendering.tei.notes import notes
from collate.rendering.tei.told import hand_id, hands_in

_YEAR: Final = re.compile("[0-9]{4}")
_LANGUAGE: Final = re.compile("[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_SIGNIFICANCES: Final = {
    Significance.NONE: "no difference",
    Significance.ACCIDENTAL: "affects only the form of the text",
    Significance.SUBSTANTIVE: "affects its meaning",
    Significance.EDITORIAL: "an editor's words",
}
_LOCATIONS: Final = {"parallel-segmentation": "internal", "double-end-point": "external"}
_HOW_TO_READ: Final = (
    "The ana of a reading points to the kind of its difference from the lemma (“kind.”), to its significance, to "
    "lesser kinds that it also shows (“also.”), and to the part of the text (“within.”). Its cause is the cause of the "
    "kind. An empty reading is an omission. A reading with a gap is that of a witness that is not extant there. The "
    "text of a witness is missing from its witEnd on, and is there again from its witStart on; in a lacuna, "
    "lacunaStart and lacunaEnd stand beside them. A witDetail of the type “lac” is not a reading: it is what a witness "
    "has in place of its lost text, or white space where it has no words. White space is that of the base. The notes "
    "of this header say where each entry is, how doubtful it is, and why its readings have their kinds. Entries have "
    "the same numbers in every format of this apparatus."
)


def header(apparatus: Apparatus, alignment: Alignment, ids: Mapping[Siglum, str], method: str) -> Iterator[str]:
    """Yield the header; `ids` are those of the witnesses, and `method` is TEI's name of the encoding."""
    title = escape_visible(apparatus.title) or "Untitled"
    witnesses = "".join(_witness(t, ids[t.witness.siglum], apparatus) for t in alignment.tokens)
    base = next((w for w in apparatus.witnesses if w.siglum == apparatus.base), None)
    profile = _language(apparatus) + _hands(hands_in(base) if base else [])
    yield f"<teiHeader>\n<fileDesc>\n<titleStmt>\n<title>{title}</title>\n</titleStmt>\n{_publication(apparatus)}"
    yield from notes(apparatus, alignment, ids)
    yield f"<sourceDesc>\n<listWit>\n{witnesses}</listWit>\n</sourceDesc>\n</fileDesc>\n"
    yield f"<encodingDesc>\n<editorialDecl>\n<p>{_base(apparatus)}</p>\n<p>{_HOW_TO_READ}</p>\n{_hidden(apparatus)}"
    yield f'</editorialDecl>\n<variantEncoding method="{method}" location="{_LOCATIONS[method]}"/>\n'
    yield f"{_taxonomies(apparatus)}{_characters(alignment)}</encodingDesc>\n"
    yield f"<profileDesc>\n{profile}</profileDesc>\n" if profile else ""
    yield "</teiHeader>\n"


def _publication(apparatus: Apparatus) -> str:
    """Return the statement on the licences of the witnesses."""
    sigla_by_licence: dict[str, list[str]] = {}
    for witness in apparatus.witnesses:
        if escape_visible(witness.bibliography.licence):
            sigla_by_licence.setdefault(witness.bibliography.licence, []).append(witness.siglum)
    licences = "".join(
        f"<licence>{escape_visible(licence)} ({escape_visible(' '.join(sigla))})</licence>\n"
        for licence, sigla in sigla_by_licence.items()
    )
    terms = (
        f"<availability>\n{licences}</availability>"
        if licences
        else '<availability status="unknown">\n<p>No licence is named.</p>\n</availability>'
    )
    return f"<publicationStmt>\n<distributor>not yet published</distributor>\n{terms}\n</publicationStmt>\n"


def _witness(tokens: Tokens, name: str, apparatus: Apparatus) -> str:
    """Return the `witness`: its siglum as it is cited, and what an edition prints about it."""
    witness = tokens.witness
    bibliography, hand_of = witness.bibliography, witness.derived_from
    title, date, source = (escape_visible(t) for t in (bibliography.title, bibliography.date, bibliography.source))
    parts = [f'<abbr type="siglum">{escape_visible(witness.siglum)}</abbr>']
    parts += [f"<title>{title}</title>"] if title else []
    if date:
        when = f' when="{bibliography.date}"' if _YEAR.fullmatch(bibliography.date) else ""
        parts.append(f"<origDate{when}>{date}</origDate>")
    parts += [f'<note type="source">{source}</note>'] if source else []
    parts += ['<note type="extent">fragment</note>'] if witness.extent is Extent.FRAGMENT else []
    is_first = is_first_hand(witness)
    parts += (
        [f'<note type="hand">{"the first" if is_first else "a"} hand of {escape_visible(hand_of)}</note>']
        if hand_of
        else []
    )
    parts += ['<note type="base">the base of this apparatus</note>'] if witness.siglum == apparatus.base else []
    is_listed = hand_of in {w.siglum for w in apparatus.witnesses}
    corresp = f' corresp="#{witness_id(hand_of)}"' if hand_of and is_listed else ""
    inner = "\n ".join(parts)
    return f'<witness xml:id="{name}" n="{escape_attribute(witness.siglum)}"{corresp}>\n {inner}\n</witness>\n'


def _base(apparatus: Apparatus) -> str:
    base = escape_visible(apparatus.base)
    if any(w.siglum == apparatus.base for w in apparatus.witnesses):
        return f"The base is {base}. Where it is not extant, the text is that of another witness."
    return f"The base is not a witness ({base}). Shared text is written as in the longest witness."


def _hidden(apparatus: Apparatus) -> str:
    """Return paragraphs on the part that is written, and on the readings that are left out.

    Witnesses with such a reading seem to have other words.
    """
    part = f"<p>This is {escape_visible(describe_part(apparatus))}.</p>\n" if apparatus.part else ""
    if not apparatus.hidden:
        return part
    counts = list_hidden(apparatus)
    note = "Some readings were not selected and are left out; a witness with such a reading counts with the lemma"
    return f"{part}<p>{note}: {escape_visible(counts)}.</p>\n"


def _taxonomies(apparatus: Apparatus) -> str:
    """Return the declaration of what `ana` points to, and of the values of `cause`."""
    categories = [(f"significance.{s}", f"{s}: {_SIGNIFICANCES[s]}") for s in Significance]
    categories += [(f"kind.{k}", f"{k} ({SIGNIFICANCE[k]})") for k in Kind]
    categories += [(f"also.{k}", f"also {k}: a lesser difference of the same readings") for k in Kind]
    categories += [(f"within.{r}", f"the words are within {r}") for r in Role]
    categories += [
        (f"cause.{own_id(cause)}", f"{as_word(cause)}: a cause of {', '.join(kinds)}")
        for cause, kinds in _causes(apparatus).items()
    ]
    inner = "".join(f'<category xml:id="{n}"><catDesc>{text}</catDesc></category>\n' for n, text in categories)
    return f"<classDecl>\n<taxonomy>\n{inner}</taxonomy>\n</classDecl>\n"


def _causes(apparatus: Apparatus) -> dict[str, list[Kind]]:
    """Return the causes in this apparatus, in the order of their names, and the kinds that have each."""
    variations = {v for entry in entries_and_echoes(apparatus) for v in entry.variations}
    pairs = sorted({(v.cause, v.kind) for v in variations if v.cause})
    causes: dict[str, list[Kind]] = {}
    for cause, kind in pairs:
        causes.setdefault(cause, []).append(kind)
    return causes


def _characters(alignment: Alignment) -> str:
    """Return the declaration of the characters that XML forbids, if any occur."""
    characters = sorted({c for t in alignment.tokens for c in NO_XML.findall(t.witness.text)})
    inner = "".join(
        f'<char xml:id="{char_id(c)}"><desc>U+{ord(c):04X}, a character that XML cannot hold</desc></char>\n'
        for c in characters
    )
    return f"<charDecl>\n{inner}</charDecl>\n" if characters else ""


def language_of(apparatus: Apparatus) -> str:
    """Return the language of the work, or "" if it is no language tag."""
    return apparatus.language if _LANGUAGE.fullmatch(apparatus.language) else ""


def _language(apparatus: Apparatus) -> str:
    tag = language_of(apparatus)
    return f'<langUsage>\n<language ident="{tag}"/>\n</langUsage>\n' if tag else ""


def _hands(hands: Sequence[str]) -> str:
    """Return the notes on the hands in the text of the base, to which its elements point."""
    notes = "".join(f'<handNote xml:id="{hand_id(hand)}">{escape_visible(hand)}</handNote>\n' for hand in hands)
    return f"<handNotes>\n{notes}</handNotes>\n" if notes else ""
