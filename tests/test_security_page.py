"""Does docs/security.md name a test for each threat?"""

import ast
import re
from pathlib import Path

PAGE = Path(__file__).parent.parent / "docs" / "security.md"


def test_every_threat_of_the_page_has_its_test() -> None:
    table = PAGE.read_text(encoding="utf-8").partition("| a stranger commits |")[2]
    rows = re.findall(r"^\| (?!---).*\|(.*?)\|$", table, flags=re.MULTILINE)
    assert len(rows) > 30
    for cell in rows:
        named = re.fullmatch(r" `tests/(\w+\.py)::(test_\w+)` ", cell)
        assert named, cell
        tree = ast.parse((Path(__file__).parent / named[1]).read_text(encoding="utf-8"))
        assert named[2] in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, cell
