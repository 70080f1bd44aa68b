"""The characters of a file in XML: its encoding is in its byte order mark, its declaration or an option."""

import codecs
import re
from typing import Final

from collate._late_regex import late_regex
from collate.errors import ReadError
from collate.reading.options import ReadOptions
from collate.reading.plain import TEXT_ENCODINGS

_MARKS: Final = (  # the longer ones first: UTF-32-LE begins as UTF-16-LE does
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WITHOUT_MARK: Final = ((b"<\x00?\x00", "utf-16-le"), (b"\x00<\x00?", "utf-16-be"), (b"<\x00", "utf-16-le"))
_DECLARED: Final = re.compile(rb"""\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z][\w.:-]*)["']""")
_DECLARATION: Final = late_regex(r"""(\s*<\?xml[^>]{0,200}?)\s+encoding\s*=\s*(["'])[^"']*\2""")


def decode_xml(content: bytes, options: ReadOptions) -> str:
    """Return the characters of a file; the declaration has no encoding any more.

    Raises ReadError, with file and line, for bytes that are not of the encoding, and for a NUL.
    """
    mark, encoding = xml_encoding(content, options)
    try:
        text = content[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        offset = error.start + len(mark)
        line = content.count(b"\n", 0, error.start) + 1
        raise ReadError(
            f"{options.file}:{line}: byte {offset} (0x{content[offset]:02X}) is not {encoding.upper()}, "
            f"which the file says it is; correct its declaration, or name its encoding, for instance "
            f"{options.encoding_example('cp1252')}"
        ) from None
    except (UnicodeError, LookupError) as error:
        raise ReadError(f"{options.file}: not {encoding.upper()} ({error}); correct its declaration") from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise ReadError(f"{options.file}:{line}: has a NUL character, so it is no XML; check that it is whole")
    declaration = _DECLARATION.match(text)
    if declaration is None:
        return text
    return text[: declaration.end(1)] + " " * (declaration.end() - declaration.end(1)) + text[declaration.end() :]


def xml_encoding(content: bytes, options: ReadOptions) -> tuple[bytes, str]:
    """Return the byte order mark and the encoding of a file in XML."""
    for mark, name in _MARKS:
        if content.startswith(mark):
            return mark, name
    for beginning, name in _WITHOUT_MARK:
        if content.startswith(beginning):
            return b"", name
    declared = _DECLARED.match(content)
    if declared is None:
        return b"", options.encoding
    declared_name = declared[1].decode("ascii")
    try:
        name = codecs.lookup(declared_name).name
    except LookupError:
        name = ""
    if not re.fullmatch(TEXT_ENCODINGS, name):
        raise ReadError(f"{options.file}:1: declares the encoding {declared_name}, which is not known; correct it")
    return b"", name
