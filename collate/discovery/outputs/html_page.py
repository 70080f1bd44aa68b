"""Parallel passages as a page: each document as a bar, its passages in it, and below the texts side by side.

The page needs no script and loads nothing: a click on a passage in a bar leads to its texts, and opens them. Its
content security policy allows its own style by hash and nothing else, so texts and names can only be read.
"""

import base64
import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape
from pathlib import PurePath
from typing import Final

from collate._repr import counted
from collate.discovery.passages import (
    DocumentSpan,
    ParallelKind,
    ParallelPassage,
    PassageSet,
    StretchBetween,
    TextGroup,
)
from collate.files.package_data import DATA, package_text
from collate.model.witness import Siglum, Witness
from collate.rendering.html.page import html_text

COLOURS: Final = 7
LONGEST_SHOWN: Final = 20_000  # characters of a span; the rest is in the file
NARROWEST: Final = 1.5  # of a passage in a bar 1,000 wide
_STYLE: Final = DATA / "page" / "passages.css"
_TITLES: Final = {
    ParallelKind.WITNESS: "Witnesses of one text",
    ParallelKind.QUOTATION: "Quotation",
    ParallelKind.DOUBTFUL: "Doubtful: perhaps another translation, or a paraphrase",
}
_Numbered = list[tuple[int, ParallelPassage]]


def passages_page(found: PassageSet, passages: Sequence[ParallelPassage]) -> Iterator[str]:
    """Yield the pieces of the page."""
    style = package_text(_STYLE)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    documents, number = counted(len(found.documents), "document"), counted(len(passages), "parallel passage")
    numbered = list(enumerate(passages, 1))
    by_siglum = {str(d.siglum): d for d in found.documents}
    shown = _shown_names(list(by_siglum))
    by_siglum = {file: replace(document, siglum=Siglum(shown[file])) for file, document in by_siglum.items()}
    yield (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{number}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f'<h1>{number} in {documents}</h1>\n<p class="facts">Each bar is a document from its beginning to its end. '
        "Passages of one colour have one text. Click on one to read it.</p>\n<table>\n"
    )
    by_file: dict[str, _Numbered] = {}
    for n, passage in numbered:
        for file in dict.fromkeys((passage.a.file, passage.b.file)):
            by_file.setdefault(file, []).append((n, passage))
    for file, document in by_siglum.items():
        yield _bar(document, [(span, n, p) for n, p in by_file.get(file, []) for span in _spans_of(p, file)])
    yield "</table>\n"
    by_group: dict[int, _Numbered] = {}
    for n, passage in numbered:
        by_group.setdefault(passage.group, []).append((n, passage))
    for group in found.groups:
        if group.number in by_group:
            yield from _group(group, by_group[group.number], by_siglum)
    if 0 in by_group:
        yield "<h2>Not the text of an author, or too short</h2>\n"
        yield from (_passage(n, passage, by_siglum) for n, passage in by_group[0])
    yield "</body>\n</html>\n"


def _colour(group: int) -> str:
    return f"g{(group - 1) % COLOURS + 1 if group else 0}"


def _shown_names(names: Sequence[str]) -> dict[str, str]:
    """Return the names of documents as the page shows them: absolute ones without the folders that all share."""
    absolute = [name for name in names if PurePath(name).is_absolute()]
    if len({PurePath(name).anchor for name in absolute}) != 1:  # none, or on several drives
        return {name: name for name in names}
    top = PurePath(os.path.commonpath([PurePath(name).parent for name in absolute]))
    return {name: PurePath(name).relative_to(top).as_posix() if name in set(absolute) else name for name in names}


def _spans_of(passage: ParallelPassage, file: str) -> list[DocumentSpan]:
    return [span for span in dict.fromkeys((passage.a, passage.b)) if span.file == file]


def _bar(document: Witness, spans: list[tuple[DocumentSpan, int, ParallelPassage]]) -> str:
    """Return the row of a document; long passages are drawn first, so that short ones lie upon them."""
    size = max(1, len(document.text))
    spans.sort(key=lambda row: (row[0].start - row[0].end, row[1]))
    drawn = "".join(
        f'<a href="#p{n}"><rect class="{_colour(passage.group)}" x="{1000 * span.start / size:.2f}" y="1" height="14" '
        f'width="{max(NARROWEST, 1000 * (span.end - span.start) / size):.2f}">'
        f"<title>{escape(passage.kind)}, {counted(passage.words, 'word')}</title></rect></a>"
        for span, n, passage in spans
    )
    return (
        f'<tr><th scope="row"><bdi>{html_text(document.siglum)}</bdi></th><td>'
        '<svg viewBox="0 0 1000 16" preserveAspectRatio="none" role="group" aria-label="passages">'
        f'<rect class="whole" width="1000" height="16"/>{drawn}</svg></td>'
        f'<td class="n">{len(document.text):,} characters</td></tr>\n'
    )


def _group(group: TextGroup, passages: _Numbered, documents: dict[str, Witness]) -> Iterator[str]:
    title = _TITLES.get(group.kind, str(group.kind))
    yield f'<h2>{group.number}. {escape(title)}, {counted(group.words, "word")}</h2>\n<p class="where">'
    yield ", ".join(_place(span, documents[span.file]) for span in group.spans)
    yield "</p>\n"
    for n, passage in sorted(passages, key=lambda row: (-row[1].words, row[0])):
        yield _passage(n, passage, documents)


def _place(span: DocumentSpan, document: Witness) -> str:
    first, last = document.line(span.start), document.line(max(span.start, span.end - 1))
    lines = f"{first}" if first == last else f"{first}–{last}"
    return f"<bdi>{html_text(document.siglum)}</bdi>:{lines}"


def _passage(n: int, passage: ParallelPassage, documents: dict[str, Witness]) -> str:
    texts = "".join(
        f"<figure><figcaption>{_place(span, documents[span.file])}</figcaption>"
        f'<blockquote dir="auto">{_text(documents[span.file], span, own)}</blockquote></figure>'
        for span, own in (
            (passage.a, [b for b in passage.between if b.side == "a"]),
            (passage.b, [b for b in passage.between if b.side == "b"]),
        )
    )
    return (
        f'<div class="passage {_colour(passage.group)}" id="p{n}">\n<p><a href="#p{n}">{escape(passage.kind)}</a>, '
        f"{counted(passage.words, 'word')}, {passage.share:.0%} of the longer side</p>\n"
        f'<div class="texts">{texts}</div>\n</div>\n'
    )


def _text(document: Witness, span: DocumentSpan, between: Sequence[StretchBetween]) -> str:
    """Return the text of a span; what only this side has is marked, with its role."""
    end = min(span.end, span.start + LONGEST_SHOWN)
    parts, at = [], span.start
    for stretch in between:
        if stretch.end > end:
            break
        role = f"{stretch.role}.{stretch.cause}" if stretch.cause else str(stretch.role)
        marked = html_text(document.text[stretch.start : stretch.end])
        parts.append(html_text(document.text[at : stretch.start]))
        parts.append(f'<mark title="only here: {html_text(role)}">{marked}</mark>')
        at = stretch.end
    parts.append(html_text(document.text[at:end]))
    if end < span.end:
        parts.append(f' <span class="more">… {span.end - end:,} more characters in the file</span>')
    return "".join(parts)
