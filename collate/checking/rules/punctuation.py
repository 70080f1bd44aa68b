"""T3: rules on punctuation: brackets without a partner, a space before a mark, and mixed styles."""

import re
from collections.abc import Iterator
from typing import Final

from collate._late_regex import late_regex
from collate.checking.rules.habits import out_of_habit
from collate.model.findings import Match, Transcription

_OPENING_OF: Final = {")": "(", "]": "[", "}": "{", "⟩": "⟨", "〉": "〈", "》": "《", "」": "「", "』": "『"}
_CLOSING_OF: Final = {opening: closing for closing, opening in _OPENING_OF.items()}
_BRACKETS: Final = late_regex("[" + re.escape("".join((*_OPENING_OF, *_CLOSING_OF))) + "]")
# Old plays do not close it: `[Exit Francisco.` at the end of a line.
_STAGE_DIRECTION: Final = late_regex(
    r"\[(?:Ex(?:it|eunt|it\.)|(?:Re-?)?[Ee]nter|Aside|Dies|Within|Sings|Reads|Kneels|Manet|Flourish)\b[^\n\r\[\]]{0,60}(?:$|[\n\r])"
)
_LIST_NUMBER: Final = late_regex(r"(?:^|\s)(?:\d{1,3}|[A-Za-z]|[ivxl]{1,5})$")  # before the bracket of `1)` or `a)`
# Not before an ellipsis, nor `.xij.` or `.NET`, where the mark belongs to what follows.
_SPACE_BEFORE_MARK: Final = late_regex(r"[^\S\r\n]([,.;:!?)\]])(?![.…]| ?\.|(?<=[.:])\w)")
_SPACED_IN_FRENCH: Final = ";:!?"
_MARK_GROUPS: Final = (_SPACED_IN_FRENCH, ",", ".", ")", "]")  # a habit is of one of these
# Neither inches nor the gershayim of a Hebrew abbreviation.
_STRAIGHT: Final = late_regex(r'(?<!\d)"(?!(?<=[\u0590-\u05ff]")[א-ת])')
_CURLY: Final = late_regex("[“”„]")
_DASH: Final = late_regex(r"--+|[–—]|[ \t\u00a0]-[ \t\u00a0]")
_SPEECH: Final = late_regex(r"^[–—](?=[¿¡]?\w)", re.MULTILINE)
_DASH_SIGNS: Final = "-–—"
_CONTEXT_LENGTH: Final = 8  # characters before a bracket in which a list number is looked for


def unbalanced_brackets(file: Transcription) -> Iterator[Match]:
    """Find brackets that are not closed, or not opened, in the whole text, unless the text has many."""
    if not file.characters.isdisjoint((*_OPENING_OF, *_CLOSING_OF)):
        chances = sum(map(file.text.count, (*_OPENING_OF, *_CLOSING_OF)))
        yield from out_of_habit(list(_unpartnered(file)), chances)


def _unpartnered(file: Transcription) -> Iterator[Match]:
    """Find the brackets without a partner."""
    open_brackets: list[tuple[str, int]] = []
    # How many of each are open, so that a closing bracket without a partner is known without a search.
    open_counts = dict.fromkeys(_CLOSING_OF, 0)
    for bracket in _BRACKETS.finditer(file.text):
        character, position = bracket[0], bracket.start()
        partner = _OPENING_OF.get(character)
        if partner is None:
            open_brackets.append((character, position))
            open_counts[character] += 1
        elif open_counts[partner]:
            while open_brackets[-1][0] != partner:
                unclosed, unclosed_position = open_brackets.pop()
                open_counts[unclosed] -= 1
                if not _STAGE_DIRECTION.match(file.text, unclosed_position):
                    yield _unclosed(unclosed, unclosed_position)
            open_brackets.pop()
            open_counts[partner] -= 1
        elif not (character == ")" and _LIST_NUMBER.search(file.text, max(0, position - _CONTEXT_LENGTH), position)):
            message = f"{character!r} has no opening bracket"
            yield Match(position, position + 1, message, f"add {partner} or delete it")
    for character, position in open_brackets:
        if not _STAGE_DIRECTION.match(file.text, position):
            yield _unclosed(character, position)


def _unclosed(bracket: str, position: int) -> Match:
    help_ = f"add {_CLOSING_OF[bracket]} or delete it"
    return Match(position, position + 1, f"{bracket!r} has no closing bracket", help_)


def space_before_mark(file: Transcription) -> Iterator[Match]:
    """Find a space before a punctuation mark that follows its word directly, unless the text has it as a habit.

    French has a space before ; : ! ?
    """
    by_mark: dict[str, list[Match]] = {}
    for space in _SPACE_BEFORE_MARK.finditer(file.text):
        before = file.text[space.start() - 1] if space.start() else ""
        if before.isalnum() and not (file.language[:2] == "fr" and space[1] in _SPACED_IN_FRENCH):
            message = f"space before {space[1]!r}"
            match = Match(space.start(), space.end(), message, "delete it, unless the source has it")
            by_mark.setdefault(space[1], []).append(match)
    for marks in _MARK_GROUPS if by_mark else ():
        found = [match for mark in marks for match in by_mark.get(mark, ())]
        yield from out_of_habit(found, sum(map(file.text.count, marks)), least_of_most=2)


def mixed_quotes(file: Transcription) -> Iterator[Match]:
    """Find the rarer of straight and curly quotation marks, if a text has both."""
    if '"' not in file.text or not _CURLY.search(file.text):
        return
    straight, curly = list(_STRAIGHT.finditer(file.text)), list(_CURLY.finditer(file.text))
    if not straight:
        return
    rare, usual = sorted((straight, curly), key=len)
    rare_style, usual_style = ("straight", "curly") if rare is straight else ("curly", "straight")
    message = f"quotation marks are mixed: {len(rare)} {rare_style}, {len(usual)} {usual_style}"
    yield Match(rare[0].start(), rare[0].end(), message, "use one style")


def mixed_dashes(file: Transcription) -> Iterator[Match]:
    """Find the rarer ways to write a dash, if a text has several."""
    styles: dict[str, list[int]] = {}
    # The dash of a speech has a space on one side: `—Hola —dijo Juan—. Adiós.`
    has_speeches = _SPEECH.search(file.text) is not None
    for match in _DASH.finditer(file.text) if not file.characters.isdisjoint(_DASH_SIGNS) else ():
        dash = match[0].strip()
        position = match.start() + match[0].index(dash)
        before = file.text[max(0, position - 2) : position]
        after = file.text[position + len(dash) : position + len(dash) + 2]
        if before.strip()[-1:].isalnum() and after.strip()[:1].isalnum():
            spaces = ["␣" * bool(side and side.isspace()) for side in (before[-1:], after[:1])]
            if has_speeches and spaces[0] != spaces[1]:
                continue
            styles.setdefault(f"{spaces[0]}{dash[:2]}{spaces[1]}", []).append(position)
    usual = max(styles, key=lambda style: len(styles[style]), default="")
    for style, positions in sorted(styles.items()):
        if style != usual:
            message = f"dashes are mixed: {len(positions)} as {style}, {len(styles[usual])} as {usual}"
            yield Match(positions[0], positions[0] + 1, message, "write all dashes in one way")
