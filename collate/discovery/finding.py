"""Find the parallel passages of documents: the whole path, from words to groups."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from collate._arrays import Int64
from collate._dataclass import dataclass
from collate._repr import repr_line
from collate.discovery.between import document_span, insertions, stretches_between
from collate.discovery.chains import find_chains
from collate.discovery.formulas import is_known_formula
from collate.discovery.groups import WordSpan, group_spans
from collate.discovery.kinds import (
    AT_END,
    FEW_WORDS,
    LONGEST_FORMULA,
    PassageFacts,
    editorial_in,
    is_mostly_editorial,
    is_worth_telling,
    kind_of,
    share_of_letters,
)
from collate.discovery.origins import as_named, by_document, no_origins, order_by_copies
from collate.discovery.passages import (
    LEFT_OUT,
    ParallelKind,
    ParallelPassage,
    PassageSet,
    StretchBetween,
    TextGroup,
)
from collate.discovery.refrains import count_recurrences, is_of_refrains
from collate.discovery.seeds import MANY, find_seeds
from collate.discovery.stretches import StretchPair, agreeing_words, stretch_pairs
from collate.discovery.unspaced import shares_of_words
from collate.discovery.words import WordColumns, word_columns
from collate.model.progress import Progress
from collate.model.witness import Role, Witness

LONGEST_PARATEXT: Final = 300  # words; a longer passage is not looked at as a heading, a dateline or a note
AT_ENDS_SHARE: Final = 0.8  # of the documents that have a formula at an end
_RANK: Final = {kind: rank for rank, kind in enumerate(ParallelKind)}


@dataclass(frozen=True, slots=True)
class _Told:
    """A passage on the way.

    agreeing     how many words agree
    spans        its two spans, by words
    insertions   what only one side has, as side and words [start, end)
    between      the same, with roles
    length       the words of the longer side, without those between that an editor or a printer added
    """

    pair: StretchPair
    agreeing: int
    spans: tuple[WordSpan, WordSpan]
    insertions: tuple[tuple[str, int, int], ...]
    between: tuple[StretchBetween, ...]
    length: int

    def __repr__(self) -> str:
        return repr_line("_Told", repr(self.pair))


def discover(documents: Sequence[Witness], progress: Progress | None = None) -> PassageSet:
    """Return the parallel passages between documents and within them.

    Parameters
    ----------
    documents
        The texts; the siglum of each is its name.
    progress
        Is told the stage and the share of it that is done.

    Returns
    -------
    PassageSet
        All passages, those too that are no text of an author, with their kinds.
    """
    words = word_columns(documents, progress)
    if progress:
        progress("looking for passages", 0.0)
    told = _worth_telling(documents, words)
    kinds = _kinds(documents, words, told)
    passages = [_passage(documents, words, t, kind) for t, kind in zip(told, kinds, strict=True)]
    return _grouped(documents, words, told, passages)


def _worth_telling(documents: Sequence[Witness], words: WordColumns) -> list[_Told]:
    """Return the passages in which enough words agree, in the order of the documents.

    Of a text in many documents these are the ones that link each copy with another one.
    """
    order = order_by_copies(words)
    ordered = words.in_order(order)
    origins = no_origins(ordered)
    told: list[_Told] = []
    for seeds in find_seeds(ordered):
        for own in by_document(ordered, seeds):
            pairs = stretch_pairs(ordered, find_chains(ordered, origins.unknown(own)))
            agreeing = [agreeing_words(ordered, pair) for pair in pairs]
            kept = [
                (pair, _told(documents, words, as_named(pair, words, ordered, order), count))
                for pair, count in zip(pairs, agreeing, strict=True)
                if is_worth_telling(_least_length(ordered, pair), count)
            ]
            kept = [(pair, own) for pair, own in kept if is_worth_telling(own.length, own.agreeing)]
            origins.add(ordered, [pair for pair, _ in kept])
            told += [own for _, own in kept]
    return sorted(told, key=lambda t: (t.spans[0].document, t.spans[1].document, t.pair.a, -t.pair.a_end, t.pair.b))


def _least_length(words: WordColumns, pair: StretchPair) -> int:
    """Return the words of the longer side without what only one side has."""
    return _length_without(pair, insertions(words, pair))


def _length_without(pair: StretchPair, left_out: Iterable[tuple[str, int, int]]) -> int:
    """Return the words of the longer side without some that only one side has."""
    lengths = {"a": pair.a_end - pair.a, "b": pair.b_end - pair.b}
    for side, start, end in left_out:
        lengths[side] -= end - start
    return max(lengths.values())


def _told(documents: Sequence[Witness], words: WordColumns, pair: StretchPair, agreeing: int) -> _Told:
    one, other = words.documents_of(np.array([pair.a, pair.b])).tolist()
    spans = WordSpan(one, pair.a, pair.a_end), WordSpan(other, pair.b, pair.b_end)
    inserted = insertions(words, pair)
    between = stretches_between(documents, words, spans, inserted)
    editorial = [own for own, stretch in zip(inserted, between, strict=True) if stretch.role is not Role.TEXT]
    return _Told(pair, agreeing, spans, tuple(inserted), tuple(between), _length_without(pair, editorial))


def _kinds(documents: Sequence[Witness], words: WordColumns, told: Sequence[_Told]) -> list[ParallelKind]:
    """Return the kind of each passage."""
    shares = shares_of_words(words.forms)
    scales = [float(shares[words.codes[t.pair.a : t.pair.a_end]].mean()) for t in told]
    short = [k for k, t in enumerate(told) if t.length * scales[k] < LONGEST_FORMULA]
    numbers, groups = group_spans([told[k].spans for k in short])
    group_of = {k: groups[number] for k, number in zip(short, numbers, strict=True)}
    sizes = np.diff(words.borders)
    known: dict[WordSpan, tuple[bool, bool]] = {}
    kinds = []
    for k, t in enumerate(told):
        length = t.length
        shorter = int(min(sizes[span.document] for span in t.spans))
        places = [span for span in group_of.get(k, ()) if 2 * len(span) >= length]  # not of a phrase within it
        facts = PassageFacts(
            length * scales[k],
            t.agreeing * scales[k],
            length / shorter,
            max(Counter(span.document for span in places).values(), default=1),
            _text(documents, words, t.spans[0]),
            length < LONGEST_PARATEXT and _is_editorial([_editorial(documents, words, s, known) for s in t.spans]),
            any(_is_at_end(words, span) for span in t.spans),
            share_of_letters(*("".join(_forms(words, t, side)) for side in "ab")) if length < FEW_WORDS else 0.0,
            k in group_of and (_is_at_ends_of_many(words, places) or is_known_formula(_forms(words, t, "a"))),
        )
        kinds.append(kind_of(facts))
    return kinds


def _is_at_end(words: WordColumns, span: WordSpan) -> bool:
    """Return whether a span is near the beginning or the end of its document."""
    begin, end = int(words.borders[span.document]), int(words.borders[span.document + 1])
    return span.start - begin < AT_END or end - span.end < AT_END


def _is_at_ends_of_many(words: WordColumns, group: Sequence[WordSpan]) -> bool:
    """Return whether many documents have a text, and nearly all of them near their beginning or end: as charters do."""
    documents = {span.document for span in group}
    at_ends = {span.document for span in group if _is_at_end(words, span)}
    return len(documents) >= MANY and len(at_ends) >= AT_ENDS_SHARE * len(documents)


def _forms(words: WordColumns, told: _Told, side: str) -> list[str]:
    """Return the search forms of one side, without those of an editor or a printer between."""
    span = told.spans["ab".index(side)]
    is_kept = np.ones(len(span), bool)
    for (own, start, end), stretch in zip(told.insertions, told.between, strict=True):
        if own == side and stretch.role is not Role.TEXT:
            is_kept[start - span.start : end - span.start] = False
    return [words.forms[code] for code in words.codes[span.start : span.end][is_kept].tolist()]


def _text(documents: Sequence[Witness], words: WordColumns, span: WordSpan) -> str:
    return documents[span.document].text[int(words.starts[span.start]) : int(words.ends[span.end - 1])]


def _editorial(
    documents: Sequence[Witness], words: WordColumns, span: WordSpan, known: dict[WordSpan, tuple[bool, bool]]
) -> tuple[bool, bool]:
    """Return whether most words of a span are no text of the author, without notes in brackets and with them."""
    if span not in known:
        starts, ends = words.starts[span.start : span.end], words.ends[span.start : span.end]
        found = editorial_in(documents[span.document], int(starts[0]), int(ends[-1]))
        own = list(zip(starts.tolist(), ends.tolist(), strict=True))
        known[span] = (is_mostly_editorial(own, found), is_mostly_editorial(own, found, with_notes_in_text=True))
    return known[span]


def _is_editorial(sides: Sequence[tuple[bool, bool]]) -> bool:
    """Return whether one side of a passage is no text of the author, or both are notes in brackets."""
    return any(without for without, _ in sides) or all(with_notes for _, with_notes in sides)


def _passage(documents: Sequence[Witness], words: WordColumns, told: _Told, kind: ParallelKind) -> ParallelPassage:
    one, other = (document_span(documents, words, span) for span in told.spans)
    between = () if kind in LEFT_OUT else told.between
    share = round(told.agreeing / told.length, 3)
    return ParallelPassage(one, other, told.agreeing, share, kind, between=between)


def _refrains(words: WordColumns, told: Sequence[_Told], groups: Mapping[int, Sequence[WordSpan]]) -> set[int]:
    """Return the numbers of the passages within one document that are put together of refrains."""
    counts: dict[int, Int64] = {}
    found = set()
    for k, group in groups.items():
        one, other = told[k].spans
        if one.document == other.document:
            begin, end = words.borders[one.document : one.document + 2].tolist()
            if one.document not in counts:
                counts[one.document] = count_recurrences(words.codes[begin:end])
            own = counts[one.document]
            places = sum(span.document == one.document for span in group)
            if all(is_of_refrains(own[span.start - begin : span.end - begin], places) for span in told[k].spans):
                found.add(k)
    return found


def _grouped(
    documents: Sequence[Witness], words: WordColumns, told: Sequence[_Told], passages: Sequence[ParallelPassage]
) -> PassageSet:
    """Return the passages with the numbers of their groups: what is no text of an author belongs to none."""
    refrains: set[int] = set()
    while True:
        passages = [replace(p, kind=ParallelKind.FORMULA) if k in refrains else p for k, p in enumerate(passages)]
        texts = [k for k, passage in enumerate(passages) if passage.kind not in LEFT_OUT]
        numbers, members = group_spans([told[k].spans for k in texts])
        refrains = _refrains(words, told, dict(zip(texts, (members[n] for n in numbers), strict=True)))
        if not refrains:
            break
    longest = [max(span.end - span.start for span in group) for group in members]
    order = sorted(range(len(members)), key=lambda n: (-longest[n], members[n][0].document, members[n][0].start))
    rank = {n: place for place, n in enumerate(order, 1)}
    group_of = {k: rank[n] for k, n in zip(texts, numbers, strict=True)}
    numbered = tuple(replace(p, group=group_of.get(k, 0)) for k, p in enumerate(passages))
    kinds: dict[int, ParallelKind] = {}
    for passage in numbered:
        if passage.group:
            kinds[passage.group] = min(kinds.get(passage.group, passage.kind), passage.kind, key=_RANK.__getitem__)
    groups = tuple(
        TextGroup(
            rank[n],
            tuple(
                document_span(documents, words, span)
                for span in sorted(members[n], key=lambda s: (s.start - s.end, s.document, s.start))
            ),
            kinds[rank[n]],
            longest[n],
        )
        for n in order
    )
    return PassageSet(tuple(documents), numbered, groups)
