"""Compare the cost of reading documents of word processors with that of unpacking and parsing them.

    python bench/documents.py

Documents of 2, 5 and 10 MB of XML, as Word and LibreOffice write them: some words in other type, some tracked
changes of two authors, a note in every tenth paragraph. The figures are the CPU time of reading divided by that of
`zipfile` and a bare parse with lxml, in turn in one process, the median of several. Reading is linear if they are
alike. One row reads all four states. Peak memory is that of a process of its own. The collector of garbage is off, as
it is on the command line.
"""

import gc
import io
import random
import resource
import statistics
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

from figures import Figure, figures_table, print_text
from lxml import etree

from collate.model.witness import Siglum
from collate.reading.office.docx import read_docx
from collate.reading.office.odt import read_odt
from collate.reading.options import ReadOptions, SourceContent
from collate.reading.read_settings import read_settings, settings_of_options

FOLDER: Final = Path(__file__).parent
RUNS: Final = {2: 5, 5: 3, 10: 3}  # by the size in MB
OF_PARSING: Final = 10.0
MEGABYTES: Final = 500.0
_WORDS: Final = ("the", "tenant", "shall", "pay", "landlord", "in", "advance", "rent", "notice", "months", "writing")
_WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OPEN: Final = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "style", "text")
)
_AUTHORS: Final = (("Ada", "2026-03-01T10:00:00Z"), ("Bea", "2026-03-02T10:00:00Z"))


def zipped(files: dict[str, str]) -> bytes:
    """Return a zip of texts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return stream.getvalue()


def docx(megabytes: int) -> bytes:
    """Return a document as Word writes it."""
    chance, size, notes = random.Random(1), 0, 0
    paragraphs: list[str] = []
    while size < megabytes * 1_000_000:
        runs = "".join(_word_run(chance) for _ in range(12))
        if len(paragraphs) % 10 == 0:
            notes += 1
            runs += (
                f'<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="{notes}"/></w:r>'
            )
        paragraphs.append(
            f'<w:p w:rsidR="00AD5C1A" w:rsidRDefault="00AD5C1A"><w:pPr><w:pStyle w:val="BodyText"/></w:pPr>{runs}</w:p>'
        )
        size += len(paragraphs[-1])
    own = "".join(f'<w:footnote w:id="{n + 1}"><w:p>{_word_run(chance)}</w:p></w:footnote>' for n in range(notes))
    relation = '<Relationships><Relationship Id="a" Type="x/footnotes" Target="footnotes.xml"/></Relationships>'
    return zipped(
        {
            "word/document.xml": f'<w:document xmlns:w="{_WORD}"><w:body>{"".join(paragraphs)}</w:body></w:document>',
            "word/footnotes.xml": f'<w:footnotes xmlns:w="{_WORD}">{own}</w:footnotes>',
            "word/_rels/document.xml.rels": relation,
        }
    )


def _word_run(chance: random.Random) -> str:
    kind = chance.random()
    properties = '<w:rPr><w:i/><w:lang w:val="en-GB"/></w:rPr>' if kind < 0.3 else ""
    name = "w:delText" if kind > 0.97 else "w:t"
    text = " ".join(chance.choices(_WORDS, k=chance.randrange(1, 9)))
    run = f'<w:r w:rsidRPr="005B3420">{properties}<{name} xml:space="preserve">{text} </{name}></w:r>'
    if kind < 0.94:
        return run
    author, date = chance.choice(_AUTHORS)
    change = "w:del" if kind > 0.97 else "w:ins"
    return f'<{change} w:id="1" w:author="{author}" w:date="{date}">{run}</{change}>'


def odt(megabytes: int) -> bytes:
    """Return a text as LibreOffice writes it."""
    chance, size = random.Random(1), 0
    paragraphs: list[str] = []
    regions: list[str] = []
    while size < megabytes * 1_000_000:
        runs = "".join(_open_run(chance, regions) for _ in range(12))
        if len(paragraphs) % 10 == 0:
            runs += (
                '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>'
                "<text:p>in writing</text:p></text:note-body></text:note>"
            )
        paragraphs.append(f'<text:p text:style-name="P1">{runs}</text:p>')
        size += len(paragraphs[-1])
    changes = f"<text:tracked-changes>{''.join(regions)}</text:tracked-changes>"
    body = f"<office:body><office:text>{changes}{''.join(paragraphs)}</office:text></office:body>"
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {_OPEN}>{body}</office:document-content>",
        }
    )


def _open_run(chance: random.Random, regions: list[str]) -> str:
    kind = chance.random()
    text = " ".join(chance.choices(_WORDS, k=chance.randrange(1, 9))) + " "
    if kind < 0.3:
        return f'<text:span text:style-name="T1">{text}</text:span>'
    if kind < 0.94:
        return text
    author, date = chance.choice(_AUTHORS)
    key, name = f"ct{len(regions)}", "deletion" if kind > 0.97 else "insertion"
    info = (
        f"<office:change-info><dc:creator xmlns:dc='http://purl.org/dc/elements/1.1/'>{author}</dc:creator>"
        f"<dc:date xmlns:dc='http://purl.org/dc/elements/1.1/'>{date}</dc:date></office:change-info>"
    )
    deleted = f"<text:p>{text}</text:p>" if name == "deletion" else ""
    regions.append(
        f'<text:changed-region text:id="{key}"><text:{name}>{info}{deleted}</text:{name}></text:changed-region>'
    )
    if deleted:
        return f'<text:change text:change-id="{key}"/>'
    return f'<text:change-start text:change-id="{key}"/>{text}<text:change-end text:change-id="{key}"/>'


def parse(content: bytes) -> None:
    """Unpack and parse the parts of a document."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.endswith(".xml"):
                etree.fromstring(archive.read(name))


def read(content: bytes, *settings: str) -> None:
    """Read a document as collate does."""
    reader, name = (read_odt, "a.odt") if b"content.xml" in content[:2000] else (read_docx, "a.docx")
    own = read_settings([settings_of_options(settings)])
    reader([SourceContent(name, content)], ReadOptions(name, Siglum("A"), settings=own))


def times_of_parsing(content: bytes, runs: int, *settings: str) -> float:
    """Return how many times longer reading takes than unpacking and parsing."""
    ratios = []
    for _ in range(runs):
        start = time.process_time()
        parse(content)
        parsed = time.process_time()
        read(content, *settings)
        ratios.append((time.process_time() - parsed) / (parsed - start))
    return statistics.median(ratios)


def peak_of_reading(name: str, megabytes: int) -> float:
    """Return the peak of memory, in MB, of a process that reads one document."""
    command = f"import documents; documents.read(documents.{name}({megabytes})); documents.print_peak()"
    done = subprocess.run([sys.executable, "-c", command], cwd=FOLDER, capture_output=True, text=True, check=True)
    return float(done.stdout)


def print_peak() -> None:
    """Print the peak of memory of this process, in MB."""
    print_text(str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))


def figures() -> list[Figure]:
    """Measure the reading of documents."""
    gc.collect()
    gc.disable()
    makers: tuple[tuple[str, Callable[[int], bytes]], ...] = (("docx", docx), ("odt", odt))
    # First, while this process is small: a child begins with the peak of its parent.
    found = [
        Figure(f"{name.upper()}, 10 MB", "peak MB", peak_of_reading(name, 10), MEGABYTES, digits=0)
        for name, _ in makers
    ]
    for name, make in makers:
        measure = "reading / unpacking and bare parse"
        for size, runs in RUNS.items():
            times = times_of_parsing(make(size), runs)
            found.append(Figure(f"{name.upper()}, {size} MB", measure, times, OF_PARSING, digits=1))
        states = times_of_parsing(make(5), 3, "changes=all")
        found.append(Figure(f"{name.upper()}, 5 MB, four states", measure, states, 2 * OF_PARSING, digits=1))
    return found


if __name__ == "__main__":
    print_text(figures_table(figures()))
