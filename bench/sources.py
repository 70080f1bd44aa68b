"""Compare the cost of reading marked-up sources with that of parsing them: `python bench/sources.py`.

A sample of TEI is repeated to 400,000 elements. The figures are the CPU time of reading divided by that of a bare parse
with lxml, and the peak of memory of the whole process.
"""

import re
import resource
import time
from pathlib import Path
from typing import Final

from figures import Figure, figures_table, print_text
from lxml import etree

from collate.model.witness import Siglum
from collate.reading.options import ReadOptions, SourceContent
from collate.reading.tei import read_tei

SAMPLES: Final = Path(__file__).parent.parent / "tests" / "sources" / "tei"
ELEMENTS: Final = 400_000
OF_PARSING: Final = 10.0
MEGABYTES: Final = 400.0


def repeated(name: str) -> bytes:
    """Return a sample whose body is repeated to 400,000 elements."""
    text = (SAMPLES / f"{name}.xml").read_text(encoding="utf-8")
    start, end = text.index("<body>") + len("<body>"), text.rindex("</body>")
    body = text[start:end]
    return (text[:start] + body * (ELEMENTS // len(re.findall("<[A-Za-z]", body))) + text[end:]).encode()


def figures() -> list[Figure]:
    """Measure the reading of a play."""
    content = repeated("eebo-play")
    start = time.process_time()
    etree.fromstring(content)
    parsed = time.process_time()
    read_tei([SourceContent("play.xml", content)], ReadOptions("play.xml", Siglum("A")))
    read = time.process_time()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [
        Figure("TEI, 20 MB", "reading / bare parse", (read - parsed) / (parsed - start), OF_PARSING, digits=1),
        Figure("TEI, 20 MB", "peak MB", peak, MEGABYTES, digits=0),
    ]


if __name__ == "__main__":
    print_text(figures_table(figures()))
