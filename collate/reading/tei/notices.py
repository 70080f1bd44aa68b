"""What the reader of TEI tells: elements that no rule knows, glyphs without text, settings that match nothing."""

from collections.abc import Iterator, Sequence
from typing import Final

from collate._repr import counted
from collate.reading.options import ReadOptions
from collate.reading.tei.alternatives import LEVELS
from collate.reading.tei.layers import ALL, FIRST, LAST, Hands, hand_name
from collate.reading.tei.places import BREAKS
from collate.reading.tei.unmatched_keys import untold_keys
from collate.reading.tei.walk import Walk
from collate.reading.xml_source import XINCLUDE, XmlSource, local_name, told_of_declarations

_MOST_TOLD: Final = 5  # elements of one kind
_OF_XINCLUDE = XINCLUDE.rpartition("}")[0]


def notices_of(
    walks: Sequence[Walk], parsed: Sequence[XmlSource], hands: Hands, options: ReadOptions
) -> tuple[str, ...]:
    """Return each thing that the user should know, once, in a sentence; `walks` are those of all layers."""
    first = walks[: len(parsed)]
    return (
        *_unknown(first),
        *_glyphs(first),
        *_spans(first),
        *told_of_declarations(parsed),
        *_included(first),
        *_uncopied(first),
        *_unmatched(walks, options),
        *untold_keys(first, options.settings),
        *_no_hand(hands, options),
        *_no_edition(first, options),
        *_no_level(first, options),
        *_without_text(walks),
    )


def _unknown(walks: Sequence[Walk]) -> Iterator[str]:
    told: dict[str, int] = {}
    for walk in walks:
        for tag, plan in walk.plans.items():
            if not plan.known and plan.count and not str(tag).startswith(_OF_XINCLUDE):
                told[plan.name] = told.get(plan.name, 0) + plan.count
    for walk in walks:
        for plan in walk.plans.values():
            if told.get(plan.name):
                times = counted(told.pop(plan.name), "time")
                yield (
                    f"{walk.source.file}:{plan.line}: no rule knows <{plan.name}>; its text is read as text ({times}); "
                    f'say what it is, for instance "{plan.name}" = "drop" under [read.roles]'
                )


def _glyphs(walks: Sequence[Walk]) -> Iterator[str]:
    found: dict[str, int] = {}
    for walk in walks:
        for reference, count in walk.without_text.items():
            found[reference] = found.get(reference, 0) + count
    for reference, count in found.items():
        yield (
            f"{walks[0].source.file}: the glyph {reference or 'without a reference'} has no text "
            f'({counted(count, "time")}); name its character: "{reference}" = "..." under [read.glyphs]'
        )


def _spans(walks: Sequence[Walk]) -> Iterator[str]:
    for walk in walks:
        for element in walk.spans.without_end[:_MOST_TOLD]:
            yield (
                f"{walk.source.file}:{element.sourceline}: spanTo={element.get('spanTo', '')!r} names nothing that "
                "follows; the span is not read as one"
            )


def _included(walks: Sequence[Walk]) -> Iterator[str]:
    for walk in walks:
        for body in walk.survey.bodies:
            for element in body.iter(XINCLUDE):
                yield (
                    f"{walk.source.file}:{element.sourceline}: XInclude is not carried out, no other file is read; put "
                    f"the text of {element.get('href', 'the other file')!r} into this file"
                )


def _uncopied(walks: Sequence[Walk]) -> Iterator[str]:
    for walk in walks:
        for element in walk.survey.repeated.unread[:_MOST_TOLD]:
            yield (
                f"{walk.source.file}:{element.sourceline}: copyOf={element.get('copyOf', '')!r} names nothing in this "
                "file, or more than plain text; nothing is read here; write the text in its place"
            )


def _unmatched(walks: Sequence[Walk], options: ReadOptions) -> Iterator[str]:
    settings, file = options.settings, walks[0].source.file
    matched = {text for walk in walks for text in walk.matched}
    rows = [
        *(("roles", selector) for selector, _ in settings.roles),
        *(("apart", s) for s in settings.apart),
        *(("joined", s) for s in settings.joined),
        *(("dropped", s) for s in settings.dropped),
    ]
    for key, selector in rows:
        name = f"roles.{selector.text}" if key == "roles" else key
        if name in settings.stated and selector.text not in matched:
            yield f"{file}: {selector.text!r} under {key} matches nothing; correct it or leave it out"
    if "places" in settings.stated:
        matched = {system for walk in walks for system in walk.places.matched}
        for system, selector in walks[0].places.unmatched():
            if system in matched or f"places.{system}" not in settings.stated:
                continue
            yield f"{file}: {system} = {selector.text!r} under places matches nothing; correct it or leave it out"
    if settings.body and not any(walk.survey.bodies for walk in walks):
        names = ", ".join(repr(s.text) for s in settings.body)
        yield f"{file}: body = {names} matches nothing, so nothing is text; correct it"


def _no_hand(hands: Hands, options: ReadOptions) -> Iterator[str]:
    hand = options.settings.hand
    if hand in (FIRST, LAST, ALL) or hand_name(hand) == "" or hand_name(hand) in hands.named:
        return
    known = ", ".join(hands.named)
    has = f"the hands that change something are {known}" if known else "no hand that changes something is named"
    yield f"{options.file}: hand = {hand!r} is not in this source; {has}; the last state is read"


def _no_edition(walks: Sequence[Walk], options: ReadOptions) -> Iterator[str]:
    """Tell that no break is one of the edition that the settings name."""
    edition = options.settings.edition.lstrip("#")
    if not edition:
        return
    breaks = (e for walk in walks for body in walk.survey.bodies for e in body.iter(*BREAKS))
    named = {n.lstrip("#") for e in breaks for n in (e.get("ed") or e.get("edRef") or "").split()}
    if edition not in named:
        those = f"they are of {', '.join(sorted(named)[:5])}" if named else "none names an edition"
        yield f"{walks[0].source.file}: edition = {edition!r} matches nothing: no break is one of it; {those}"


def _no_level(walks: Sequence[Walk], options: ReadOptions) -> Iterator[str]:
    """Tell once how many words do not have the level that is read; the nearest one is read there."""
    level = options.settings.level
    if not level:
        return
    without, words, others = 0, 0, set()
    for choice in (e for walk in walks for body in walk.survey.bodies for e in body.iter("{*}choice")):
        names = [local_name(child) for child in choice if isinstance(child.tag, str)]
        present = [name for name in LEVELS if name in names]
        words += bool(present)
        if present and level not in present:
            without += 1
            others.add(present[0])
    if without:
        read = " or ".join(name for name in LEVELS if name in others)
        yield (
            f"{walks[0].source.file}: level {level} is missing in {without} of {counted(words, 'word')}; "
            f"{read} is read there"
        )
    elif not words and not any(next(b.iter("{*}" + level), None) is not None for w in walks for b in w.survey.bodies):
        yield f"{walks[0].source.file}: level = {level!r} matches nothing: no word has levels"


def _without_text(walks: Sequence[Walk]) -> Iterator[str]:
    if not any(walk.transcript.length for walk in walks):
        yield f'{walks[0].source.file}: no text was found where text is looked for; say where it is: body = "..."'
