"""Hostile inputs: valid examples of every file of settings, and what a stranger or an accident may make of them.

More than 300 lines: each way to damage a file has its own function.
"""

import json
import re
from collections.abc import Callable
from random import Random

WORK = """title = "A work"
language = "la"
base = "A"
tokeniser = "words"
normalisers = ["nfc", "case"]
decisions = ["decided.toml"]

[tokens]
signs = ["(", ")"]

[rules]
languages = ["en"]
tables = ["rules.toml"]
letters = ["uv", "ij"]
merge = { "spelling.regional" = "typography" }
hide = ["punctuation"]
learn = "auto"
python = []
vowels = "aeiou"
graphic = [["ph", "f"]]
endings = "a am"
abbreviations = [["dns", "dominus"]]
spellings = [["colour", "color"]]
different = [["vir", "vis"]]
capital_nouns = false

[read]
places = { page = '\\[p\\. (\\d+)\\]' }

[report]
folder = "out"
formats = ["json", "csv"]
base = "B"
witnesses = ["A", "B"]
apparatus = "negative"
only = ["substantive"]
ignore = ["gloss"]

[check]
select = ["T", "E104"]
ignore = ["T202"]
allow = ["accidental"]
longest-omission = 10
coverage = 90
declare = ["gloss"]
characters = "characters.csv"
words = ["words.txt"]
baseline = "baseline.json"

[check.levels]
T201 = "info"

[check.per-file-ignores]
"a*.txt" = ["T3"]

[check.marking]
gloss = '\\[.+\\]'

[[witnesses]]
siglum = "A"
file = "a.txt"
title = "The first"
date = "1848"
source = "Rome"
licence = "CC0"
encoding = "utf-8"

[[witnesses.marks]]
text = "[the king]"
role = "gloss"
cause = "gloss"
why = "in the margin"
line = 1

[[witnesses]]
siglum = "B"
file = "b.txt"
extent = "fragment"
passages = "paragraph"

[[witnesses.marks]]
text = "regem"
gap = "illegible"

[[witnesses.marks]]
pattern = 'r[aeiou]+x'
role = "text"

[[witnesses.marks]]
place = "page=2"
role = "note"

[[witnesses]]
file = "c.txt"
hand_of = "A"
"""

PROJECT = """[project]
name = "x"

[tool.collate.check]
select = ["T"]
longest-addition = 5
per-file-ignores = { "a.txt" = ["T101"] }
marking = { note = 'x+' }
characters = "characters.csv"
words = ["words.txt"]
baseline = "baseline.json"
"""

DECISIONS = """[[decisions]]
kind = "spelling"
cause = "regional"
place = { witness = "A", before = "Petrus", text = "vidit", after = "regem", count = 1, of = 1 }
other = { witness = "B", before = "Petrus", text = "uidit", after = "regem" }
who = "An editor"
when = 2026-11-23
why = "the same word"

[[decisions]]
action = "ignore"
scope = "work"
pair = ["magnum", "paruum"]
who = "An editor"
when = "2026"
why = "not ours"

[[decisions]]
action = "split"
place = { witness = "A", text = "regem" }
who = "An editor"
when = "2026"
why = "two words"
"""

RULES = """codes = ["xx"]
vowels = "aeiou"
graphic = [["v", "u"], ["([aeiou])\\\\1", "\\\\1"]]
loose = [["ph", "f"]]
endings = ["a", "am"]
prefixes = "in con"
common = "et in"
families = ["sum es est"]
abbreviations = [["dns", "dominus"]]
spellings = ["colour color"]
names = [["Petrus", "Pierre"]]
different = [["vir", "vis"]]
capital_nouns = true
"""

CHARACTERS = """character,code point,name,count,allowed
,U+000A,,2,yes
,U+0020,SPACE,9,yes
a,U+0061,LATIN SMALL LETTER A,3,yes
"'=",U+003D,EQUALS SIGN,1,no
"""

BASELINE = json.dumps(
    {
        "format": "collate-baseline/1",
        "known": [{"fingerprint": "0123456789abcdef", "code": "T201", "path": "a.txt", "line": 1, "message": "x", "why": "so"}],
        "apparatus": {".": {"0123456789ab": "vidit ] uidit B"}},
    },
    indent=0,
)  # fmt: skip

COLLATION = json.dumps(
    {
        "witnesses": [
            {"id": "A", "tokens": [{"t": "Petrus ", "n": "petrus", "x": {"y": [1, None]}}, {"t": "vidit"}]},
            {"id": "B", "content": "Petrus uidit regem"},
        ],
        "algorithm": "dekker",
        "tokenComparator": {"type": "levenshtein", "distance": 1},
        "joined": True,
        "transpositions": False,
    },
    indent=0,
)

FILES = {
    "collation.toml": WORK,
    "pyproject.toml": PROJECT,
    "decided.toml": DECISIONS,
    "rules.toml": RULES,
    "characters.csv": CHARACTERS,
    "words.txt": "Petrus\nvidit\nregem\n",
    "baseline.json": BASELINE,
    "collation.json": COLLATION,
}
TEXTS = {
    "a.txt": "Petrus vidit regem magnum [the king] et dixit.\n\nDeinde abiit.\n",
    "b.txt": "Petrus uidit regem paruum [p. 2] et dixit rex.\n",
    "c.txt": "Petrus vidit reges magnum et dixit dixit.\n",
}

_LONG, _DEEP = 5_000, 3_000
_NAMES = [
    "", " ", "\0", "a\0b", "../../x", "/etc/hostname", ".", "..", "a/../a.txt", "/dev/zero", "-", "x" * _LONG, "é" * _LONG,
    "a\nb", "a\r", "\x1b[31m", "\u202e", "\u2028", "::error::x", "%s{0}{x.y}", "idna", "unicode_escape", "utf-16",
    "majority", "none", "A", "B", "a.txt", "rules.toml", "decided.toml", "spelling", "spelling.x", "(a|aa)+$", "(", "a{99999999999}", "((a{999}){999}){999}",
    "(" * _DEEP, "[[a]", "*" * 500, "\\g<9>", "𝕏", "ß", "İ", "T", "all", "gloss", "en-" * 99,
]  # fmt: skip
_NUMBERS = ["0", "-1", "1", "3", "9" * 18, "9" * _LONG, "1.5", "1e400", "-0.0"]
_TOML_ONLY = [
    "nan", "-inf", "0x" + "f" * _LONG, "0000-01-01", "0001-01-01", "1979-05-27T07:32:00+24:00", "07:32:00", "1979-05-27",
    "{ a = " * 90 + "1" + " }" * 90, "{}", "[{}]", "[{}, {}]", "{ text = 1 }", "'''\na'''", '"\\ud800"', '"\\x00"', "[1, 'a']", ".".join("a" * 9),
]  # fmt: skip
_JSON_ONLY = [
    "null", "NaN", "-Infinity", '"\\ud800"', "{}", "[{}]", '{"a": 1, "a": 2}', '{"t": "a", "n": 1}', '{"a":' * _DEEP, '{"a":' * 500 + "1" + "}" * 500,
]  # fmt: skip
_SHARED = [
    "true",
    "false",
    "[]",
    "[[]]",
    '[""]',
    "[1]",
    '["x", "y"]',
    "[" * _DEEP,
    "[" * 300 + "]" * 300,
    "[" * 60 + "]" * 60,
]
_BYTES = [
    b"\0", b"\xef\xbb\xbf", b"\xff\xfe", b"\xed\xa0\x80", b"\xff", b"\xc0\x80", b"\xe2\x80\xa8", b"\xc2\x85", b"\r", b"\r\n", b"\n", b"\x0c", b"\x1b",
    b'"', b"'", b'"""', b"[", b"]", b"{", b"}", b"=", b",", b"#", b"\\", b".", b"-", b"[[x]]\n", b"[x]\n", b"x = 1\n", b"9" * _LONG, b"a." * _LONG, b"a" * 140_000,
]  # fmt: skip


def mutated(name: str, random: Random) -> bytes:
    """Return the example of a file after one to three changes."""
    text = FILES[name]
    for _ in range(random.choice([1, 1, 1, 1, 2, 3])):
        text = random.choice(_CHANGES)(text, name.endswith(".toml"), random)
    content = text.encode("utf-8", "surrogatepass")
    return random.choice(_BYTE_CHANGES)(content, random) if random.random() < 0.2 else content


# The value of a key up to the end of its line, or an item of a list or table inside the line; or a cell of a table.
_TOML_VALUE = re.compile(r"(?<== )[^\n]+(?=\n)|(?<=[ \[])(?:\"[^\"\n]*\"|'[^'\n]*'|[\w.-]+)(?=[,\]} ])(?! =)")
_JSON_VALUE = re.compile(r"(?<=: )[^\n\[{]+?(?=,?\n)|(?<=\n)(?:\"[^\"\n]*\"|\d+|null)(?=,?\n)")
_CELL = re.compile(r"[^,\n]+")


def _other_value(text: str, is_toml: bool, random: Random) -> str:
    pattern = _TOML_VALUE if is_toml else _JSON_VALUE if text.startswith("{") else _CELL
    values = list(pattern.finditer(text))
    if not values:
        return _hostile_value(is_toml, random)
    value = random.choice(values)
    return text[: value.start()] + _hostile_value(is_toml, random) + text[value.end() :]


def _hostile_value(is_toml: bool, random: Random) -> str:
    kind = random.randrange(6)
    if kind < 3:
        name = json.dumps(
            random.choice(_NAMES), ensure_ascii=True
        )  # an escape of JSON is one of TOML; half a pair is neither
        return (
            name
            if random.random() < 0.8
            else f"[{', '.join([name] * random.choice([1, 2, 6_000 if len(name) < 20 else 3]))}]"
        )
    return random.choice([_NUMBERS, _SHARED, _TOML_ONLY if is_toml else _JSON_ONLY][kind - 3])


def _without_line(text: str, _: bool, random: Random) -> str:
    lines = text.splitlines(keepends=True)
    lines[(place := random.randrange(len(lines))) : place + random.choice([1, 1, 2, 9])] = []
    return "".join(lines) or "\n"


def _line_again(text: str, _: bool, random: Random) -> str:
    lines = text.splitlines(keepends=True)
    line = random.choice(lines)
    lines.insert(random.randrange(len(lines) + 1), line * random.choice([1, 1, 2, 200]))
    return "".join(lines)


def _other_key(text: str, is_toml: bool, random: Random) -> str:
    keys = list(
        re.finditer(r"^[\w-]+(?= =)|(?<=\{ )\w+|(?<=\[)\w[\w.-]*(?=\]\]?\n)|(?<=\")\w+(?=\":)|^\w+", text, re.MULTILINE)
    )
    if not keys:
        return text
    key, names = (
        random.choice(keys),
        [random.choice(keys)[0], "x", '"\\n"', '""', "x" * _LONG, "a" + ".a" * 30, "a" + ".a" * _LONG],
    )
    if not is_toml:
        names = names[:2]
    return text[: key.start()] + random.choice(names) + text[key.end() :]


def _truncated(text: str, _: bool, random: Random) -> str:
    return text[: random.randrange(len(text))] or "\n"


def _other_line_ends(text: str, _: bool, random: Random) -> str:
    return text.replace("\n", random.choice(["\r", "\r\n", "\u2028", "\x85", "\x0b", "\n\n", "\n\r"]))


def _flipped(content: bytes, random: Random) -> bytes:
    changed = bytearray(content)
    for _ in range(random.choice([1, 2, 9])):
        if changed:
            changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def _inserted(content: bytes, random: Random) -> bytes:
    place = random.choice([0, len(content), random.randrange(len(content) + 1)])
    return content[:place] + random.choice(_BYTES) + content[place:]


def _in_other_encoding(content: bytes, random: Random) -> bytes:
    return content.decode("utf-8", "replace").encode(
        random.choice(["utf-16", "utf-32", "utf-7", "utf-8-sig"]), "replace"
    )


_Change = Callable[[str, bool, Random], str]
_CHANGES: list[_Change] = [
    *[_other_value] * 9, _other_key, _without_line, _without_line, _line_again, _other_key, _truncated, _other_line_ends,
]  # fmt: skip
_BYTE_CHANGES = [_flipped, _inserted, _inserted, _in_other_encoding]
