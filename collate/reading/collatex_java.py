"""CollateX JSON as CollateX's HTTP service, which is the Java version, takes it.

It is the JSON of `collate.reading.collatex_json`, with these differences:

- the collation has settings: `algorithm`, `tokenComparator`, `joined` and `transpositions`;
- a token without `n` is compared by its `t`, trimmed and in lower case, and so is a token of `content`;
- an `n` must not be empty; white space around an `id` is no part of it; a witness with `tokens` may have `content` too;
- sigla are sorted, and tokens come back exactly as they were sent.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from collate._dataclass import dataclass
from collate._repr import abridged
from collate.errors import ReadError
from collate.model.witness import Witness
from collate.reading.collatex_json import witnesses_of

COMPARATORS: Final = ("equality", "levenshtein")

_TRIMMED: Final = "".join(map(chr, range(0x21)))  # what Java's `trim` takes off: U+0000 to U+0020


@dataclass(frozen=True, slots=True, eq=False)
class JavaCollation:
    """Witnesses in the order of their sigla, and the settings that came with them.

    tokens          the tokens of each witness as they go back: objects as they were sent, strings for `content`
    near_match      `tokenComparator` compares edit distances
    joined          words that always follow one another share a cell
    transpositions  transpositions are looked for
    """

    witnesses: tuple[Witness, ...]
    tokens: tuple[tuple[object, ...], ...]
    near_match: bool = False
    joined: bool = True
    transpositions: bool = True


def java_collation(collation: object, file: str = "") -> JavaCollation:
    """Return the witnesses and settings of a collation. A setting that is null is as one that is missing.

    Raises ReadError, naming the witness and the token or the setting, where it is not as CollateX has it.
    """
    try:
        return _read(collation)
    except ReadError as error:
        why = abridged(str(error))
        raise ReadError(f"{file}: {why}" if file else why) from None


def _read(collation: object) -> JavaCollation:
    given = collation.get("witnesses") if isinstance(collation, dict) else None
    sources: list[Any] = [_trimmed(witness) for witness in given] if isinstance(given, list) else []
    witnesses = witnesses_of({"witnesses": sources} if isinstance(given, list) else collation)
    settings: Mapping[str, object] = collation if isinstance(collation, dict) else {}
    if not isinstance(settings.get("algorithm"), str | None):
        raise ReadError('the "algorithm" of the collation is not a string; write "dekker", or leave it out')
    read = [_compared(number, w, s) for number, (w, s) in enumerate(zip(witnesses, sources, strict=True), 1)]
    read.sort(key=lambda pair: pair[0].siglum.encode("utf-16-be"))  # Java compares UTF-16 units
    return JavaCollation(
        tuple(witness for witness, _ in read),
        tuple(tokens for _, tokens in read),
        near_match=_compares_distances(settings),
        joined=_flag(settings, "joined"),
        transpositions=_flag(settings, "transpositions"),
    )


def _trimmed(witness: object) -> object:
    """Return a witness with its id trimmed, and without `content` if it has `tokens`; mistakes stay as they are."""
    if not isinstance(witness, dict):
        return witness
    trimmed = {key: value for key, value in witness.items() if key != "content" or "tokens" not in witness}
    if isinstance(trimmed.get("id"), str):
        trimmed["id"] = trimmed["id"].strip(_TRIMMED)
    return trimmed


def _compared(number: int, witness: Witness, source: Mapping[str, Any]) -> tuple[Witness, tuple[object, ...]]:
    """Return a witness with the forms that Java compares, and its tokens as they go back."""
    given = source.get("tokens")
    written = [witness.text[p.start : p.end] for p in witness.pretokens]
    forms = [
        text.strip(_TRIMMED).lower() if given is None or p.form is None else p.form
        for text, p in zip(written, witness.pretokens, strict=True)
    ]
    for k, pretoken in enumerate(witness.pretokens):
        if given is not None and pretoken.form == "":
            raise ReadError(
                f'the "n" of token {k + 1} of witness {number} ({witness.siglum}) is empty; '
                'write the form to compare, or leave "n" out'
            )
    pretokens = tuple(replace(p, form=form) for p, form in zip(witness.pretokens, forms, strict=True))
    return replace(witness, pretokens=pretokens), tuple(written if given is None else given)


def _compares_distances(settings: Mapping[str, object]) -> bool:
    """Check whether the `tokenComparator` compares edit distances. `distance` changes nothing, so it is not read."""
    comparator = settings.get("tokenComparator")
    if comparator is None:
        return False
    if not isinstance(comparator, dict):
        raise ReadError('the "tokenComparator" of the collation is not an object; write {"type": "equality"}')
    kind = comparator.get("type")
    if not isinstance(kind, str | None) or kind not in (None, *COMPARATORS):
        raise ReadError(f'the "type" of "tokenComparator" is {kind!r}; write {" or ".join(COMPARATORS)}')
    return kind == "levenshtein"


def _flag(settings: Mapping[str, object], key: str) -> bool:
    """Return a setting that is true by default."""
    flag = settings.get(key)
    if not isinstance(flag, bool | None):
        raise ReadError(f'the "{key}" of the collation is {flag!r}; write true or false')
    return flag is not False
