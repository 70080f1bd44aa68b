"""The page's own code: the joined script is what its modules make, and their tests and the engine know the same record.

The tests of the modules are in `page/tests` and need Node, but no browser: `make page` runs them.
"""

import shutil
import subprocess
from pathlib import Path

import pytest

from collate.files.package_data import DATA
from collate.model.witness import Extent, Siglum, Witness
from collate.model.work import Work
from collate.pipeline.collating import collate_work
from collate.rendering.html.record import page_record

PAGE = Path(__file__).parent.parent / "page"
RECORD = PAGE / "tests" / "record.json"
NODE = shutil.which("node")
needs_node = pytest.mark.skipif(
    not (NODE and (PAGE / "node_modules").is_dir()), reason="needs Node and the packages of page/: make page"
)
COMMANDS = {
    "the script is joined of them": ["build.js", "--check"],
    "types": ["node_modules/typescript/bin/tsc", "--project", "."],
    "lint": ["node_modules/eslint/bin/eslint.js", "--max-warnings", "0", "."],
    "tests": ["--test", "--test-reporter=tap"],
}
WORK = Work(
    (
        Witness(
            Siglum("A"), "My Lord, he gave the colour freely.\nSo they went to the river.\n\nThe end was good; and old."
        ),
        Witness(
            Siglum("B"), "My Lord, he gave the color freely.\nSo they went to the river.\n\nThe end was good and old."
        ),
        Witness(Siglum("C"), "My lord, he gave the colours.\nSo they ran to the river.\n\nAn end was good and old."),
        Witness(Siglum("D"), "So they walked to the river.", extent=Extent.FRAGMENT),
        Witness(
            Siglum("C*"),
            "My lord, he gave the colours.\nSo they ran to a river.\n\nAn end was good and old.",
            derived_from=Siglum("C"),
        ),
    ),
    title="Of a river",
    base=Siglum("A"),
    language="en",
)


def test_the_record_that_the_modules_are_tested_with_is_what_the_engine_writes(request: pytest.FixtureRequest) -> None:
    collated = collate_work(WORK, every_base=True)
    record = "".join(page_record(collated.apparatus, collated.alignment)) + "\n"
    if request.config.getoption("--update-cases"):
        RECORD.write_text(record, "utf-8")
    assert RECORD.read_text("utf-8") == record


def test_the_script_cannot_end_its_element() -> None:
    script = (DATA / "page" / "page.js").read_text("utf-8")
    assert "</script" not in script.lower()
    assert "<!--" not in script


@needs_node
@pytest.mark.parametrize("command", COMMANDS)
def test_the_modules_make_the_script_and_pass_their_checks(command: str) -> None:
    done = subprocess.run([str(NODE), *COMMANDS[command]], cwd=PAGE, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
