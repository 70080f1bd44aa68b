"""A regular expression that is compiled late does what one that is compiled at once does."""

import copy
import pickle
import re
from importlib import import_module

import pytest
from modules import MODULES, can_be_imported, name_of

from collate._late_regex import _LateRegex, late_regex

NAMES = [
    f"collate.{name_of(path).removesuffix('.py').removesuffix('__init__').replace('/', '.')}".rstrip(".")
    for path in MODULES
    if path.name != "__main__.py" and can_be_imported(path)
]


def test_every_method_gives_what_the_compiled_expression_gives() -> None:
    def late() -> re.Pattern[str]:
        return late_regex(r"(?P<letter>[a-c])\d", re.IGNORECASE)

    now = re.compile(r"(?P<letter>[a-c])\d", re.IGNORECASE)
    text = "x a1 B2 d3"
    assert late().findall(text) == now.findall(text) == ["a", "B"]
    assert [m.span() for m in late().finditer(text)] == [m.span() for m in now.finditer(text)]
    assert late().sub("_", text) == "x _ _ d3"
    assert late().subn(r"\g<letter>", text, count=1) == ("x a B2 d3", 1)
    assert late().split(text) == now.split(text)
    assert str(late().search(text, 3)) == str(now.search(text, 3))
    assert late().match(text) is None
    assert str(late().fullmatch("c0")) == str(now.fullmatch("c0"))
    assert late().pattern == now.pattern
    assert (late().flags, late().groups) == (now.flags, now.groups)


def test_it_is_compiled_once_and_only_when_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    standard = re.compile

    def counting(pattern: str, flags: int) -> re.Pattern[str]:
        compiled.append(pattern)
        return standard(pattern, flags)

    monkeypatch.setattr(re, "compile", counting)
    expression = late_regex("a+")
    assert compiled == []
    assert [expression.sub("b", "aa"), expression.sub("c", "aa")] == ["b", "c"]
    assert expression.search("b") is None
    assert compiled == ["a+"]


@pytest.mark.parametrize("name", NAMES)
def test_every_expression_of_the_package_can_be_compiled(name: str) -> None:
    module = import_module(name)
    for value in vars(module).values():
        for part in value if isinstance(value, (tuple, list)) else (value,):
            if isinstance(part, _LateRegex):
                part.search("")


def test_it_is_copied_and_pickled_before_and_after_its_first_use() -> None:
    late = late_regex("a+", re.IGNORECASE)
    for _ in range(2):
        for same in (copy.copy(late), copy.deepcopy(late), *(pickle.loads(pickle.dumps(late, p)) for p in range(6))):
            assert same == late
            assert same.sub("b", "AAc") == "bc"
        assert late.search("Aa")


def test_it_is_shown_compared_and_hashed_as_a_compiled_expression() -> None:
    late, compiled = late_regex("a+", re.IGNORECASE), re.compile("a+", re.IGNORECASE)
    assert repr(late) == repr(compiled) == "re.compile('a+', re.IGNORECASE)"
    assert late == compiled
    assert compiled == late
    assert late == late_regex("a+", re.IGNORECASE)
    assert late != late_regex("a+")
    assert late != "a+"
    assert len({late, compiled, late_regex("a+", re.IGNORECASE)}) == 1


def test_the_functions_of_re_take_it() -> None:
    late = late_regex("a+")
    assert isinstance(late, re.Pattern)
    assert re.compile(late) is late
    assert re.sub(late, "b", "caac") == "cbc"
    assert re.findall(late, "caac") == ["aa"]
    assert re.search(late, "c") is None


def test_what_a_compiled_expression_has_not_it_has_not() -> None:
    late = late_regex("a+")
    for name in ("__len__", "_cache", "groupings"):
        with pytest.raises(AttributeError, match=name):
            getattr(late, name)
    assert late.groups == 0
