"""What the beginning of a file shows of its format: the root element of XML, or the keys of JSON."""

import codecs
import re
from typing import Final

from collate._dataclass import dataclass
from collate._late_regex import late_regex
from collate._repr import repr_line, shorten

LOOKED_AT: Final = 1 << 13  # bytes
LONGEST_PROLOG: Final = 1 << 18  # bytes: some files declare thousands of entities before their first element

_WIDE: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\x00", "utf-16-le"),
    (b"\x00<", "utf-16-be"),
)
_SPACE: Final = late_regex(r"[\s\ufeff]*+")
_NAME: Final = late_regex(r"<([A-Za-z_\u0080-\U0010ffff][^\s<>/\"'=]*+)")
_DOCTYPE: Final = late_regex(r"<!DOCTYPE\s++([^\s\[>]++)", re.IGNORECASE)
_ATTRIBUTE: Final = late_regex(r"""([^\s=<>"'/]++)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)')""")
_QUOTED_OR_END: Final = late_regex(r"""<!--.*?-->|"[^"]*+"|'[^']*+'|[\[\]>]""", re.DOTALL)
_JSON: Final = late_regex(r'[\s\ufeff]*+(?:\{\s*+["}]|\[\s*+[{\]])')


@dataclass(frozen=True, slots=True)
class Beginning:
    """What the beginning of a file shows.

    root        the name of the outermost element, without its prefix; "" if the file does not begin as XML does
    namespace   of this element
    is_declared whether `<?xml` or `<!DOCTYPE` stands before it
    is_json     whether the file begins as JSON does
    text        the beginning itself
    is_whole    whether the first tag ends in it
    """

    root: str = ""
    namespace: str = ""
    is_declared: bool = False
    is_json: bool = False
    text: str = ""
    is_whole: bool = True

    def __repr__(self) -> str:
        return repr_line("Beginning", shorten(self.root or self.text, 60))

    @property
    def is_markup(self) -> bool:
        """Whether the file begins as XML or HTML does."""
        return bool(self.root) or self.is_declared


def may_be_markup(content: bytes) -> bool:
    """Return whether the first character of a file is that of XML or HTML: a quick test for plain text."""
    return content[:64].lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")[:1] == b"<"


def beginning_of(content: bytes) -> Beginning:
    """Return what the beginning of a file shows."""
    found = _beginning(roughly_decoded(content[:LOOKED_AT]))
    if found.is_markup and not (found.root and found.is_whole) and len(content) > LOOKED_AT:
        return _beginning(roughly_decoded(content[:LONGEST_PROLOG]))
    return found


def _beginning(text: str) -> Beginning:
    if _JSON.match(text):
        return Beginning(is_json=True, text=text)
    place, is_declared, doctype = _after_prolog(text)
    element = _NAME.match(text, place)
    if element is None:
        return Beginning(root=doctype, is_declared=is_declared, text=text, is_whole=False)
    prefix, _, name = element[1].rpartition(":")
    attributes = _attributes(text, element.end())
    namespace = attributes.get(f"xmlns:{prefix}" if prefix else "xmlns", "")
    return Beginning(name, namespace, is_declared, False, text, ">" in text[element.end() :])


def roughly_decoded(content: bytes) -> str:
    """Return the characters of a file by its byte order mark, else as UTF-8; U+FFFD is what is not of the encoding."""
    encoding = next((name for mark, name in _WIDE if content.startswith(mark)), "utf-8")
    return content.decode(encoding, "replace").removeprefix("\ufeff")


def _after_prolog(text: str) -> tuple[int, bool, str]:
    """Return where the first element begins, whether there is a declaration before it, and the name in its DOCTYPE."""
    place, is_declared, doctype = _skip_space(text, 0), False, ""
    while place < len(text):
        if text.startswith("<?", place):
            is_declared |= text.startswith("<?xml", place)
            end = _behind(text, "?>", place)
        elif text.startswith("<!--", place):
            end = _behind(text, "-->", place)
        elif match := _DOCTYPE.match(text, place):
            is_declared, doctype = True, match[1]
            end = _doctype_end(text, match.end())
        else:
            break
        place = _skip_space(text, end)
    return place, is_declared, doctype.rpartition(":")[2]


def _skip_space(text: str, place: int) -> int:
    match = _SPACE.match(text, place)
    return match.end() if match else place


def _behind(text: str, sign: str, place: int) -> int:
    end = text.find(sign, place)
    return len(text) if end < 0 else end + len(sign)


def _doctype_end(text: str, place: int) -> int:
    """Return where a DOCTYPE ends: behind its `>`, which is not in its internal subset."""
    depth = 0
    for match in _QUOTED_OR_END.finditer(text, place):
        sign = match[0]
        if sign == ">" and depth == 0:
            return match.end()
        depth += (sign == "[") - (sign == "]")
    return len(text)


def _attributes(text: str, place: int) -> dict[str, str]:
    """Return the attributes of the element whose name ends at a place."""
    found: dict[str, str] = {}
    while match := _ATTRIBUTE.match(text, _skip_space(text, place)):
        found[match[1]] = match[2] if match[2] is not None else match[3]
        place = match.end()
    return found
