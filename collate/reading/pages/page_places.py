"""Names of places in transcriptions of pages: page, column, region and line.

Without the setting `places` a page is named by the number that is printed on it, else by its image, a column by its
number where a page has several, and a line by its id, or by its number in the column if a program made its id.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath
from typing import Final

from collate._repr import repr_line
from collate.reading.pages.layout import ElementLabels, Page, PageRegion
from collate.reading.pages.read_lines import ReadLine
from collate.reading.pages.regions import base_type
from collate.reading.read_settings import PlaceRule

_LONGEST_ID: Final = 10  # a longer one was made by a program
COLUMN_TYPE: Final = "MainZone"
_ORDER: Final = {"page": 0, "column": 1, "region": 2}  # of places that begin with one word; a line is the last
_PAGE_NAMES: Final = ("PRINTED_IMG_NR", "imageFilename", "fileName")


class PagePlaces:
    """Names the places of lines, in order of reading."""

    def __init__(self, files: Sequence[str], rules: Sequence[PlaceRule], rows: Sequence[ReadLine]) -> None:
        self._files = files
        self._rules = [rule for rule in rules if rule.selector is not None]
        self._templates = [rule for rule in rules if rule.template]
        self._systems = {rule.system for rule in self._rules}
        self._page: Page | None = None
        self._region: PageRegion | None = None
        self._page_name = ""
        self._line = 0
        self._counts: dict[str, int] = {}
        self._labelled: dict[str, int] = {}
        self._ordinal = 0
        self._has_columns = _has_columns(rows)
        self._matched: set[str] = set()
        self._values: dict[str, str] = {}

    def __repr__(self) -> str:
        return repr_line("PagePlaces", ", ".join(rule.system for rule in self._rules))

    def begin(self, row: ReadLine) -> Iterator[tuple[str, str]]:
        """Yield the system and the name of each place that begins with a line."""
        if row.page is not self._page:
            self._begin_page(row.page)
        if row.region is not self._region:
            self._begin_region(row.region)
        elif not self._rules and not self._templates:
            self._line += 1
            yield "line", self._line_name(row)
            return
        self._line += 1
        if not self._rules and not self._templates:
            yield from self._changed(self._default(row))
            return
        values = dict(self._default(row))
        for rule in self._rules:
            value = self._stated(rule, row)
            if value is not None:
                values[rule.system] = value
                self._matched.add(rule.system)
        for rule in self._templates:
            values[rule.system] = rule.composed(values)
            if values[rule.system]:
                self._matched.add(rule.system)
        yield from self._changed(sorted(values.items(), key=lambda place: _ORDER.get(place[0], len(_ORDER))))

    def _changed(self, values: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
        """Yield the places that are not those of the line before."""
        for system, value in values:
            if value and (system == "line" or self._values.get(system) != value):
                self._values[system] = value
                yield system, value

    def unmatched(self) -> list[PlaceRule]:
        """Return the rules that name no place."""
        return [rule for rule in (*self._rules, *self._templates) if rule.system not in self._matched]

    def _begin_page(self, page: Page) -> None:
        self._page, self._region = page, None
        self._page_name = page.labels.attribute("PRINTED_IMG_NR") or stem(page.image) or stem(self._files[page.file])
        self._counts = {}
        self._labelled = {}
        for region in page.regions:
            if region.lines:
                label = _label(region)
                self._labelled[label] = self._labelled.get(label, 0) + 1

    def _begin_region(self, region: PageRegion) -> None:
        self._region, self._line = region, 0
        label = _label(region)
        self._counts[label] = self._ordinal = self._counts.get(label, 0) + 1

    def _default(self, row: ReadLine) -> Iterator[tuple[str, str]]:
        if "page" not in self._systems:
            yield "page", self._page_name
        if "column" not in self._systems:
            label = _label(row.region)
            is_column = self._has_columns and base_type(label) == COLUMN_TYPE
            yield "column", str(self._ordinal) if is_column else ""
        if "line" not in self._systems:
            yield "line", self._line_name(row)

    def _line_name(self, row: ReadLine) -> str:
        name = row.line.labels.id
        return name if 0 < len(name) <= _LONGEST_ID else self._line_number(row.region)

    def _line_number(self, region: PageRegion) -> str:
        label = _label(region)
        several = self._labelled.get(label, 0) > 1
        return f"{self._line} of {label} {self._ordinal}" if several else str(self._line)

    def _stated(self, rule: PlaceRule, row: ReadLine) -> str | None:
        """Return the name that a setting gives; None if this line has none."""
        selector = rule.selector
        if selector is None:
            return None
        step = selector.steps[-1]
        if len(selector.steps) == 1 and not selector.attribute and step.name in _PAGE_NAMES:
            return self._page_attribute(row.page, step.name)
        for labels, number in self._numbered(row):
            if any(step.matches(name, labels.attribute) for name in (labels.element, *labels.types)):
                return labels.attribute(selector.attribute) if selector.attribute else number
        return None

    def _page_attribute(self, page: Page, name: str) -> str | None:
        if name == "fileName":
            return stem(page.image) or stem(self._files[page.file])
        return page.image or None if name == "imageFilename" else page.labels.attribute(name)

    def _numbered(self, row: ReadLine) -> Iterator[tuple[ElementLabels, str]]:
        """Yield the line and each element around it with its number."""
        yield row.line.labels, self._line_number(row.region)
        yield row.region.chain[0], str(self._ordinal)
        yield from ((labels, labels.id) for labels in row.region.chain[1:])
        yield row.page.labels, self._page_name


def stem(file: str) -> str:
    """Return the name of a file without folder and suffix."""
    return PurePosixPath(file.replace("\\", "/")).stem if file else ""


def _has_columns(rows: Sequence[ReadLine]) -> bool:
    """Return whether a page of a witness has several columns."""
    first: dict[int, PageRegion] = {}
    columns = (row for row in rows if base_type(_label(row.region)) == COLUMN_TYPE)
    return any(first.setdefault(id(row.page), row.region) is not row.region for row in columns)


def _label(region: PageRegion) -> str:
    """Return by what a region is counted: its type, without a number."""
    types = region.chain[0].types
    return types[0].partition("#")[0] if types else "region"
