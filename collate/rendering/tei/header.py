"""The teiHeader: who the witnesses are, how the variants are encoded, and what the values of attributes mean."""

import re
from collections.abc import Sequence
from typing import Final

from collate.apparatus import Apparatus
from collate.model.alignment import Alignment
from collate.model.tokens import Tokens
from collate.model.variation import SIGNIFICANCE, Kind, Significance
from collate.model.witness import Extent, Role
from collate.rendering.left_out import list_hidden
from collate.rendering.tei.characters import NO_XML, char_id, escape_attribute, escape_visible, witness_id
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
    "The type of a reading is the kind of its difference from the lemma; ana points to its significance. "
    "An empty reading is an omission. A reading of the type “lac” is not a reading: with lacunaStart or witEnd the "
    "witness is not extant from there on, with lacunaEnd or witStart it is extant again; with neither, it only has "
    "other white space there. White space is that of the base. The witDetail of a reading, after the text, says why "
    "the reading has its type. Entries have the same numbers in every format of this apparatus."
)


def header(apparatus: Apparatus, alignment: Alignment, ids: Sequence[str], method: str) -> str:
    """Return the header; `ids` are those of the witnesses, and `method` is TEI's name of the encoding."""
    title = escape_visible(apparatus.title) or "Untitled"
    witnesses = "".join(_witness(t, name, apparatus) for t, name in zip(alignment.tokens, ids, strict=True))
    base = next((w for w in apparatus.witnesses if w.siglum == apparatus.base), None)
    profile = _language(apparatus) + _hands(hands_in(base) if base else [])
    parts = [
        f"<fileDesc>\n<titleStmt>\n<title>{title}</title>\n</titleStmt>\n{_publication(apparatus)}",
        f"<sourceDesc>\n<listWit>\n{witnesses}</listWit>\n</sourceDesc>\n</fileDesc>\n",
        f"<encodingDesc>\n<editorialDecl>\n<p>{_base(apparatus)}</p>\n<p>{_HOW_TO_READ}</p>\n{_hidden(apparatus)}",
        f'</editorialDecl>\n<variantEncoding method="{method}" location="{_LOCATIONS[method]}"/>\n',
        f"{_taxonomies()}{_characters(alignment)}</encodingDesc>\n",
        f"<profileDesc>\n{profile}</profileDesc>\n" if profile else "",
    ]
    return f"<teiHeader>\n{''.join(parts)}</teiHeader>\n"


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
    parts += [f'<note type="hand">a hand of {escape_visible(hand_of)}</note>'] if hand_of else []
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
    """Return a paragraph on the readings that are left out: their witnesses seem to have other words."""
    if not apparatus.hidden:
        return ""
    counts = list_hidden(apparatus)
    note = "Some readings were not selected and are left out; a witness with such a reading counts with the lemma"
    return f"<p>{note}: {escape_visible(counts)}.</p>\n"


def _taxonomies() -> str:
    """Return the declaration of what `type` and `ana` point to."""
    categories = [(f"significance.{s}", f"{s}: {_SIGNIFICANCES[s]}") for s in Significance]
    categories += [(f"kind.{k}", f"{k} ({SIGNIFICANCE[k]})") for k in Kind]
    categories += [(f"within.{r}", f"the words are within {r}") for r in Role]
    inner = "".join(f'<category xml:id="{n}"><catDesc>{text}</catDesc></category>\n' for n, text in categories)
    return f"<classDecl>\n<taxonomy>\n{inner}</taxonomy>\n</classDecl>\n"


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
