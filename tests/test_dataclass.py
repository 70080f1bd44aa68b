"""Our `dataclass` makes what `dataclasses.dataclass` makes.

More than 300 lines: every feature of the original is compared.
"""

import copy
import dataclasses
import inspect
import json
import pickle
import re
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import KW_ONLY, FrozenInstanceError, field
from pathlib import Path
from threading import Barrier
from typing import Any
from unittest.mock import patch

import dataclass_descriptions
import pytest
from modules import MODULES, PACKAGE, can_be_imported, name_of

from collate import _dataclass


def made(decorator: Callable[..., Any], **options: bool) -> Any:  # noqa: ANN401 - a class
    class Reading:
        """A reading, with a field of each kind."""

        text: str
        line: int = 3
        _: KW_ONLY
        sigla: list[str] = field(default_factory=list)
        hand: str = "first"
        length: int = field(init=False, compare=False)
        found: list[int] = field(default_factory=list, init=False, repr=False, compare=False)

        def __post_init__(self) -> None:
            object.__setattr__(self, "length", len(self.text))

    Reading.__qualname__ = "Reading"
    return decorator(**options)(Reading)


@_dataclass.dataclass(frozen=True, slots=True)
class Place:
    """A class that `pickle` can find."""

    line: int
    words: tuple[str, ...] = ()


@_dataclass.dataclass(frozen=True, slots=True)
class One:
    """A class with one field."""

    value: float


@_dataclass.dataclass(frozen=True, slots=True)
class Holder:
    """A class that can hold itself."""

    held: list[object]


OPTIONS = [
    {"frozen": True, "slots": True},
    {"frozen": True, "slots": True, "eq": False},
    {"frozen": True, "slots": True, "repr": False},
    {"frozen": True},
    {"slots": True},
]


@pytest.fixture(params=OPTIONS, ids=str)
def both(request: pytest.FixtureRequest) -> tuple[Any, Any]:
    return made(dataclasses.dataclass, **request.param), made(_dataclass.dataclass, **request.param)


def test_the_signature_is_the_same(both: tuple[Any, Any]) -> None:
    standard, ours = both
    assert str(inspect.signature(ours)) == str(inspect.signature(standard))
    assert ours.__init__.__annotations__ == standard.__init__.__annotations__


def test_the_fields_and_the_slots_are_the_same(both: tuple[Any, Any]) -> None:
    standard, ours = both
    assert [f.name for f in dataclasses.fields(ours)] == [f.name for f in dataclasses.fields(standard)]
    assert ours.__match_args__ == standard.__match_args__
    assert getattr(ours, "__slots__", None) == getattr(standard, "__slots__", None)
    assert ours.__doc__ == standard.__doc__


@pytest.mark.parametrize("arguments", [("word",), ("word", 5)])
@pytest.mark.parametrize("named", [{}, {"sigla": ["A"]}, {"hand": "second", "sigla": []}])
def test_objects_have_the_same_values_and_are_shown_alike(
    both: tuple[Any, Any], arguments: tuple[Any, ...], named: dict[str, Any]
) -> None:
    standard, ours = (cls(*arguments, **named) for cls in both)
    assert dataclasses.asdict(ours) == dataclasses.asdict(standard)
    assert "object at" in repr(ours) if "object at" in repr(standard) else repr(ours) == repr(standard)
    changed = dataclasses.replace(ours, line=9)
    assert (changed.text, changed.line, changed.sigla) == ("word", 9, ours.sigla)


@pytest.mark.parametrize("arguments", [(), ("word", 5, ["A"]), ("word", 5, "hand", 1)])
def test_wrong_arguments_are_refused_in_the_same_words(both: tuple[Any, Any], arguments: tuple[Any, ...]) -> None:
    messages = []
    for cls in both:
        with pytest.raises(TypeError) as refused:
            cls(*arguments)
        messages.append(str(refused.value).replace("made.<locals>.", ""))
    assert messages[0] == messages[1]


def test_objects_are_equal_and_hashed_as_in_the_standard_library(both: tuple[Any, Any]) -> None:
    for one, other in ((("word",), ("word",)), (("word",), ("words",)), (("word", 3), ("word",))):
        standard, ours = ([cls(*one), cls(*other)] for cls in both)
        assert (ours[0] == ours[1]) == (standard[0] == standard[1])
    standard, ours = both
    assert ours("word") != standard("word")
    assert (ours.__hash__ is None) == (standard.__hash__ is None)


def refusal(change: Callable[..., None], *arguments: object) -> str | None:
    try:
        change(*arguments)
    except FrozenInstanceError as refused:
        return str(refused)
    return None


def test_a_frozen_object_refuses_to_be_changed(both: tuple[Any, Any]) -> None:
    refusals = []
    for cls in both:
        value = cls("word")
        refusals.append((refusal(setattr, value, "line", 4), refusal(delattr, value, "line")))
    assert refusals[0] == refusals[1]


def test_an_object_survives_pickle_and_copy() -> None:
    place = Place(4, ("a", "b"))
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        assert pickle.loads(pickle.dumps(place, protocol)) == place
    assert copy.copy(place) == place
    assert copy.deepcopy(place) == place


def test_a_hash_is_that_of_the_values() -> None:
    assert hash(Place(4, ("a",))) == hash((4, ("a",)))
    assert hash(One(1.5)) == hash((1.5,))
    assert One(float("nan")) != One(float("nan"))


def test_a_method_of_the_class_itself_is_kept() -> None:
    @_dataclass.dataclass(frozen=True, slots=True)
    class Named:  # noqa: PLW1641 - `dataclass` makes the hash
        """A class with methods of its own."""

        name: str

        def __repr__(self) -> str:
            return self.name

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Named) and self.name.lower() == other.name.lower()

    assert repr(Named("A")) == "A"
    assert Named("A") == Named("a")
    assert hash(Named("A")) == hash(("A",))


def test_a_class_that_inherits_sets_its_own_fields() -> None:
    class Longer(Place):
        """A class with the fields of another."""

    assert Longer(3) == Longer(3)
    assert repr(Longer(3)).endswith("Longer(line=3, words=())")


def test_an_object_that_holds_itself_is_shown_in_short() -> None:
    words: list[object] = []
    place = Holder(words)
    words.append(place)
    assert repr(place) == "Holder(held=[...])"


class Passage(Place):
    """A class that is no dataclass itself, and has no slots."""


def test_a_subclass_is_made_with_the_fields_of_its_base() -> None:
    passage = Passage(3, ("a", "b"))
    assert type(passage) is Passage
    assert (passage.line, passage.words) == (3, ("a", "b"))
    with pytest.raises(FrozenInstanceError):
        passage.line = 4  # type: ignore[misc]


def test_an_object_is_of_its_class_when_its_fields_are_checked() -> None:
    @_dataclass.dataclass(frozen=True, slots=True)
    class Checked:
        """A class that checks its fields."""

        line: int
        seen: list[type]

        def __post_init__(self) -> None:
            self.seen.append(type(self))

    checked = Checked(1, [])
    assert checked.seen == [Checked]
    assert type(checked) is Checked


def test_a_class_says_what_was_asked_for(both: tuple[Any, Any]) -> None:
    standard, ours = both
    assert repr(ours.__dataclass_params__) == repr(standard.__dataclass_params__)


def inherited(decorator: Callable[..., Any], base: type, *, frozen: bool) -> Any:  # noqa: ANN401 - a class
    class Corrected(base):  # type: ignore[misc]
        """A class that adds a field."""

        by: str = "corrector"

    Corrected.__qualname__ = "Corrected"
    return decorator(frozen=frozen)(Corrected)


@pytest.mark.parametrize("decorator", [dataclasses.dataclass, _dataclass.dataclass])
def test_a_frozen_class_can_be_the_base_of_a_frozen_one_only(decorator: Callable[..., Any]) -> None:
    corrected = inherited(decorator, Place, frozen=True)(3, by="B2")
    assert repr(corrected) == "Corrected(line=3, words=(), by='B2')"
    assert corrected == dataclasses.replace(corrected)
    assert refusal(setattr, corrected, "line", 4) == "cannot assign to field 'line'"
    assert refusal(delattr, corrected, "by") == "cannot delete field 'by'"
    with pytest.raises(TypeError, match="cannot inherit non-frozen dataclass from a frozen one"):
        inherited(decorator, Place, frozen=False)


def test_a_class_that_is_not_frozen_cannot_be_the_base_of_a_frozen_one() -> None:
    base = made(_dataclass.dataclass, slots=True)
    with pytest.raises(TypeError, match="cannot inherit frozen dataclass from a non-frozen one"):
        inherited(_dataclass.dataclass, base, frozen=True)


def test_a_subclass_that_is_no_dataclass_may_have_attributes_of_its_own() -> None:
    passage: Any = Passage(3)
    passage.note = "torn"
    assert passage.note == "torn"
    del passage.note
    assert not hasattr(passage, "note")
    assert refusal(delattr, passage, "words") == "cannot delete field 'words'"


def test_threads_that_use_a_class_first_make_right_objects() -> None:
    threads = 8
    together = Barrier(threads)

    def first(cls: Any, line: int) -> object:  # noqa: ANN401 - a class
        together.wait()
        return cls(line, ("a",))

    with ThreadPoolExecutor(threads) as pool:
        for _ in range(50):
            cls: Any = _dataclass.dataclass(frozen=True, slots=True)(
                type("Line", (), {"__annotations__": {"line": int, "words": tuple}})
            )
            made_by_threads = list(pool.map(first, [cls] * threads, range(threads)))
            assert made_by_threads == [cls(line, ("a",)) for line in range(threads)]
            assert {type(line) for line in made_by_threads} == {cls}


def test_an_init_that_was_put_in_its_place_is_kept() -> None:
    cls = made(_dataclass.dataclass, slots=True)
    late = cls.__dict__["__init__"]

    def other_init(self: Any, text: str) -> None:  # noqa: ANN401 - of the class above
        late.__get__(self, cls)(text.upper())

    with patch.object(cls, "__init__", other_init):
        assert cls("word").text == "WORD"
        assert cls.__init__ is other_init
    assert cls("word").text == "word"


def with_the_standard_library(names: list[str]) -> dict[str, Any]:
    command = [sys.executable, str(Path(dataclass_descriptions.__file__)), *names]
    answer = subprocess.run(command, capture_output=True, text=True, check=True, cwd=PACKAGE.parent)
    described: dict[str, Any] = json.loads(answer.stdout)
    return described


def test_every_class_of_the_package_is_as_the_standard_library_makes_it() -> None:
    modules = [path for path in MODULES if path.stem[:2] != "__" and path.name != "_dataclass.py"]
    modules = [path for path in modules if can_be_imported(path)]
    names = [f"collate.{name_of(path).removesuffix('.py').replace('/', '.')}" for path in modules]
    standard, ours = with_the_standard_library(names), dataclass_descriptions.described_classes(names)
    assert len(ours) > 100
    assert {name: (one, standard[name]) for name, one in ours.items() if one != standard[name]} == {}


def test_every_dataclass_of_the_package_is_made_by_our_decorator() -> None:
    standard = "from dataclasses import [^\n]*\\bdataclass\\b|dataclasses\\.dataclass\\b|dataclasses import \\("
    found = [name_of(path) for path in MODULES if re.search(standard, path.read_text(encoding="utf-8"))]
    assert found == ["_dataclass.py"]
