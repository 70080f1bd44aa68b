"""Setting a decision down: words and neighbours by which its places are found again, and the lines of TOML."""

import re
from dataclasses import replace
from typing import Final

from collate.decisions.quote_match import RunningText, find_quote, running_text, single_spaced
from collate.errors import PlaceError
from collate.model.decisions import Decision, QuoteSelector
from collate.model.tokens import Tokens

# Words of context on each side: as many as a person needs to see the place, and the most that are
# added so that it is the only one. Each is a word whose change makes the decision stale.
MIN_CONTEXT: Final = 3
MAX_CONTEXT: Final = 8

_ESCAPED: Final = re.compile(r'[\x00-\x1f\x7f-\x9f"\\\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]')


def quote_selector(tokens: Tokens, first: int, last: int) -> QuoteSelector:
    """Hold tokens [first, last) of a witness by their words, with as many neighbours as make the place the only one.

    Raises PlaceError where that cannot be done.
    """
    plain, fold = running_text(tokens, False), running_text(tokens, True)
    for size in range(MIN_CONTEXT, MAX_CONTEXT + 1):
        anchor = _with_neighbours(tokens, first, last, size)
        # Nor may another be like it when it is folded, or it could be taken for this one when this one is gone.
        if find_quote(anchor, plain, fold=False) == [(first, last)] and _is_unique(anchor, fold):
            return anchor
    found = find_quote(anchor, plain, fold=False)
    if (first, last) not in found:
        said = f"{anchor.text!r} in {anchor.witness}"
        raise PlaceError(f"{said} cannot be held by its words and their neighbours; name more words, or fewer")
    return replace(anchor, count=found.index((first, last)) + 1, of=len(found))


def _is_unique(anchor: QuoteSelector, fold: RunningText) -> bool:
    return len(find_quote(anchor, fold, fold=True)) <= 1


def _with_neighbours(tokens: Tokens, first: int, last: int, size: int) -> QuoteSelector:
    def words(start: int, stop: int) -> str:
        start, stop = max(start, 0), min(stop, len(tokens))
        if start >= stop:
            return ""
        return single_spaced(tokens.witness.text[int(tokens.spans[start, 0]) : int(tokens.spans[stop - 1, 1])])

    return QuoteSelector(
        tokens.witness.siglum, words(first, last), words(first - size, first), words(last, last + size)
    )


def decision_toml(decision: Decision) -> str:
    """Write a decision as it stands in `decisions.toml`."""
    lines = ["[[decisions]]"]
    if decision.kind is None:
        lines.append(f"action = {_quoted(decision.action)}")
    else:
        lines.append(f"kind = {_quoted(decision.kind)}")
    if decision.cause:
        lines.append(f"cause = {_quoted(decision.cause)}")
    lines.append(f"scope = {_quoted(decision.scope)}")
    if decision.witness:
        lines.append(f"witness = {_quoted(decision.witness)}")
    if decision.pair:
        lines.append(f"pair = [{', '.join(map(_quoted, decision.pair))}]")
    lines += [f"{key} = {_place(p)}" for key, p in zip(("place", "other"), decision.places, strict=False)]
    lines += [f"{key} = {_quoted(getattr(decision, key))}" for key in ("who", "when", "why")]
    if decision.replaces:
        lines.append(f"replaces = {_quoted(decision.replaces)}")
    return "".join(f"{line}\n" for line in lines)


def _place(anchor: QuoteSelector) -> str:
    said: dict[str, str] = {
        "witness": anchor.witness,
        "before": anchor.before,
        "text": anchor.text,
        "after": anchor.after,
    }
    parts = [f"{key} = {_quoted(value)}" for key, value in said.items() if value or key == "text"]
    if anchor.of:
        parts += [f"count = {anchor.count}", f"of = {anchor.of}"]
    return f"{{ {', '.join(parts)} }}"


def _quoted(text: str) -> str:
    """Write a string of TOML on one line; signs that nobody sees are written by number."""
    return f'"{_ESCAPED.sub(_escape, text)}"'


def _escape(sign: re.Match[str]) -> str:
    return f"\\{sign[0]}" if sign[0] in '"\\' else f"\\u{ord(sign[0]):04X}"


def append_decision(content: bytes, block: str) -> bytes:
    """Add a decision to the end of a file, whatever stands there, with the line ends of the file.

    Raises UnicodeEncodeError for half a sign, a lone surrogate, which no such file can hold.
    """
    end = b"\r\n" if b"\r\n" in content else b"\n"
    lead = b"" if not content or content.endswith(b"\n") else end
    gap = end if content.strip() else b""
    return content + lead + gap + block.replace("\n", end.decode()).encode("utf-8")
