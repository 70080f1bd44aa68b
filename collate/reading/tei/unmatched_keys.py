"""Settings of `[read]` that name an attribute, a glyph, a type of reading or an anchor that no file has."""

from collections.abc import Iterator, Sequence

from lxml import etree

from collate.reading.read_settings import ReadSettings
from collate.reading.tei.body import matches
from collate.reading.tei.elements import attribute
from collate.reading.tei.walk import Walk


def untold_keys(walks: Sequence[Walk], settings: ReadSettings) -> Iterator[str]:
    """Yield a sentence for each such setting that the user wrote; the walks are those of one state."""
    stated, file = settings.stated, walks[0].source.file

    def sentence(key: str, value: str) -> str:
        return f"{file}: {value!r} under {key} matches nothing; correct it or leave it out"

    for selector in settings.anchored if "anchored" in stated else ():
        if not any(matches(selector, e) for e in _elements(walks)):
            yield sentence("anchored", selector.text)
    # A table of glyphs or of types is one for many files: that a file has none of them is worth telling.
    glyphs = [reference for reference, _ in settings.glyphs if f"glyphs.{reference}" in stated]
    if glyphs and not any(e.get(key) in glyphs for e in _elements(walks, "g") for key in ("ref", "type")):
        yield sentence("glyphs", ", ".join(glyphs))
    types = [kind for kind, _ in settings.layers if f"layers.{kind}" in stated]
    if types and not any(e.get("type") in types for e in _elements(walks, "rdg", "lem")):
        yield sentence("layers", ", ".join(types))
    if "form" in stated and settings.form and not _has_form(walks, settings.form):
        yield sentence("form", settings.form)
    for key in settings.keys if "keys" in stated else ():
        if not any(attribute(e, key) for e in _elements(walks, "w", "pc")):
            yield sentence("keys", key)


def _elements(walks: Sequence[Walk], *names: str) -> Iterator[etree._Element]:
    """Yield the elements of some names, or all, in all files."""
    wanted = ["{*}" + name for name in names] or [etree.Element]
    return (e for walk in walks for e in walk.source.root.iter(*wanted))


def _has_form(walks: Sequence[Walk], form: str) -> bool:
    """Return whether a word has the form that is compared: an attribute, or a level."""
    if form.startswith("level:"):
        return next(_elements(walks, form.removeprefix("level:")), None) is not None
    _, at, name = form.rpartition("@")
    return not at or any(attribute(e, name) for e in _elements(walks, "w", "pc"))
