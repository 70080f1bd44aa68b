"""Read spoilt copies of marked-up samples, and count what no user should see: tracebacks and hangs.

Run: python bench/fuzz_sources.py [--count 10000] [--seed 1] [--folder FOLDER] [--seconds 5] [--suffix .md]

Each input is a sample with some mutations: bytes changed, stretches cut, doubled or moved, tags and attributes renamed,
entities and declarations put in, and files packed into a zip that is then spoilt too. The samples are those of
`tests/sources`, and those of the folder that `--folder` or the environment variable `COLLATE_SOURCES` names.
An error of the program is one sentence; every other exception is printed with the seed that repeats it.

More than 300 lines: a function for each way to spoil a file.
"""

import argparse
import io
import os
import random
import re
import signal
import sys
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from types import FrameType
from typing import Final

from lxml import etree

from collate.errors import CollateError
from collate.model.witness import Siglum
from collate.reading.options import ReadOptions
from collate.reading.read_settings import settings_of_options
from collate.reading.source_files import files_of_content
from collate.reading.witness_reading import read_witnesses

SAMPLES: Final = Path(__file__).parent.parent / "tests" / "sources"
SUFFIXES: Final = (
    ".xml",
    ".json",
    ".xhtml",
    ".html",
    ".docx",
    ".odt",
    ".fodt",
    ".epub",
    ".md",
    ".wiki",
    ".mARkdown",
    ".txt",
)
LARGEST: Final = 200_000  # bytes of a sample
SETTINGS: Final = (
    (),
    ("hand=all",),
    ("hand=first", "spelling=regularised"),
    ("witness=all",),
    ("abbreviations=written", "supplied=drop", "unclear=drop"),
    ("lines=keep", "hyphens=keep", "furniture=paratext"),
    ("words=w", 'keys=["lemma", "pos"]'),
    ("format=tei",),
    ("format=page",),
    ("format=alto",),
    ("format=pdftext",),
    ("format=pdftext", "furniture=paratext", "notes=drop", "hyphens=lexicon", "lines=keep"),
    ("changes=all",),
    ("changes=reject", "notes=keep", 'roles={comment="note", hidden="keep", cell="gloss"}'),
    ("format=html", "changes=all"),
    ("format=html", 'roles={p="gloss", "div/*"="note", ".c0"="drop"}', 'places={page="span/@id"}'),
    ("format=markdown", "changes=all"),
    (
        "format=wikitext",
        "errors=corrected",
        'templates={sc="1", unclear="unclear:1", gap="space", efn="note", ill="gap"}',
    ),
    ("format=openiti",),
    ("notes=drop", 'roles={"front-matter"="note", cell="gloss", "quotation/em"="drop"}', 'places={section="heading"}'),
    ("furniture=keep", 'dropped=["strike", "text-box"]', 'places={section="heading"}'),
)
_TAG: Final = re.compile(rb"<(/?)([\w:.-]+)")
_INSERTED: Final = (
    b"<!DOCTYPE TEI [<!ENTITY a 'b'><!ENTITY c '&a;&a;'>]>",
    b"&a;",
    b"&#0;",
    b"&#x10FFFF;",
    b"<![CDATA[<a>]]>",
    b"<!-- -- -->",
    b"<?pi ?>",
    b"<lb break='no'/>",
    b"<gap/>",
    b"<app><rdg wit='#A'>x</rdg></app>",
    b"<subst><del>a</del><add>b</add></subst>",
    b"<anchor xml:id='a'/>",
    b"\xff\xfe",
    b"\x00",
    b"\xc3",
    b"\xed\xa0\x80",
    "\u202e\u0301\U0001f600".encode(),
    b"]]>",
    b"\n\f12\n\n",
    "\u202b\u05d0\u202a 1.\u202c\u00ad\u202c".encode(),
    b"     word.1     other-\n1 a note\n",
    b"xmlns:a='b' ",
    b"<w:t>x</w:t>",
    b"<w:p><w:r><w:delText>x</w:delText></w:r></w:p>",
    b"<w:r><w:fldChar w:fldCharType='begin'/></w:r>",
    b"<w:r><w:footnoteReference w:id='2'/></w:r>",
    b"<w:txbxContent><w:p/></w:txbxContent>",
    b"{++",
    b"++}",
    b"{--",
    b"{~~a~>b~~}",
    b"{>>c<<}",
    b"\n\n[^1]: ",
    b"^[a",
    b"](b)",
    b"\n```\n",
    b"\n| a | b |\n|---|---|\n| c | d | e |\n",
    b"\n> - ",
    b"\n---\n",
    b"{{sc|",
    b"}}",
    b"{{hws|a|ab}}",
    b"[[a|",
    b"<ref>",
    b"\n{|\n|-\n| a || b\n",
    b"''",
    b"<noinclude>",
    b"PageV01P009",
    b"\n### |EDITOR|\n",
    b"@P02 ",
    b"\r",
    b"<text:change text:change-id='c1'/>",
    b"<text:p>x<text:note><text:note-body>y</text:note-body></text:note></text:p>",
)


class HangError(Exception):
    """Reading took too long."""


def cut(content: bytes, chance: random.Random) -> bytes:
    """Leave out a stretch, or all that comes behind a place."""
    at = chance.randrange(len(content) + 1)
    end = len(content) if chance.random() < 0.2 else at + chance.randrange(1, 200)
    return content[:at] + content[end:]


def double(content: bytes, chance: random.Random) -> bytes:
    """Repeat a stretch, at times very often."""
    at = chance.randrange(len(content) + 1)
    times = chance.choice((1, 1, 1, 3, 300))
    return content[:at] + content[at : at + chance.randrange(1, 120)] * times + content[at:]


def move(content: bytes, chance: random.Random) -> bytes:
    """Move a stretch to another place."""
    start, to = sorted(chance.randrange(len(content) + 1) for _ in range(2))
    end = min(to, start + chance.randrange(1, 300))
    return content[:start] + content[end:to] + content[start:end] + content[to:]


def change_byte(content: bytes, chance: random.Random) -> bytes:
    """Change one byte."""
    at = chance.randrange(len(content) + 1)
    return content[:at] + bytes([chance.randrange(256)]) + content[at + 1 :]


def insert(content: bytes, chance: random.Random) -> bytes:
    """Put in markup, an entity, or bytes that are no text."""
    at = chance.randrange(len(content) + 1)
    if chance.random() < 0.7:  # between two tags
        at = content.find(b">", at) + 1
    return content[:at] + chance.choice(_INSERTED) + content[at:]


def rename(content: bytes, chance: random.Random) -> bytes:
    """Rename all tags of one name to that of another element, so that the file may stay well-formed."""
    names = sorted({match[2] for match in _TAG.finditer(content)})
    if len(names) < 2:
        return content
    old, new = chance.choice(names), chance.choice(names)
    return re.sub(rb"(</?)%s(?=[\s/>])" % re.escape(old), lambda match: match[1] + new, content)


def spoil_attribute(content: bytes, chance: random.Random) -> bytes:
    """Change the values of an attribute."""
    values = list(re.finditer(rb'="([^"<&]*)"', content))
    if not values:
        return content
    match = chance.choice(values)
    value = chance.choice((b"", b"#", b"-1", b"99999999999999999999", b"a b", b"no", "\u0661".encode(), b"0;1;;x"))
    return content[: match.start(1)] + value + content[match.end(1) :]


def reshape(content: bytes, chance: random.Random) -> bytes:
    """Move, repeat, remove or rename elements of the tree, so that the file stays well-formed."""
    try:
        root = etree.fromstring(content)
    except (etree.XMLSyntaxError, ValueError):
        return content
    for _ in range(chance.randrange(1, 6)):
        elements = [e for e in root.iterdescendants() if isinstance(e.tag, str)]
        if len(elements) < 3:
            break
        element, other = chance.choice(elements), chance.choice(elements)
        parent = element.getparent()
        action = chance.randrange(5)
        if action == 0 and parent is not None:
            parent.remove(element)
        elif action == 1:
            other.append(deepcopy(element))
        elif action == 2:
            element.tag = other.tag
        elif action == 3:
            element.attrib.update(other.attrib)
        elif other not in set(element.iter()) and other is not element:
            other.insert(0, element)
    return bytes(etree.tostring(root))


def recode(content: bytes, chance: random.Random) -> bytes:
    """Write the file in another encoding, which it may not declare."""
    encoding = chance.choice(("utf-16", "utf-16-le", "utf-32", "utf-8-sig", "cp037"))
    return content.decode("utf-8", "replace").encode(encoding, "replace")


def pack(content: bytes, chance: random.Random) -> bytes:
    """Put the file into a zip twice."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in chance.choice((("a.xml", "b10.xml"), ("../a.xml", "/b.xml"), ("a.xml", "word/document.xml"))):
            archive.writestr(name, content)
    return stream.getvalue()


def repacked(content: bytes, chance: random.Random) -> bytes:
    """Return a zip with one of its parts spoilt, most often one with text."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
    with_text = [name for name in parts if name.endswith(("document.xml", "notes.xml", "comments.xml", "content.xml"))]
    chosen = chance.choice(with_text if with_text and chance.random() < 0.8 else [*parts])
    parts[chosen] = mutated(parts[chosen], chance)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return stream.getvalue()


MUTATIONS: Final[tuple[Callable[[bytes, random.Random], bytes], ...]] = (
    cut, double, move, change_byte, insert, insert, rename, rename, spoil_attribute, spoil_attribute,
)  # fmt: skip
RARE: Final = (recode, pack)


def mutated(content: bytes, chance: random.Random) -> bytes:
    """Return a copy with some mutations; half of them leave XML well-formed. Of a zip most are in one of its parts."""
    if content.startswith(b"PK") and chance.random() < 0.9:
        return repacked(content, chance)
    if chance.random() < 0.6:
        content = reshape(content, chance)
        if chance.random() < 0.7:
            return content
    for _ in range(chance.choice((1, 1, 2, 3, 6))):
        content = chance.choice(MUTATIONS)(content, chance)
    if chance.random() < 0.05:
        content = chance.choice(RARE)(content, chance)
        if chance.random() < 0.5:
            content = change_byte(content, chance)
    return content


def samples(folder: Path | None) -> list[tuple[str, bytes]]:
    """Return the names and the bytes of the samples."""
    paths = [p for root in (SAMPLES, folder) if root for p in sorted(root.rglob("*")) if p.suffix in SUFFIXES]
    kept = [p for p in paths if ".expected." not in p.name and p.stat().st_size <= LARGEST]
    return [(p.name, p.read_bytes()) for p in kept]


def outcome(name: str, content: bytes, settings: tuple[str, ...]) -> str:
    """Return what becomes of an input: read, or refused in a sentence."""
    tables = (settings_of_options(settings),) if settings else ()
    try:
        read = read_witnesses(files_of_content(content, name), ReadOptions(name, Siglum("A")), tables)
    except CollateError as error:
        message = str(error)
        return "refused" if "\n" not in message and message.isprintable() else "refused in more than one line"
    return "read" if all(w.position(len(w.text)) for w in read.witnesses) else "?"


def _stop(number: int, frame: FrameType | None) -> None:
    del number, frame
    raise HangError


def _say(*parts: object) -> None:
    sys.stdout.write(" ".join(map(str, parts)) + "\n")
    sys.stdout.flush()


def main() -> int:
    """Read spoilt samples; return 1 if there was a traceback or a hang."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--folder", type=Path, default=os.environ.get("COLLATE_SOURCES"))
    parser.add_argument("--suffix", action="append", help="only samples with this suffix; may be given several times")
    arguments = parser.parse_args()
    originals = samples(Path(arguments.folder) if arguments.folder else None)
    if arguments.suffix:
        originals = [(name, content) for name, content in originals if Path(name).suffix in arguments.suffix]
    if not originals:
        sys.exit("there are no samples; name their folder with --folder")
    signal.signal(signal.SIGALRM, _stop)
    counts: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    slowest = 0.0
    for seed in range(arguments.seed, arguments.seed + arguments.count):
        chance = random.Random(seed)
        name, original = chance.choice(originals)
        content, settings = mutated(original, chance), chance.choice(SETTINGS)
        started = time.perf_counter()
        signal.alarm(arguments.seconds)
        try:
            counts[outcome(name, content, settings)] += 1
        except HangError:
            counts["hang"] += 1
            _say(f"hang: seed {seed}, {name}, {settings}")
        except Exception as error:
            counts["traceback"] += 1
            where = traceback.extract_tb(error.__traceback__)[-1]
            key = f"{type(error).__name__} at {Path(where.filename).name}:{where.lineno}"
            seen[key] += 1
            if seen[key] == 1:
                _say(f"traceback: seed {seed}, {name}, {settings}: {key}: {str(error)[:200]}")
        finally:
            signal.alarm(0)
        slowest = max(slowest, time.perf_counter() - started)
    _say(", ".join(f"{count:,} {what}" for what, count in counts.most_common()), f"; slowest {slowest:.2f} s")
    for key, count in seen.most_common():
        _say(f"{count:6,} {key}")
    return int(bool(counts["hang"] or counts["traceback"] or counts["refused in more than one line"]))


if __name__ == "__main__":
    sys.exit(main())
