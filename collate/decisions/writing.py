"""Write a decision: the words and neighbours by which its places are found again, and its lines of TOML."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from collate._late_regex import late_regex
from collate.decisions.quote_match import RunningText, find_quote, running_text, single_spaced
from collate.errors import PlaceError
from collate.model.decisions import Decision, QuoteSelector
from collate.model.tokens import Tokens

# Words of context on each side: as many as a person needs to see the place, and the most that are
# added to make it the only such place. A change of any of them makes the decision stale.
MIN_CONTEXT: Final = 3
MAX_CONTEXT: Final = 8

_ESCAPED: Final = late_regex(r'[\x00-\x1f\x7f-\x9f"\\\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]')


def quote_selector(tokens: Tokens, start: int, stop: int) -> QuoteSelector:
    """Return a quotation of tokens [start, stop) of a witness, with enough neighbours to make the place unique.

    If the most neighbours are not enough, it counts the occurrences. Raises PlaceError if the tokens cannot be
    found by their words at all.
    """
    exact, folded = running_text(tokens, False), running_text(tokens, True)
    for size in range(MIN_CONTEXT, MAX_CONTEXT + 1):
        selector = _with_neighbours(tokens, start, stop, size)
        # Another place may not be equal to it when folded: once this place is gone, it would be taken for it.
        if find_quote(selector, exact, fold=False) == [(start, stop)] and _is_unique(selector, folded):
            return selector
    places = find_quote(selector, exact, fold=False)
    if (start, stop) not in places:
        quoted = f"{selector.text!r} in {selector.witness}"
        raise PlaceError(
            f"{quoted} cannot be found again by its words and their neighbours; choose more words, or fewer"
        )
    return replace(selector, count=places.index((start, stop)) + 1, of=len(places))


def _is_unique(selector: QuoteSelector, folded: RunningText) -> bool:
    return len(find_quote(selector, folded, fold=True)) <= 1


def _with_neighbours(tokens: Tokens, start: int, stop: int, size: int) -> QuoteSelector:
    def words(first: int, after: int) -> str:
        first, after = max(first, 0), min(after, len(tokens))
        if first >= after:
            return ""
        return single_spaced(tokens.witness.text[int(tokens.spans[first, 0]) : int(tokens.spans[after - 1, 1])])

    return QuoteSelector(
        tokens.witness.siglum, words(start, stop), words(start - size, start), words(stop, stop + size)
    )


def decision_toml(decision: Decision) -> str:
    """Return the lines of a decision for `decisions.toml`."""
    lines = ["[[decisions]]"]
    if decision.kind is None:
        lines.append(f"action = {toml_string(decision.action)}")
    else:
        lines.append(f"kind = {toml_string(decision.kind)}")
    if decision.cause:
        lines.append(f"cause = {toml_string(decision.cause)}")
    lines.append(f"scope = {toml_string(decision.scope)}")
    if decision.witness:
        lines.append(f"witness = {toml_string(decision.witness)}")
    if decision.pair:
        lines.append(f"pair = [{', '.join(map(toml_string, decision.pair))}]")
    lines += [f"{key} = {_inline_table(p)}" for key, p in zip(("place", "other"), decision.places, strict=False)]
    lines += [f"{key} = {toml_string(getattr(decision, key))}" for key in ("who", "when", "why")]
    if decision.replaces:
        lines.append(f"replaces = {toml_string(decision.replaces)}")
    return "".join(f"{line}\n" for line in lines)


def _inline_table(selector: QuoteSelector) -> str:
    values: dict[str, str] = {
        "witness": selector.witness,
        "before": selector.before,
        "text": selector.text,
        "after": selector.after,
    }
    parts = [f"{key} = {toml_string(value)}" for key, value in values.items() if value or key == "text"]
    if selector.of:
        parts += [f"count = {selector.count}", f"of = {selector.of}"]
    return f"{{ {', '.join(parts)} }}"


def toml_string(text: str) -> str:
    """Return a string of TOML on one line, with invisible characters as escapes."""
    return f'"{_ESCAPED.sub(_escape, text)}"'


def _escape(character: re.Match[str]) -> str:
    return f"\\{character[0]}" if character[0] in '"\\' else f"\\u{ord(character[0]):04X}"


def append_decision(content: bytes, block: str) -> bytes:
    """Return the content of a file with the lines of a decision at its end, with the line ends of the file.

    Raises UnicodeEncodeError for an unpaired surrogate, which UTF-8 cannot encode.
    """
    end = b"\r\n" if b"\r\n" in content else b"\n"
    lead = b"" if not content or content.endswith(b"\n") else end
    gap = end if content.strip() else b""
    return content + lead + gap + block.replace("\n", end.decode()).encode("utf-8")


def without_block(content: bytes, line: int, next_line: int | None) -> bytes:
    """Return the content of a file without the decision whose header is on `line`.

    `next_line` is the line of the next decision, None for the last one. Comments above the next decision are kept, and
    one blank line less.
    """
    lines = content.splitlines(keepends=True)
    first, last = line - 1, _block_end(lines, line, next_line)
    if first and not lines[first - 1].strip():
        first -= 1
    return b"".join(lines[:first] + lines[last:])


def with_block(content: bytes, line: int, next_line: int | None, block: str) -> bytes:
    """Return the content of a file with other lines for the decision whose header is on `line`."""
    lines = content.splitlines(keepends=True)
    end = b"\r\n" if b"\r\n" in content else b"\n"
    new = block.replace("\n", end.decode()).encode("utf-8")
    return b"".join(lines[: line - 1]) + new + b"".join(lines[_block_end(lines, line, next_line) :])


def _block_end(lines: Sequence[bytes], line: int, next_line: int | None) -> int:
    """Return the number of lines up to the end of a decision, without comments and blank lines after it."""
    last = len(lines) if next_line is None else next_line - 1
    while last > line and (not lines[last - 1].strip() or lines[last - 1].lstrip().startswith(b"#")):
        last -= 1
    return last
