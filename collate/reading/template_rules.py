"""What becomes of the templates of a wiki: the rows of `templates` under `[read]`.

SIC = "1"                  argument 1 is text
hws = "part"               argument 2 is the word of which argument 1 is the first half; "part:3" for another one
hwe = "whole"              argument 2 is the word of which argument 1 is the second half
tiret = "part:1+2"         arguments 1 and 2 are the halves of a word; "whole:1+2" where its second half stands
al = "2 or 1"              argument 2 is text; argument 1 where there is no 2; so "1 or @text"
lettrine = "1+2"           arguments 1 and 2 are text, as one word
efn = "note"               argument 1 is a note; so any role or cause: "heading", "gloss:2"
unclear = "unclear:1"      argument 1 is text, and unclear; so `supplied`, `added`, `superscript` and others
page = "page:1"            argument 1 names the page that begins here
ppoem = "verse"            argument 1 is verse: its lines are lines
illegible = "gap"          letters or words that cannot be read
gap = "space"              white space; "line", "paragraph"
dash = "—"                 these characters are text
nop = ""                   nothing; "drop" says the same
"""

from enum import StrEnum
from typing import Final

from collate._dataclass import dataclass
from collate._late_regex import late_regex
from collate._repr import repr_line
from collate._suggestion import suggestion
from collate.model.annotations import AnnotationName

_RULE: Final = late_regex(r"(?P<word>[a-z][a-z-]*+)?(?:(?:^|:)(?P<argument>@?[\w .+-]+(?:@[\w .+-]+)*))?")
_WORD: Final = late_regex(r"[A-Za-z]")
_SAID: Final = ("unclear", "supplied", "added", "deleted", "surplus", "error", "superscript", "name", "damage")
JOINED: Final = "+"  # between the arguments that are one word
OTHERWISE: Final = " or "  # between arguments of which the first that the template has is read
LONGEST: Final = 200  # characters of a rule


class TemplateUse(StrEnum):
    """What a template of a wiki is."""

    TEXT = "text"
    SAID = "said"
    ASIDE = "aside"
    PART = "part"
    WHOLE = "whole"
    PLACE = "page"
    VERSE = "verse"
    GAP = "gap"
    SPACE = "space"
    LINE = "line"
    PARAGRAPH = "paragraph"
    SIGN = "sign"
    DROP = "drop"


_ALONE: Final = (TemplateUse.GAP, TemplateUse.SPACE, TemplateUse.LINE, TemplateUse.PARAGRAPH, TemplateUse.DROP)
_FIRST: Final = (TemplateUse.PLACE, TemplateUse.VERSE)
_HALVES: Final = (TemplateUse.PART, TemplateUse.WHOLE)


class TemplateRuleError(Exception):
    """A row of `templates` that says nothing that is known."""


@dataclass(frozen=True, slots=True)
class TemplateRule:
    """What becomes of a template.

    use       what it is
    argument  the argument that is read: a number or a name; several with a `+` between; "" for none. Of several with
              ` or ` between, the first that a template has
    word      a role or cause, what is said of the words, or the characters of a sign
    """

    use: TemplateUse
    argument: str = ""
    word: str = ""

    def __repr__(self) -> str:
        return repr_line("TemplateRule", f"{self.use} {self.argument} {self.word}")


def parse_template_rule(text: str, causes: tuple[str, ...]) -> TemplateRule:
    """Return what a row of `templates` says; `causes` are the roles and causes that are known.

    Raises TemplateRuleError for a word that is not known.
    """
    if len(text) > LONGEST:
        raise TemplateRuleError(f"a rule of {len(text):,} characters is too long; shorten it")
    if not text:
        return TemplateRule(TemplateUse.DROP)
    found = _RULE.fullmatch(text.strip())
    if found is None or (not found["word"] and not _is_argument(found["argument"] or "")):
        if not text.isascii() or not _WORD.search(text):
            return TemplateRule(TemplateUse.SIGN, word=text)
        raise TemplateRuleError(f"{text!r} is not known; {suggestion(text, _known(causes))}")
    word, argument = found["word"] or "", found["argument"] or ""
    if not word:
        return TemplateRule(TemplateUse.TEXT, argument.replace("@", ""))
    if word in _ALONE and not argument:
        return TemplateRule(TemplateUse(word))
    if word in _HALVES:
        return TemplateRule(TemplateUse(word), argument.replace("@", "") or "2")
    if word in _FIRST:
        return TemplateRule(TemplateUse(word), argument.replace("@", "") or "1")
    if word in _SAID:
        return TemplateRule(TemplateUse.SAID, argument.replace("@", "") or "1", str(AnnotationName(word)))
    if word in causes:
        return TemplateRule(TemplateUse.ASIDE, argument.replace("@", "") or "1", word)
    raise TemplateRuleError(f"{text!r} is not known; {suggestion(word, _known(causes))}")


def _is_argument(text: str) -> bool:
    return all(own.startswith("@") or _is_number(own) for own in text.split(OTHERWISE))


def _is_number(text: str) -> bool:
    return all(part.isdecimal() for part in text.split(JOINED))


def _known(causes: tuple[str, ...]) -> list[str]:
    return ["1", "2 or 1", *_ALONE, *_HALVES, *_FIRST, *_SAID, *causes]
