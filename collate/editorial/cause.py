"""Causes: what an editorial intervention is, within its role."""

from enum import StrEnum


class Cause(StrEnum):
    """The causes that the finders use. The marks of a work may have others."""

    # gloss: an editor's words inside the text
    BRACKETED = "bracketed"  # words in an editor's brackets, nothing else known
    EXPANSION = "expansion"  # letters that complete a word
    SIC = "sic"  # an editor confirms the word before
    EMENDATION = "emendation"  # an editor corrects the word before
    IDENTIFICATION = "identification"  # an editor says who or what is meant
    SUPPLEMENT = "supplement"  # words in angle brackets, which an editor adds
    TRANSLATION = "translation"  # words in round brackets that translate the foreign word before them
    DELETION = "deletion"  # words in curly brackets, which an editor or a scribe deletes

    # note: footnotes, endnotes and their markers
    FOOTNOTE = "footnote"
    ENDNOTE = "endnote"
    MARKER = "marker"
    MANUSCRIPT = "manuscript"  # a statement about the manuscript

    # paratext: what frames a text
    HEADING = "heading"
    DATELINE = "dateline"
    SIGNATURE = "signature"
    PAGE_NUMBER = "page-number"
    SECTION_NUMBER = "section-number"
    RUNNING_HEAD = "running-head"
    PLACE = "place"  # the number of a verse, line or page that the text itself has
    CAPTION = "caption"
    SOURCE = "source"
    FURNITURE = "furniture"  # links and lines that a website sets around a text
