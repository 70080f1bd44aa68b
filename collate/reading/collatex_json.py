"""CollateX JSON: witnesses with their text, or cut into tokens already.

    {"witnesses": [{"id": "A", "content": "a text"}, {"id": "B", "tokens": [{"t": "a ", "n": "a", ...}]}]}

`t` is what is written, `n` what is compared, and any other key of a token belongs to someone else
and is kept. Keys beside these in the collation or in a witness are not read.
"""

import json
import math
import re
from typing import Final, NoReturn

from collate.errors import ReadError, WitnessError
from collate.model.witness import Pretoken, Siglum, Witness
from collate.reading.options import ReadOptions
from collate.reading.plain import read_plain

MOST_WITNESSES: Final = 5_000  # every two are compared: 25 million numbers take 200 MB
LARGEST_TABLE: Final = 1 << 28  # cells of the longest witness times all of them: nine bytes each are 2.4 GB
LONGEST_TEXT: Final = 2**31 - 1  # code points of a witness: spans are int32

_TOKEN: Final = re.compile(r"\w+\s*|\W+")  # as CollateX documents it: words keep the white space after them
_OUTSIDE_STRINGS: Final = re.compile(r'"(?:\\.|[^"\\])*"|(?P<constant>NaN|-?Infinity)', re.DOTALL)


def parse_json(content: bytes, file: str, encoding: str = "utf-8") -> object:
    """Give what a file of JSON holds. Raises ReadError, with the place, where it is not JSON."""
    text = read_plain(content, ReadOptions(file, Siglum("json"), encoding)).text
    try:
        found: object = json.loads(
            text, object_pairs_hook=_distinct, parse_constant=_no_number, parse_float=_finite, parse_int=_whole
        )
    except json.JSONDecodeError as error:
        raise ReadError(f"{file}:{error.lineno}:{error.colno}: not JSON ({error.msg}); mend it there") from None
    except RecursionError:
        raise ReadError(f"{file}: brackets are nested too deep to be read; the deepest of a collation is 5") from None
    except _NotJsonError as error:
        raise ReadError(f"{file}{_place(text) if error.constant else ''}: {error}") from None
    return found


class _NotJsonError(ValueError):
    """What Python takes for JSON, and nobody else does."""

    constant = False


class _ConstantError(_NotJsonError):
    """A number that is none."""

    constant = True


def _distinct(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise _NotJsonError(f"the key {twice!r} stands twice in one object; keep one of them")
    return found


def _no_number(constant: str) -> NoReturn:
    raise _ConstantError(f"{constant} is not JSON; write null or a number")


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise _NotJsonError(f"{digits[:20]} is too large a number; write it as a string")
    return number


def _whole(digits: str) -> int:
    try:
        return int(digits)
    except ValueError:  # Python reads 4300 digits
        raise _NotJsonError(f"a number of {len(digits)} digits is too large; write it as a string") from None


def _place(text: str) -> str:
    """Say where the first NaN or Infinity stands."""
    at = next(m.start() for m in _OUTSIDE_STRINGS.finditer(text) if m.group("constant"))
    return f":{text.count(chr(10), 0, at) + 1}:{at - text.rfind(chr(10), 0, at)}"


def witnesses_of(collation: object, file: str = "") -> tuple[Witness, ...]:
    """Give the witnesses of a collation, tokens and all, in its order.

    Raises ReadError, naming the witness and the token, where it is not as CollateX has it.
    """
    try:
        return _witnesses(collation)
    except ReadError as error:
        raise ReadError(f"{file}: {error}" if file else str(error)) from None


def _witnesses(collation: object) -> tuple[Witness, ...]:
    if not isinstance(collation, dict) or not isinstance(collation.get("witnesses"), list):
        raise ReadError('no list of witnesses; write {"witnesses": [...]}')
    given = collation["witnesses"]
    if not given:
        raise ReadError("the list of witnesses is empty; give one witness or more")
    if len(given) > MOST_WITNESSES:
        raise ReadError(f"{len(given):,} witnesses are too many; align {MOST_WITNESSES:,} at most")
    found = tuple(_witness(number, witness) for number, witness in enumerate(given, 1))
    first: dict[str, int] = {}
    for number, witness in enumerate(found, 1):
        if first.setdefault(witness.siglum, number) != number:
            raise ReadError(
                f"witnesses {first[witness.siglum]} and {number} have one id, {witness.siglum!r}; give one another"
            )
    if max(len(w.pretokens) for w in found) * len(found) > LARGEST_TABLE:
        raise ReadError(f"a table of more than {LARGEST_TABLE:,} cells is too large; align parts of the text")
    return found


def _witness(number: int, given: object) -> Witness:
    if not isinstance(given, dict) or not isinstance(given.get("id"), str):
        raise ReadError(f'witness {number} has no "id" that is a string; give it one')
    name = f"witness {number} ({given['id']})"
    if ("content" in given) == ("tokens" in given):
        many = 'both "content" and "tokens"' if "content" in given else 'neither "content" nor "tokens"'
        raise ReadError(f"{name} has {many}; give it one of them")
    if "content" in given:
        if not isinstance(given["content"], str):
            raise ReadError(f'the "content" of {name} is not a string; put its text there')
        tokens = [{"t": t, "n": t.rstrip()} for t in _TOKEN.findall(given["content"])]
    elif isinstance(given["tokens"], list):
        tokens = given["tokens"]
    else:
        raise ReadError(f'the "tokens" of {name} are not a list; write [{{"t": "..."}}, ...]')
    return _of_tokens(name, Siglum(given["id"]), tokens)


def _of_tokens(name: str, siglum: Siglum, tokens: list[dict[str, object]]) -> Witness:
    """Make a witness whose text is its tokens, one after the other."""
    pieces: list[str] = []
    pretokens: list[Pretoken] = []
    at = 0
    for number, token in enumerate(tokens, 1):
        written, form = _written(f"token {number} of {name}", token)
        keys = tuple((key, value) for key, value in token.items() if key not in ("t", "n"))
        pretokens.append(Pretoken(at, at + len(written), form, keys))
        pieces.append(written)
        at += len(written)
    if at > LONGEST_TEXT:
        raise ReadError(f"{name} has {at:,} characters, more than can be counted; align parts of the text")
    try:
        return Witness(siglum, "".join(pieces), pretokens=tuple(pretokens))
    except WitnessError as error:
        raise ReadError(f"{name}: {error}") from None


def _written(name: str, token: object) -> tuple[str, str | None]:
    """Give `t` and, if there is one, `n`."""
    if not isinstance(token, dict) or "t" not in token:
        raise ReadError(f'{name} has no "t"; write {{"t": "..."}}')
    written, form = token["t"], token.get("n")
    if not isinstance(written, str) or not written:
        raise ReadError(f'the "t" of {name} is {"empty" if written == "" else "not a string"}; write what stands there')
    if "n" in token and not isinstance(form, str):
        raise ReadError(f'the "n" of {name} is not a string; write the form to compare, or leave "n" out')
    return written, form
