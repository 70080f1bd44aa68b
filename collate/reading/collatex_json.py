"""CollateX JSON: witnesses as texts, or already tokenised.

    {"witnesses": [{"id": "A", "content": "a text"}, {"id": "B", "tokens": [{"t": "a ", "n": "a", ...}]}]}

`t` is what is written, `n` what is compared; any other key of a token belongs to another program and is kept.
Other keys of the collation or of a witness are not read.
"""

import hashlib
import json
import math
import re
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Final, NoReturn

from collate._late_regex import late_regex
from collate._repr import abridged
from collate.errors import ReadError, WitnessError
from collate.model.origins import Origins
from collate.model.witness import Pretoken, Siglum, SourceFile, Witness
from collate.reading.json_strings import string_points
from collate.reading.options import ReadOptions, SourceContent
from collate.reading.plain import read_plain
from collate.reading.transcript import SourcePoint

MOST_WITNESSES: Final = 5_000  # every two are compared: 25 million numbers take 200 MB
LARGEST_TABLE: Final = 1 << 28  # cells of the longest witness times all of them: nine bytes each are 2.4 GB
LONGEST_TEXT: Final = 2**31 - 1  # code points of a witness: spans are int32

DEEPEST: Final = 100  # brackets inside one another: the keys of other programs may hold anything
_TOO_DEEP: Final = "brackets are nested too deeply; a collation has 5 levels at most"

_TOKEN: Final = late_regex(r"\w+\s*|\W+")  # as CollateX documents it: words keep the white space after them
_OUTSIDE_STRINGS: Final = late_regex(r'"(?:\\.|[^"\\])*"|(?P<constant>NaN|-?Infinity)', re.DOTALL)


def parse_json(content: bytes, file: str, encoding: str = "utf-8") -> object:
    """Return what a file of JSON holds. Raises ReadError, with line and column, where it is not JSON."""
    text = read_plain(content, ReadOptions(file, Siglum("json"), encoding)).text
    try:
        value: object = json.loads(
            text,
            object_pairs_hook=_distinct_keys,
            parse_constant=_refuse_constant,
            parse_float=_finite_number,
            parse_int=_whole_number,
        )
    except json.JSONDecodeError as error:
        raise ReadError(
            f"{file}:{error.lineno}:{error.colno}: not valid JSON ({error.msg}); correct it there"
        ) from None
    except RecursionError:
        raise ReadError(f"{file}: {_TOO_DEEP}") from None
    except _NotJsonError as error:
        raise ReadError(f"{file}{_constant_position(text) if error.constant else ''}: {error}") from None
    _require_depth(value, file)
    return value


def _require_depth(value: object, file: str) -> None:
    """Raise ReadError for brackets inside too many others, so that what is read can also be shown and written."""
    level = [value] if isinstance(value, (dict, list)) else []
    for _ in range(DEEPEST):
        if not level:
            return
        items = (item for outer in level for item in (outer.values() if isinstance(outer, dict) else outer))
        level = [item for item in items if isinstance(item, (dict, list))]
    raise ReadError(f"{file}: {_TOO_DEEP}")


class _NotJsonError(ValueError):
    """A text that Python reads as JSON although it is not JSON."""

    constant = False


class _ConstantError(_NotJsonError):
    """NaN or Infinity, which are not numbers in JSON."""

    constant = True


def _distinct_keys(pairs: list[tuple[str, object]]) -> dict[str, object]:
    members = dict(pairs)
    if len(members) < len(pairs):
        (twice, _), *_ = Counter(key for key, _ in pairs).most_common(1)
        raise _NotJsonError(f"the key {twice[:40]!r} occurs twice in one object; keep one of them")
    return members


def _refuse_constant(constant: str) -> NoReturn:
    raise _ConstantError(f"{constant} is not JSON; write null or a number")


def _finite_number(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise _NotJsonError(f"the number {digits[:20]} is too large; write it as a string")
    return number


def _whole_number(digits: str) -> int:
    try:
        return int(digits)
    except ValueError:  # Python reads 4300 digits
        raise _NotJsonError(f"a number of {len(digits)} digits is too large; write it as a string") from None


def _constant_position(text: str) -> str:
    """Return line and column of the first NaN or Infinity."""
    offset = next(m.start() for m in _OUTSIDE_STRINGS.finditer(text) if m.group("constant"))
    return f":{text.count(chr(10), 0, offset) + 1}:{offset - text.rfind(chr(10), 0, offset)}"


def witnesses_of(collation: object, file: str = "") -> tuple[Witness, ...]:
    """Return the witnesses of a collation with their tokens, in its order.

    Raises ReadError, naming the witness and the token, where the collation is not as CollateX takes it.
    """
    try:
        return _witnesses(collation)
    except ReadError as error:
        why = abridged(str(error))
        raise ReadError(f"{file}: {why}" if file else why) from None


def read_collatex_witnesses(sources: Sequence[SourceContent], options: ReadOptions) -> tuple[Witness, ...]:
    """Return the witnesses of files of CollateX JSON, in their order.

    A text is divided into words as any other text is; tokens are taken as they are. The setting `witness` names one of
    them; a file with one witness is read under the siglum of the options.

    Raises ReadError where a file is not as CollateX takes it, or has no witness of the name.
    """
    found = [
        witness for number, source in enumerate(sources) for witness in _of_source(number, source, sources, options)
    ]
    wanted = options.settings.witness
    if wanted not in ("", "all"):
        named = [witness for witness in found if witness.siglum == wanted]
        if not named:
            known = ", ".join(witness.siglum for witness in found[:20])
            raise ReadError(f"{options.file}: has no witness {wanted!r}; its witnesses are {abridged(known)}")
        found = named
    return (replace(found[0], siglum=options.siglum),) if len(found) == 1 else tuple(found)


def _of_source(
    number: int, source: SourceContent, sources: Sequence[SourceContent], options: ReadOptions
) -> Iterator[Witness]:
    collation = parse_json(source.content, source.file, options.encoding)
    witnesses = witnesses_of(collation, source.file)
    text = read_plain(source.content, ReadOptions(source.file, options.siglum, options.encoding)).text
    points = string_points(text, ("t", "content"), number)
    is_text = ["content" in entry for entry in collation["witnesses"]] if isinstance(collation, dict) else []
    starts = [[0] if is_one else [p.start for p in w.pretokens] for w, is_one in zip(witnesses, is_text, strict=True)]
    if len(points) != sum(map(len, starts)):
        points = [SourcePoint(file=number)] * sum(map(len, starts))
    rest = iter(points)
    for witness, is_one, own in zip(witnesses, is_text, starts, strict=True):
        at = list(islice(rest, len(own)))
        yield replace(
            witness,
            extent=options.extent,
            passages=options.passages,
            bibliography=options.bibliography,
            derived_from=options.derived_from,
            sources=tuple(SourceFile(s.file, sha256=hashlib.sha256(s.content).hexdigest()) for s in sources),
            origins=Origins(*(array("i", column) for column in (own, *_columns(at)))),
            pretokens=() if is_one else witness.pretokens,
        )


def _columns(points: Sequence[SourcePoint]) -> tuple[list[int], list[int], list[int]]:
    return [p.file for p in points], [p.line for p in points], [p.column for p in points]


def _witnesses(collation: object) -> tuple[Witness, ...]:
    if not isinstance(collation, dict) or not isinstance(collation.get("witnesses"), list):
        raise ReadError('there is no list of witnesses; write {"witnesses": [...]}')
    sources = collation["witnesses"]
    if not sources:
        raise ReadError("the list of witnesses is empty; add one witness or more")
    if len(sources) > MOST_WITNESSES:
        raise ReadError(f"{len(sources):,} witnesses are too many; align {MOST_WITNESSES:,} at most")
    witnesses = tuple(_witness(number, source) for number, source in enumerate(sources, 1))
    first: dict[str, int] = {}
    for number, witness in enumerate(witnesses, 1):
        if first.setdefault(witness.siglum, number) != number:
            raise ReadError(
                f"witnesses {first[witness.siglum]} and {number} have the same id, {witness.siglum!r}; "
                "change one of them"
            )
    if max(len(w.pretokens) for w in witnesses) * len(witnesses) > LARGEST_TABLE:
        raise ReadError(f"a table of more than {LARGEST_TABLE:,} cells is too large; align parts of the text")
    return witnesses


def _witness(number: int, source: object) -> Witness:
    if not isinstance(source, dict) or not isinstance(source.get("id"), str):
        raise ReadError(f'witness {number} has no "id" that is a string; add one')
    name = f"witness {number} ({source['id']})"
    if ("content" in source) == ("tokens" in source):
        many = 'both "content" and "tokens"' if "content" in source else 'neither "content" nor "tokens"'
        raise ReadError(f"{name} has {many}; it needs exactly one of them")
    if "content" in source:
        if not isinstance(source["content"], str):
            raise ReadError(f'the "content" of {name} is not a string; write the text of the witness')
        tokens = [{"t": t, "n": t.rstrip()} for t in _TOKEN.findall(source["content"])]
    elif isinstance(source["tokens"], list):
        tokens = source["tokens"]
    else:
        raise ReadError(f'the "tokens" of {name} are not a list; write [{{"t": "..."}}, ...]')
    return _of_tokens(name, Siglum(source["id"]), tokens)


def _of_tokens(name: str, siglum: Siglum, tokens: list[dict[str, object]]) -> Witness:
    """Build a witness whose text is its tokens, one after the other."""
    pieces: list[str] = []
    pretokens: list[Pretoken] = []
    length = 0
    for number, token in enumerate(tokens, 1):
        written, form = _written(f"token {number} of {name}", token)
        keys = tuple((key, value) for key, value in token.items() if key not in ("t", "n"))
        pretokens.append(Pretoken(length, length + len(written), form, keys))
        pieces.append(written)
        length += len(written)
    if length > LONGEST_TEXT:
        raise ReadError(f"{name} has {length:,} characters, which is too many; align parts of the text")
    try:
        return Witness(siglum, "".join(pieces), pretokens=tuple(pretokens))
    except WitnessError as error:
        raise ReadError(f"{name}: {error}") from None


def _written(name: str, token: object) -> tuple[str, str | None]:
    """Return `t` and, if there is one, `n`."""
    if not isinstance(token, dict) or "t" not in token:
        raise ReadError(f'{name} has no "t"; write {{"t": "..."}}')
    written, form = token["t"], token.get("n")
    if not isinstance(written, str) or not written:
        raise ReadError(
            f'the "t" of {name} is {"empty" if written == "" else "not a string"}; write the text of the token'
        )
    if "n" in token and not isinstance(form, str):
        raise ReadError(f'the "n" of {name} is not a string; write the form to compare, or leave "n" out')
    return written, form
