"""The glossary lists every public class with its room, and no class name is used twice."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "collate"
OF_COLLATEX = "compat"  # its classes are called what CollateX calls them
ROW = re.compile(r"\| (.+?) \| (.+?) \| (.+?) \|")


def rows(header: str) -> list[tuple[str, str, str]]:
    """Return the rows of the table of the glossary that begins with this header."""
    lines = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
    found = []
    for line in lines[lines.index(header) + 2 :]:
        row = ROW.fullmatch(line)
        if row is None:
            break
        found.append((row[1], row[2], row[3]))
    return found


def classes() -> Iterator[tuple[str, str]]:
    """Yield the name and the room of every public class of the package."""
    for path in sorted(PACKAGE.rglob("*.py")):
        room = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                yield node.name, room


def in_glossary() -> set[tuple[str, str]]:
    return {(name, room) for name, rooms, _ in rows("| class | room | what it is |") for room in rooms.split(", ")}


def test_every_public_class_is_in_the_glossary_with_its_room() -> None:
    assert sorted(set(classes()) - in_glossary()) == []


def test_every_class_of_the_glossary_is_in_the_package() -> None:
    assert sorted(in_glossary() - set(classes())) == []


def test_no_class_name_is_used_twice() -> None:
    names = Counter(name for name, room in classes() if room != OF_COLLATEX)
    assert sorted(name for name, count in names.items() if count > 1) == []


def test_each_table_of_the_glossary_is_in_order_and_has_no_row_twice() -> None:
    for header in ("| word | means | not |", "| class | room | what it is |"):
        names = [name for name, _, _ in rows(header)]
        assert len(names) > 50
        assert names == sorted(set(names))


def test_every_row_of_the_glossary_is_a_sentence() -> None:
    meanings = [meaning for _, meaning, _ in rows("| word | means | not |")]
    meanings += [meaning for _, _, meaning in rows("| class | room | what it is |")]
    assert [meaning for meaning in meanings if not (meaning[0].isupper() and meaning.endswith("."))] == []
