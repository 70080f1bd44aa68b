"""Whether a word goes on from one part of a verse to the next, which begins a new paragraph or page.

Most files say so of the word itself (`w part="I"`). Some transcriptions divide a verse inside a word without a sign. So
two `w` that touch are one word only if the words of the file show it.
"""

from collections import Counter

from lxml import etree

from collate.reading.divided_words import WorkWords
from collate.reading.xml_source import string_value
from collate.text.normalise import letters


def words_of_file(root: etree._Element) -> WorkWords:
    """Return the words of a file by which halves of words are known, without the halves that it marks itself."""
    counts: Counter[str] = Counter()
    for element in root.iter("{*}w"):
        if element.get("part") is None:
            counts[letters("".join(string_value(element).split()))] += 1
    # What stands in the file once may be the half itself.
    return WorkWords(frozenset(counts), frozenset(word for word, count in counts.items() if count > 1))
