"""Plain text, in UTF-8 unless an encoding is named; the encoding is never guessed."""

import codecs
import hashlib
import re
from typing import Final

from collate.errors import ReadError, UnknownEncodingError
from collate.model.witness import SourceFile, Witness
from collate.reading.guessed_encoding import likely_encoding, wide_encoding
from collate.reading.options import ReadOptions
from collate.reading.place_numbers import find_places

# The longer marks first: UTF-32-LE begins as UTF-16-LE does.
_BYTE_ORDER_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Python has other codecs too, for escapes, host names or compressed bytes: no text is stored in these.
TEXT_ENCODINGS: Final = (  # compiled when first used
    r"ascii|utf-8|utf-8-sig|utf-(?:16|32)(?:-[lb]e)?|iso8859-\d+|iso2022_\w+|cp\d+|koi8-\w|mac-\w+|big5\w*"
    r"|gb\w+|euc_\w+|shift_jis\w*|johab|hz|kz1048|ptcp154|tis-620|hp-roman8"
)


# What files begin with that hold a text, but are no plain text: the name of the format, and what to do.
_FORMATS: Final = (
    (b"PK\x05\x06", "an empty zip; name a file that has a text"),
    (b"PK\x03\x04", "a compressed file, such as DOCX, ODT, EPUB or ZIP; save the text in it as plain text (UTF-8)"),
    (b"%PDF-", "a PDF; extract its text first, for instance with pdftotext"),
    (b"{\\rtf", "a document in RTF; save it as plain text (UTF-8)"),
    (b"\xd0\xcf\x11\xe0", "an old Office document, such as DOC; save it as plain text (UTF-8)"),
    (b"\x89PNG", "an image (PNG); transcribe it first"),
    (b"\xff\xd8\xff", "an image (JPEG); transcribe it first"),
    (b"GIF8", "an image (GIF); transcribe it first"),
    (b"II*\x00", "an image (TIFF); transcribe it first"),
    (b"MM\x00*", "an image (TIFF); transcribe it first"),
    (b"\x1f\x8b", "a compressed file (gzip); unpack it first"),
)


def read_plain(content: bytes, options: ReadOptions) -> Witness:
    """Return the witness that the bytes of a plain text file hold.

    The text is decoded strictly and without newline translation. Raises ReadError when the
    bytes are not of the encoding, or encoding the text does not return them.
    """
    for beginning, what in _FORMATS:
        if content.startswith(beginning):
            raise ReadError(f"{options.file}: this is {what}")
    mark, encoding = _encoding(content, options)
    text = _decode(content[len(mark) :], encoding, len(mark), options)
    witness = Witness(
        siglum=options.siglum,
        text=text,
        extent=options.extent,
        passages=options.passages,
        derived_from=options.derived_from,
        bibliography=options.bibliography,
        places=find_places(text, options.places),
        sources=(SourceFile(options.file, encoding, mark, hashlib.sha256(content).hexdigest()),),
    )
    if write_back(witness) != content:
        raise ReadError(
            f"{options.file}: cannot be converted back to the same bytes in {encoding}; convert it to UTF-8 first"
        )
    return witness


def plain_text(content: bytes, options: ReadOptions) -> str:
    """Return the characters of a file without its byte order mark.

    Raises ReadError when the bytes are not of the encoding.
    """
    mark, encoding = _encoding(content, options)
    return _decode(content[len(mark) :], encoding, len(mark), options)


def write_back(witness: Witness) -> bytes:
    """Return the bytes that a witness of one plain file was read from."""
    source = witness.sources[0]
    return source.byte_order_mark + witness.text.encode(source.encoding)


def _encoding(content: bytes, options: ReadOptions) -> tuple[bytes, str]:
    """Return the byte order mark, which is kept apart from the text, and the encoding without it."""
    try:
        wanted = codecs.lookup(options.encoding).name
    except (LookupError, ValueError):
        raise UnknownEncodingError(
            f"{options.encoding}: unknown encoding; try utf-8, cp1252, latin-1 or utf-16"
        ) from None
    if wanted != "utf-8" and not re.fullmatch(TEXT_ENCODINGS, wanted):
        raise UnknownEncodingError(f"{options.encoding}: not an encoding of text; try utf-8, cp1252, latin-1 or utf-16")
    for mark, name in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            if name == wanted or name.startswith(wanted) or (wanted, name) == ("utf-8-sig", "utf-8"):
                return mark, name
            if wanted == "utf-8":
                example = options.encoding_example(name[:6])
                raise ReadError(
                    f"{options.file}: begins with the byte order mark of {name}, not of UTF-8; use {example}"
                )
    return b"", {"utf-8-sig": "utf-8"}.get(wanted, wanted)


def _encoding_advice(content: bytes, options: ReadOptions) -> str:
    """Return what to do about a text that is not UTF-8: name its encoding, the likely one if its words tell it."""
    if likely := likely_encoding(content):
        return f"it is likely {likely}: use {options.encoding_example(likely)}, or convert the file to UTF-8"
    return f"name its encoding, for instance {options.encoding_example('cp1252')}"


def _decode(content: bytes, encoding: str, mark_length: int, options: ReadOptions) -> str:
    """Decode strictly. Raises ReadError with the line and the byte that is not of the encoding."""
    file, option = options.file, options.encoding_option
    if encoding == "utf-8" and b"\0" in content and (wide := wide_encoding(content)):
        advice = f"use {options.encoding_example(wide)}, or convert the file to UTF-8"
        raise ReadError(f"{file}: not UTF-8, but likely {wide} without a byte order mark; {advice}")
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        offset, byte = error.start + mark_length, content[error.start]
        line = content.count(b"\n", 0, error.start) + 1
        advice = _encoding_advice(content, options) if encoding == "utf-8" else f"name another with {option}"
        raise ReadError(f"{file}:{line}: byte {offset} (0x{byte:02X}) is not {encoding.upper()}; {advice}") from None
    except UnicodeError as error:
        raise ReadError(f"{file}: not {encoding.upper()} ({error}); name another with {option}") from None
