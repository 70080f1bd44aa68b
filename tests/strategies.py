"""Hypothesis strategies for witnesses and alignments: a small vocabulary, so that words repeat, with punctuation and variants."""

from collections.abc import Iterator

import numpy as np
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from collate.model.alignment import GAP, Alignment, Link, Testimony
from collate.model.witness import Extent, PassageUnit, Siglum, Witness
from collate.text.tokenise import tokenise

WORDS = ["the", "The", "colour", "color", "colours", "man", "men", "of", "to", "into", "in", ",", ".", '"', "”", "*",
         "[sic]", "[...]", "λόγος", "בָּרָא", "self-\nevident", "to-day"]  # fmt: skip
BLANKS = [" ", " ", " ", "\n", "\n\n", "\u00a0", ""]
# A byte chooses a piece, so that Hypothesis draws a text at once and not piece by piece, which takes most of a test's time.
PIECES = [word + blank for word in WORDS for blank in BLANKS]


def _text(chosen: bytes) -> str:
    return "".join(PIECES[k % len(PIECES)] for k in chosen)


def texts(max_size: int = 9) -> SearchStrategy[str]:
    return st.binary(max_size=max_size).map(_text)


_TEXTS = texts()


@st.composite
def witnesses(draw: st.DrawFn, least: int = 2, most: int = 4, fragments: bool = True) -> list[Witness]:
    """Draw two or more witnesses, at least one of which is not blank."""
    count = draw(st.integers(least, most))
    fragmentary = draw(st.integers(0, 2**count - 1)) if fragments else 0
    drawn = []
    for k in range(count):
        fragment = k > 0 and bool(fragmentary >> k & 1)
        drawn.append(
            Witness(
                Siglum("ABCDEF"[k]),
                draw(_TEXTS),
                extent=Extent.FRAGMENT if fragment else Extent.COMPLETE,
                passages=PassageUnit.PARAGRAPH if fragment else PassageUnit.FILE,
            )
        )
    if all(not w.text.strip() for w in drawn):
        drawn[0] = Witness(Siglum("A"), "the man")
    return drawn


SILENCES = [Testimony.OMITS, Testimony.OMITS, Testimony.OMITS, Testimony.LACUNA, Testimony.ABSENT, Testimony.ILLEGIBLE]


@st.composite
def alignments(draw: st.DrawFn) -> Alignment:
    """Draw an alignment: a table of every token once and in order, with arbitrary testimony and word divisions."""
    tokens = tokenise(draw(witnesses()))
    remaining = [list(range(len(t))) for t in tokens]
    most = sum(map(len, tokens)) * (len(tokens) + 1)
    chosen = iter(draw(st.binary(min_size=most, max_size=most)))
    rows, testimony = [], []
    while any(remaining):
        unfinished = [w for w, rest in enumerate(remaining) if rest]
        some = next(chosen) % (2 ** len(unfinished) - 1) + 1
        readers = [w for k, w in enumerate(unfinished) if some >> k & 1]
        rows.append([remaining[w].pop(0) if w in readers else GAP for w in range(len(tokens))])
        silences = [SILENCES[next(chosen) % len(SILENCES)] for _ in tokens]
        testimony.append([Testimony.READS if w in readers else silences[w] for w in range(len(tokens))])
    links = []
    if len(rows) > 2 and draw(st.booleans()):
        start = draw(st.integers(0, len(rows) - 2))
        links = [Link(start, start + draw(st.integers(1, 2)), (0, 1))]
    return Alignment(
        tokens,
        np.array(rows, np.int32).reshape(-1, len(tokens)),
        np.array(testimony, np.int8).reshape(-1, len(tokens)),
        np.zeros((len(rows), len(tokens)), np.float32),
        tuple(links),
    )


SENTENCES = [
    "I suppose I have been very remiss with respect to the workers of Russia for not having intervened energetically and "
    "decisively enough in the notorious question of autonomisation, which, it appears, is officially called the question "
    "of the Soviet socialist republics.",
    "As many more individuals of each species are born than can possibly survive; and as, consequently, there is a "
    "frequently recurring struggle for existence, it follows that any being, if it vary however slightly in any manner "
    "profitable to itself, will have a better chance of surviving, and thus be naturally selected.",
    "This preservation of favourable variations and the rejection of injurious variations, I call Natural Selection. "
    "Variations neither useful nor injurious would not be affected by natural selection, and would be left a fluctuating "
    "element, as perhaps we see in the species called polymorphic.",
]  # fmt: skip
_STRANGE = (
    "some apparatus they said was indeed needed there to help us but where did that same assurance come from".split()
)


def _respelled(word: str) -> str:
    """Return a word with one letter lost, or one in place of another."""
    return word[:2] + word[3:] if len(word) > 5 else word.replace("e", "a")


def _threes(chosen: bytes) -> Iterator[tuple[int, int, int]]:
    return zip(*[iter(chosen)] * 3, strict=False)


_CHANGES = ["respell", "omit", "add", "rewrite", "case", "swap"]


@st.composite
def varied_texts(draw: st.DrawFn, least: int = 2, most: int = 4) -> list[str]:
    """Draw texts that vary a real sentence: words respelled, left out, added, exchanged; passages rewritten."""
    words = draw(st.sampled_from(SENTENCES)).split()
    drawn = [" ".join(words)]
    for _ in range(draw(st.integers(least, most)) - 1):
        varied = list(words)
        for where, extent, change in _threes(draw(st.binary(min_size=3, max_size=15))):
            at, size = where % len(varied), extent % 9 + 1
            match _CHANGES[change % len(_CHANGES)]:
                case "respell":
                    varied[at] = _respelled(varied[at])
                case "omit":
                    del varied[at : at + min(size, len(varied) - 1, 3)]
                case "add":
                    varied[at:at] = _STRANGE[size : size + 2]
                case "rewrite":
                    varied[at : at + size] = [
                        strange if k % 3 else word
                        for k, (strange, word) in enumerate(zip(_STRANGE[size:], varied[at : at + size], strict=False))
                    ]
                case "case":
                    varied[at] = varied[at].swapcase()
                case "swap":
                    varied[at : at + 2] = varied[at : at + 2][::-1]
        drawn.append(" ".join(varied))
    return drawn
