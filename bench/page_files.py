"""Read 1,000 files in PAGE, and only parse them: how many times longer reading takes.

    python bench/page_files.py

Each page has 30 lines in two regions, some with tags, some with hyphens; once with the words of the lines too.
"""

import random
import resource
import sys
import time
from collections.abc import Iterator
from typing import Final

from lxml import etree

from collate.model.witness import Siglum
from collate.reading.options import ReadOptions, SourceContent
from collate.reading.pages.page import read_page
from collate.reading.xml_source import parse_xml

FILES: Final = 1000
LINES: Final = 30
_NAMESPACE: Final = "http://schema.primaresearch.org/PAGE/gts/pagecontent/2013-07-15"
_WORDS: Final = ("dem", "durchlauchtigsten", "fürsten", "und", "herrn", "wir", "rat", "der", "statt", "tun", "allen")


def page(number: int, has_words: bool) -> bytes:
    """Return a file in PAGE as Transkribus writes it."""
    chance = random.Random(number)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<PcGts xmlns="{_NAMESPACE}">\n<Page imageFilename="{number:04}.jpg" imageWidth="2000" imageHeight="3000">\n'
        '<ReadingOrder><OrderedGroup id="o"><RegionRefIndexed index="0" regionRef="r0"/>'
        '<RegionRefIndexed index="1" regionRef="r1"/></OrderedGroup></ReadingOrder>\n'
        + "".join(_region(chance, r, has_words) for r in range(2))
        + "</Page></PcGts>"
    ).encode()


def _region(chance: random.Random, region: int, has_words: bool) -> str:
    lines = "\n".join(_line(chance, region, n, has_words) for n in range(LINES // 2))
    return (
        f'<TextRegion id="r{region}" type="paragraph" custom="readingOrder {{index:{region};}}">'
        f'<Coords points="{_corners(chance)}"/>\n{lines}\n</TextRegion>\n'
    )


def _corners(chance: random.Random) -> str:
    return " ".join(f"{chance.randrange(2000)},{chance.randrange(3000)}" for _ in range(30))


def _line(chance: random.Random, region: int, number: int, has_words: bool) -> str:
    words = chance.choices(_WORDS, k=8)
    tags = f"readingOrder {{index:{number};}}" + " abbrev {offset:0; length:3; expansion:etc;}" * (number % 5 == 0)
    text = " ".join(words) + "-" * (number % 4 == 0)
    parts = "".join(
        f'<Word id="w{k}"><Coords points="{_corners(chance)}"/>'
        f'<TextEquiv conf="0.9"><Unicode>{word}</Unicode></TextEquiv></Word>'
        for k, word in enumerate(words if has_words else [])
    )
    return (
        f'<TextLine id="r{region}l{number}" custom="{tags}"><Coords points="{_corners(chance)}"/>'
        f'<Baseline points="{_corners(chance)}"/>{parts}<TextEquiv><Unicode>{text}</Unicode></TextEquiv></TextLine>'
    )


def seconds(has_words: bool) -> Iterator[float]:
    """Yield the seconds of parsing all files with lxml, of parsing them safely with positions, and of reading them."""
    sources = [SourceContent(f"{n:04}.xml", page(n, has_words)) for n in range(FILES)]
    options = ReadOptions("pages", Siglum("P"))
    start = time.process_time()
    for source in sources:
        etree.fromstring(source.content)
    yield time.process_time() - start
    start = time.process_time()
    for source in sources:
        parse_xml(source.content, options)
    yield time.process_time() - start
    start = time.process_time()
    read_page(sources, options)
    yield time.process_time() - start


def main() -> None:
    """Print a row for pages with lines only, and one for pages with words too."""
    for has_words in (False, True):
        bare, safe, reading = seconds(has_words)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        what = "with words" if has_words else "lines only"
        sys.stdout.write(
            f"| {FILES:,} PAGE files, {what} | lxml {bare:.2f} s | parse_xml {safe:.2f} s | read {reading:.2f} s | "
            f"{reading / bare:.1f} and {reading / safe:.1f} times | {memory} MB |\n"
        )


if __name__ == "__main__":
    main()
