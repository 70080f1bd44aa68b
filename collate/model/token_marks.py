"""What signs inside a word, or the source of a witness, say of a token."""

from enum import IntFlag


class TokenMark(IntFlag):
    """What signs, or the source, say of a token; flags that may stand together."""

    SUPPLIED = 1
    EXPANSION = 2
    DELETED = 4
    UNCLEAR = 8
    ABBREVIATION = 16
    NUMERAL = 32
    SUPERSCRIPT = 64
    NOMEN_SACRUM = 128
    NAME = 256
    SURPLUS = 512
    ADDED = 1024
    ERROR = 2048
