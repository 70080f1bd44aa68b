"""`dataclass`, as in the standard library, but made in a small part of the time.

`dataclasses.dataclass` compiles six methods for each class, and starting is mostly importing of classes. Here the
methods that are alike for all classes are shared, and `__init__` is compiled when it has been called some times: most
classes have few objects. The fields and the slots are made by the standard library: `fields`, `replace`, `asdict`,
`match`, `copy` and `pickle` work as usual.
"""

# ruff: noqa: A002, ANN401, N807 - the names of the standard library, for classes of any kind

import dataclasses
from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError
from functools import partial
from operator import attrgetter
from reprlib import recursive_repr
from typing import Any, Final, NamedTuple, dataclass_transform

FEW_CALLS: Final = 12  # of an `__init__`; after so many, compiling it is quicker than doing without


class _MadeByFunction:
    """What a signature shows as the default of a field that a function makes."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "<factory>"


_MADE = _MadeByFunction()


class _LateInit:
    """The `__init__` of one class: after some calls it is compiled, and takes the place of this object.

    It is compiled at once for those who look at it without calling it. Two threads may both compile it, and either
    function will do. If the class has been given another `__init__` in the meantime, it keeps that.
    """

    __slots__ = ("calls", "frozen", "owner")

    def __init__(self, owner: type, frozen: bool) -> None:
        self.owner = owner
        self.frozen = frozen
        self.calls = 0

    def __get__(self, instance: object, owner: type) -> Any:
        self.calls += 1
        if instance is not None and self.calls <= FEW_CALLS:
            return partial(self._init, instance)
        return self._compiled().__get__(instance, owner)

    def _init(self, instance: Any, /, *arguments: object, **named: object) -> None:
        """Set the fields one by one, as the compiled function does; that function says what is wrong with arguments."""
        values = _values_of_fields(self.owner, arguments, named)
        if values is None:
            self._compiled()(instance, *arguments, **named)
            return
        set_field = object.__setattr__ if self.frozen else setattr
        for name, value in values:
            set_field(instance, name, value.make() if isinstance(value, _Factory) else value)
        if hasattr(self.owner, "__post_init__"):
            instance.__post_init__()

    def _compiled(self) -> Any:
        function = _compiled_init(self.owner, self.frozen)
        if self.owner.__dict__.get("__init__") is self:
            type.__setattr__(self.owner, "__init__", function)
        return function


class _Factory(NamedTuple):
    """A function that makes the default of a field."""

    make: Callable[[], object]


def _values_of_fields(
    owner: Any, arguments: tuple[object, ...], named: dict[str, object]
) -> list[tuple[str, object]] | None:
    """Return what each field is set to, or what makes it; None if the arguments do not fit."""
    fields = dataclasses.fields(owner)
    by_position = [field.name for field in fields if field.init and not field.kw_only]
    given = dict(zip(by_position, arguments, strict=False)) | named
    if len(arguments) > len(by_position) or len(given) < len(arguments) + len(named):
        return None
    values: list[tuple[str, object]] = []
    for field in fields:
        if field.init and field.name in given:
            values.append((field.name, given.pop(field.name)))
        elif field.default_factory is not MISSING:
            values.append((field.name, _Factory(field.default_factory)))
        elif field.default is not MISSING:
            values.append((field.name, field.default))
        elif field.init:
            return None
    return None if given else values


def _compiled_init(owner: Any, frozen: bool) -> Any:
    """Compile the `__init__` of a class: it sets each field, then calls `__post_init__`.

    A frozen class can set a field only by a call of `object.__setattr__`. Reports make a million objects, so the fields
    of one with slots are set while it is of another class, with the same slots, that is not frozen. If this ends in an
    exception (a function that makes a default fails, or somebody interrupts), the object stays of that other class; but
    the call that makes it has failed, so nobody gets it.
    """
    fields = dataclasses.fields(owner)
    scope: dict[str, object] = {"__set": object.__setattr__, "__made": _MADE}
    by_position, by_name, values = ["self"], list[str](), dict[str, str]()
    for field in fields:
        default, value = _default_and_value(field, scope)
        if field.init:
            (by_name if field.kw_only else by_position).append(f"{field.name}{default}")
        if value:
            values[field.name] = value
    body = [
        f" __set(self, '{name}', {value})" if frozen else f" self.{name} = {value}" for name, value in values.items()
    ]
    if frozen and len(values) > 1 and owner.__base__ is object and "__slots__" in owner.__dict__:
        scope |= {"__owner": owner, "__open": type(owner.__name__, (), {"__slots__": owner.__slots__})}
        by_class = [f"  self.{name} = {value}" for name, value in values.items()]
        of_subclass = [f" {line}" for line in body]
        body = [
            *(" if self.__class__ is __owner:", "  __set(self, '__class__', __open)", *by_class),
            *("  self.__class__ = __owner", " else:", *of_subclass),
        ]
    if hasattr(owner, "__post_init__"):
        body.append(" self.__post_init__()")
    parameters = ", ".join([*by_position, "*", *by_name] if by_name else by_position)
    exec("\n".join([f"def __init__({parameters}):", *(body or [" pass"])]), scope)
    function: Any = scope["__init__"]
    function.__qualname__ = f"{owner.__qualname__}.__init__"
    function.__module__ = owner.__module__
    function.__annotations__ = {field.name: field.type for field in fields if field.init} | {"return": None}
    return function


def _default_and_value(field: Field[Any], scope: dict[str, object]) -> tuple[str, str]:
    """Return the default of a parameter in the source of `__init__`, and what the field is set to."""
    name, default = field.name, f"__default_{field.name}"
    if field.default_factory is not MISSING:
        scope[default] = field.default_factory
        made = f"{default}()"
        return (" = __made", f"{made} if {name} is __made else {name}") if field.init else ("", made)
    if field.default is not MISSING:
        scope[default] = field.default
        return f" = {default}", name if field.init else default
    return "", name if field.init else ""


def _set_frozen(self: object, name: str, value: object) -> None:
    """Refuse to change a field; a subclass that is no dataclass may have more attributes."""
    if _is_frozen(self, name):
        raise FrozenInstanceError(f"cannot assign to field {name!r}")
    object.__setattr__(self, name, value)


def _delete_frozen(self: object, name: str) -> None:
    """Refuse to delete a field."""
    if _is_frozen(self, name):
        raise FrozenInstanceError(f"cannot delete field {name!r}")
    object.__delattr__(self, name)


def _is_frozen(instance: Any, name: str) -> bool:
    own_class = type(instance)
    return "__dataclass_params__" in own_class.__dict__ or name in own_class.__dataclass_fields__


def _state(self: Any) -> list[object]:
    """Return the values for `pickle` and `copy`, which cannot set the slots of a frozen class."""
    return [getattr(self, field.name) for field in dataclasses.fields(self)]


def _set_state(self: Any, state: list[object]) -> None:
    """Set the values that `_state` returned."""
    for field, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, field.name, value)


@recursive_repr()
def _repr(self: Any) -> str:
    """Show the class and its fields, as in a call that makes the object."""
    shown = ", ".join(f"{f.name}={getattr(self, f.name)!r}" for f in dataclasses.fields(self) if f.repr)
    return f"{type(self).__qualname__}({shown})"


def _values_getter(cls: Any) -> Callable[[object], Any]:
    """Return a function that gets the values by which objects are compared, as a tuple."""
    names = [field.name for field in dataclasses.fields(cls) if field.compare]
    return attrgetter(*names) if len(names) > 1 else lambda value: tuple([getattr(value, name) for name in names])


def _comparing(cls: Any) -> dict[str, Any]:
    """Return `__eq__` and `__hash__` of a class."""
    values = _values_getter(cls)

    def __eq__(self: object, other: object) -> bool:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    def __hash__(self: object) -> int:
        return hash(values(self))

    return {"__eq__": __eq__, "__hash__": __hash__}


def _made(cls: Any, frozen: bool, slots: bool, eq: bool, repr: bool) -> Any:
    """Make a dataclass of a class."""
    own = {name for name in cls.__dict__ if name != "__hash__" or cls.__hash__ is not None}  # None: left by an __eq__
    derived = any(hasattr(base, "__dataclass_params__") for base in cls.__bases__)  # it must agree with its base
    made: Any = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots, frozen=frozen and derived)(cls)
    asked = {"init": True, "repr": repr, "eq": eq, "frozen": frozen}  # above, no method is compiled
    for name, value in asked.items():
        setattr(made.__dataclass_params__, name, value)
    methods: dict[str, Any] = {"__init__": _LateInit(made, frozen)}
    if repr:
        methods["__repr__"] = _repr
    if eq:
        methods |= _comparing(made)
        if not frozen:
            methods["__hash__"] = None
    if frozen:
        methods |= {"__setattr__": _set_frozen, "__delattr__": _delete_frozen}
        if slots:
            methods |= {"__getstate__": _state, "__setstate__": _set_state}
    for name, method in methods.items():
        if name not in own:
            setattr(made, name, method)
    return made


@dataclass_transform(field_specifiers=(dataclasses.field, Field))
def dataclass(
    cls: Any = None, /, *, frozen: bool = False, slots: bool = False, eq: bool = True, repr: bool = True
) -> Any:
    """Make a dataclass of a class, as `dataclasses.dataclass` does."""
    if cls is None:
        return lambda cls: _made(cls, frozen, slots, eq, repr)
    return _made(cls, frozen, slots, eq, repr)
