"""V: a witness beside its nearest: what it says twice, what it lost, and a word that it has for another.

Authors and translators omit as well as add; copyists add hardly anything but what they write twice. So the runs that
a witness has and the others do not are the measure of those that it lacks.
"""

from collections.abc import Iterator
from dataclasses import replace
from math import sqrt
from typing import Final

import numpy as np

from collate._arrays import Bool, Int32, Int64
from collate.checking.comparison import Comparison
from collate.checking.doubled_runs import doubled_runs
from collate.checking.like_words import agrees_but_for_spelling, may_agree
from collate.checking.nearest import (
    SURE_NEAREST,
    BareWords,
    BesideNearest,
    bare_words,
    beside_nearest,
    every_word_beside,
    nearest_witnesses,
)
from collate.checking.rules.variation import quoted
from collate.checking.wrong_words import WrongWord, wrong_words
from collate.model.alignment import GAP, Alignment
from collate.model.findings import Level, Match, WorkFinding
from collate.model.tokens import Tokens

CODES: Final = frozenset({"V-doubled", "V-lost-run", "V-lost-word", "V-wrong-word"})
MIN_RUN: Final = 5  # words of a lost run; fewer are lost words
AGREEING_NEIGHBOURS: Final = 2  # words on either side of a loss that all have
MOST_PER_THOUSAND: Final = 0.3  # findings of a rule in 1,000 words of a witness; more are told as one
ALWAYS_TOLD: Final = 3  # findings that are told one by one in a short text, too
UNLIKE_TO_SIMILAR: Final = 10  # pairs of unlike words, in a revision, to each pair of similar ones
MOST_DIFFERENT: Final = 0.2  # share of the words in which an edition differs from its nearest; a translation in more
FEW_WORDS: Final = 2  # words of a doubled run between whose copies no mark may stand
MIN_OMITTED_SHARE: Final = 0.75  # of the second copy of a doubled run, which the others do not have
MOST_PLACES: Final = 5  # lines that a finding on several places names
_HELP: Final = "check the source; if it reads so, accept the finding in the baseline with that reason"


def slips_beside_others(work: Comparison) -> Iterator[WorkFinding]:
    """Find doubled words, lost words, and real words for others, in the witnesses to check."""
    alignment = work.collated.alignment
    words = bare_words(alignment)
    for w, tokens in enumerate(alignment.tokens):
        siglum = tokens.witness.siglum
        nearest = nearest_witnesses(alignment, words, w) if siglum in work.targets else ()
        if not nearest or (len(nearest) == 1 and siglum == work.base):
            continue  # of two witnesses only one is judged
        every_word, beside = every_word_beside(alignment, words, w, nearest), beside_nearest(work, words, w, nearest)
        doubled = _doubled(alignment, every_word)
        if "V-doubled" in work.rules:
            yield from (_doubled_finding(work, every_word, copy) for _, copy in doubled)
        if siglum != work.base:
            copies = [every_word.columns[_extra_copy(every_word, rows, len(copy))] for rows, copy in doubled]
            yield from _lost_findings(work, _said_once(beside, copies))
        if "V-wrong-word" in work.rules and len(nearest) > 1:
            yield from _wrong_word_findings(work, words, beside)


def _doubled_finding(work: Comparison, beside: BesideNearest, copy: Int64) -> WorkFinding:
    tokens = work.collated.alignment.tokens[beside.witness]
    start, stop = int(copy[0]), int(copy[-1]) + 1
    first, end = _token_span(work, beside, start, stop)
    text = quoted(tokens.witness.text[first:end])
    message = f"{text} is written twice; {_who_have(work, beside, start, stop)} it once"
    return WorkFinding("V-doubled", Match(first, end, message, _HELP), work.siglum(beside.witness))


def _doubled(alignment: Alignment, beside: BesideNearest) -> list[tuple[Int64, Int64]]:
    """Return the rows of both copies of each run of which the nearest have one, and those of the second copy."""
    rows = np.flatnonzero(beside.own != GAP)
    at = alignment.table[beside.columns, beside.witness]
    found = []
    for start, stop, length in doubled_runs(beside.own[rows]):
        both = rows[start - length : stop]
        if length <= FEW_WORDS and bool((np.diff(at[both]) != 1).any()):
            continue  # "no, no": a mark stands between them
        is_known = bool((beside.voices[both] > 0).all() and not beside.corrected[both].any())
        # Words before the run that its end repeats by chance are equal too: only whole copies were written again.
        repeated = (stop - start) // length * length
        if is_known and _is_once_in_others(beside, both, length, repeated):
            found.append((both, _second_copy(both, at[both], length, repeated)))
    return found


def _second_copy(both: Int64, at: Int64, length: int, repeated: int) -> Int64:
    """Return the rows of the copy that was written again: it begins after a mark, if it may, or as soon as it may."""
    starts = range(length, len(both) - repeated + 1)
    first = next((k for k in starts if at[k] - at[k - 1] != 1), length)
    return both[first : first + repeated]


def _is_once_in_others(beside: BesideNearest, both: Int64, length: int, repeated: int) -> bool:
    """Return whether none of the nearest has both copies; of a few words, whether it has nothing for one of them."""
    if length <= FEW_WORDS:
        between = beside.near[int(both[0]) : int(both[-1]) + 1]
        return bool(((between != GAP).sum(axis=0) <= len(both) - repeated).all())
    equal = (beside.near[both] == beside.own[both, None]).sum(axis=0)
    return bool((equal <= len(both) - MIN_OMITTED_SHARE * repeated).all())


def _lost_findings(work: Comparison, beside: BesideNearest) -> Iterator[WorkFinding]:
    """Find runs and words that all of the nearest have, between words that all have."""
    lost = _anchored_runs(work, beside, beside.omits & (beside.voices > 0) & ~beside.corrected, beside.near)
    lost = [run for run in lost if not _is_said_again(beside, *run)]
    added = _anchored_runs(work, beside, beside.near_omits & (beside.own != GAP), beside.own[:, None])
    for code, is_run in (("V-lost-run", True), ("V-lost-word", False)):
        if code in work.rules:
            runs = [run for run in lost if (run[2] >= MIN_RUN) is is_run]
            opposite = sum((count >= MIN_RUN) is is_run for _, _, count in added)
            findings = [_lost_finding(work, beside, code, *run) for run in runs]
            yield from _each_or_one(findings, _is_too_often(beside, len(findings), opposite, code))


def _extra_copy(beside: BesideNearest, both: Int64, repeated: int) -> Int64:
    """Return the rows of the copy with which the nearest agree least; it may end in the middle of the run."""
    agreeing = np.concatenate(([0], (beside.near[both] == beside.own[both, None]).sum(axis=1).cumsum()))
    first = int((agreeing[repeated:] - agreeing[:-repeated]).argmin())
    return both[first : first + repeated]


def _said_once(beside: BesideNearest, copies: list[Int64]) -> BesideNearest:
    """Leave out the words in some columns, copies that the nearest do not have: what they have there is lost."""
    if not copies:
        return beside
    copied = np.isin(beside.columns, np.concatenate(copies))
    own, omits = beside.own.copy(), beside.omits.copy()
    own[copied], omits[copied] = GAP, True
    kept = (own != GAP) | (beside.near != GAP).any(axis=1)
    return replace(
        beside,
        columns=beside.columns[kept],
        own=own[kept],
        near=beside.near[kept],
        omits=omits[kept],
        near_omits=beside.near_omits[kept],
        voices=beside.voices[kept],
        corrected=beside.corrected[kept],
    )


def _anchored_runs(work: Comparison, beside: BesideNearest, flags: Bool, words: Int32) -> list[tuple[int, int, int]]:
    """Return [start, stop) of the runs of rows between words that all have, with the number of words in them.

    These may differ in spelling.
    The nearest, and one more if there are more, have so many words or more.
    """
    edges = np.flatnonzero(np.diff(np.concatenate(([0], flags.astype(np.int8), [0])))).reshape(-1, 2)
    apart = np.concatenate(([0], (~may_agree(beside)).cumsum()))  # rows before each that agree in no spelling
    first, last = np.maximum(edges[:, 0] - AGREEING_NEIGHBOURS, 0), edges[:, 1] + AGREEING_NEIGHBOURS
    last = np.minimum(last, len(flags))
    edges = edges[(apart[edges[:, 0]] == apart[first]) & (apart[last] == apart[edges[:, 1]])]
    beyond = np.arange(1, AGREEING_NEIGHBOURS + 1)
    around = np.concatenate((edges[:, :1] - beyond, edges[:, 1:] + beyond - 1)).ravel()
    agrees, runs = agrees_but_for_spelling(work.collated, beside, around), []
    for start, stop in edges.tolist():
        neighbours = (agrees[max(0, start - AGREEING_NEIGHBOURS) : start], agrees[stop : stop + AGREEING_NEIGHBOURS])
        counts = (words[start:stop] != GAP).sum(axis=0)
        count = int(min(counts[0], np.sort(counts)[-min(SURE_NEAREST, len(counts))]))
        if count and all(bool(side.all()) for side in neighbours):
            runs.append((start, stop, count))
    return runs


def _is_said_again(beside: BesideNearest, start: int, stop: int, _: int) -> bool:
    """Return whether words that are missing repeat those before or after them: it is the other that has them twice."""
    lost, size = beside.near[start:stop], stop - start
    return any(np.array_equal(lost, beside.near[first : first + size]) for first in (start - size, stop) if first >= 0)


def _lost_finding(work: Comparison, beside: BesideNearest, code: str, start: int, stop: int, count: int) -> WorkFinding:
    counts = (beside.near[start:stop] != GAP).sum(axis=0).tolist()
    k = counts.index(count)
    rows = start + np.flatnonzero(beside.near[start:stop, k] != GAP)
    text = quoted(_text_of(work, beside.nearest[k], beside.columns[rows]))
    words = "1 word" if count == 1 else f"{count} words"
    have = _who_have(work, beside, start, stop)
    message = f"{words} that {have} {'is' if count == 1 else 'are'} missing here: {text}"
    offset = _end_before(work, beside, start)
    return WorkFinding(code, Match(offset, offset, message, _HELP), work.siglum(beside.witness))


def _wrong_word_findings(work: Comparison, words: BareWords, beside: BesideNearest) -> Iterator[WorkFinding]:
    found, unlike = wrong_words(work.collated, words, beside)
    findings = [_wrong_word_finding(work, beside, wrong) for wrong in found]
    usual = unlike // UNLIKE_TO_SIMILAR
    yield from _each_or_one(findings, _is_too_often(beside, len(findings), usual, "V-wrong-word"))


def _wrong_word_finding(work: Comparison, beside: BesideNearest, wrong: WrongWord) -> WorkFinding:
    start, end = _token_span(work, beside, wrong.rows[0], wrong.rows[0] + 1)
    tokens = work.collated.alignment.tokens[beside.witness]
    text = quoted(tokens.witness.text[start:end])
    have = _who_have(work, beside, wrong.rows[0], wrong.rows[0] + 1)
    message = f"{text}, where {have} {wrong.expected!r}: a real word, but perhaps not the one meant"
    if len(wrong.rows) > 1:
        lines = list(dict.fromkeys(_line(work, beside, row) for row in wrong.rows))
        listed = ", ".join(map(str, lines[:MOST_PLACES])) + (" ..." if len(lines) > MOST_PLACES else "")
        message = f"{message}; {len(wrong.rows)} times, in line{'s' * (len(lines) > 1)} {listed}"
    return WorkFinding("V-wrong-word", Match(start, end, message, _HELP), work.siglum(beside.witness))


def _is_too_often(beside: BesideNearest, count: int, opposite: int, code: str) -> bool:
    """Return whether a rule speaks so often that the differences are probably those of an author or translator.

    `opposite` is the number of differences that no copyist makes. A count clearly above it is a bad copy.
    """
    words = int((beside.own != GAP).sum())
    is_rare = count <= max(ALWAYS_TOLD, MOST_PER_THOUSAND * words / 1000)
    if code == "V-lost-word":
        return not is_rare and count <= ALWAYS_TOLD * (opposite + 1)
    is_translation = float((beside.own != beside.near[:, 0]).mean()) > MOST_DIFFERENT
    if code == "V-lost-run" and not is_translation:
        return count <= opposite  # an author adds at least as much
    return count <= opposite + 2 * sqrt(opposite) and (code == "V-lost-run" or not is_rare)


def _each_or_one(findings: list[WorkFinding], is_too_often: bool) -> Iterator[WorkFinding]:
    """Yield findings, or one that tells their number and the first of them."""
    if not is_too_often or not findings:
        yield from findings
        return
    first = findings[0]
    match = first.match
    places = "1 such place" if len(findings) == 1 else f"{len(findings)} such places"
    message = f"{places}, as in a revised or translated text; the first: {match.message}"
    summary = Match(match.start, match.end, message, match.help)
    yield WorkFinding(first.code, summary, first.siglum, most=Level.INFO)


def _who_have(work: Comparison, beside: BesideNearest, start: int, stop: int) -> str:
    """Return a clause that names the nearest witnesses that are extant in some rows."""
    extant = work.collated.alignment.extant[beside.columns[start:stop]]
    sigla = sorted(work.siglum(o) for o in beside.nearest if bool(extant[:, o].all()))
    return f"{', '.join(sigla) or 'the others'} {'has' if len(sigla) == 1 else 'have'}"


def _token_span(work: Comparison, beside: BesideNearest, start: int, stop: int) -> tuple[int, int]:
    """Return the code points of the words of the witness in some rows."""
    tokens: Tokens = work.collated.alignment.tokens[beside.witness]
    at = work.collated.alignment.table[beside.columns[start:stop], beside.witness]
    at = at[at != GAP]
    return int(tokens.spans[at[0], 0]), int(tokens.spans[at[-1], 1])


def _text_of(work: Comparison, o: int, columns: Int64) -> str:
    """Return the text of a witness from the first to the last of its words in some columns."""
    alignment = work.collated.alignment
    at = alignment.table[columns, o]
    at = at[at != GAP]
    tokens = alignment.tokens[o]
    return tokens.witness.text[tokens.spans[at[0], 0] : tokens.spans[at[-1], 1]] if len(at) else ""


def _end_before(work: Comparison, beside: BesideNearest, row: int) -> int:
    """Return where the last token of the witness before a row ends."""
    table, tokens = work.collated.alignment.table, work.collated.alignment.tokens[beside.witness]
    filled = np.flatnonzero(table[: beside.columns[row], beside.witness] != GAP)
    return int(tokens.spans[table[filled[-1], beside.witness], 1]) if len(filled) else 0


def _line(work: Comparison, beside: BesideNearest, row: int) -> int:
    start, _ = _token_span(work, beside, row, row + 1)
    return work.collated.alignment.tokens[beside.witness].witness.position(start).line
