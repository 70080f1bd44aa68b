"""What an editorial intervention is, more closely than its role says."""

from enum import StrEnum


class Cause(StrEnum):
    """The causes that the finders give. A work's own marks may give others."""

    # gloss: an editor's words inside the text
    BRACKETED = "bracketed"  # words in an editor's brackets, of which no more is known
    EXPANSION = "expansion"  # letters that complete a word
    SIC = "sic"  # an editor vouches for the word before
    EMENDATION = "emendation"  # an editor puts the word before right
    IDENTIFICATION = "identification"  # an editor says who or what is meant
    SUPPLEMENT = "supplement"  # words in angle brackets, which an editor adds
    DELETION = "deletion"  # words in curly brackets, which an editor rejects

    # note: foot- and endnotes, and what calls them
    FOOTNOTE = "footnote"
    ENDNOTE = "endnote"
    MARKER = "marker"
    MANUSCRIPT = "manuscript"  # a statement on what stands in the manuscript

    # paratext: what frames a text
    HEADING = "heading"
    DATELINE = "dateline"
    SIGNATURE = "signature"
    PAGE_NUMBER = "page-number"
    SECTION_NUMBER = "section-number"
    RUNNING_HEAD = "running-head"
    CAPTION = "caption"
    SOURCE = "source"
