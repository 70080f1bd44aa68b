"""Put the pages of the documentation site together in one folder, `.pages/`, which mkdocs then builds.

In the repository the pages are in `docs/`, in `website/`, beside the rules, and at the root. A link between them is
relative to the file. Here each file gets its place on the site, and its links lead to these places; a
link to a file that the site does not have leads to the repository. No hook or plug-in of mkdocs does this, so Zensical,
which runs none of them, builds the same site from the same `mkdocs.yml`.
"""

import inspect
import posixpath
import re
import shutil
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import collate

ROOT = Path(__file__).parent.parent
REPOSITORY = "https://github.com/OWNER/collate/blob/main"

# Files and folders of the repository, and their place on the site. Of a folder, each file has its place in it.
PLACES = {
    "website/index.md": "index.md",
    "website/gallery.md": "gallery.md",
    "website/site.css": "site.css",
    "docs": ".",
    "collate/data/rules": "rules",
    "collate/data/apparatus.schema.json": "apparatus.schema.json",
    "bench/results.md": "measurements.md",
    "bench/conformance.md": "conformance.md",
    "CHANGELOG.md": "changelog.md",
    "CONTRIBUTING.md": "contributing.md",
    "SECURITY.md": "reporting.md",
    "reports": "reports",
}
# Where a link leads whose target is a folder, or has another page on the site.
STANDS_FOR = {
    "collate/data/rules": "rules.md",
    "reports": "gallery.md",
    "reports/README.md": "gallery.md",
    "README.md": "index.md",
}
LINK = re.compile(r"(?<=\]\()(?P<target>[^)\s#:]+)(?P<anchor>#[^)\s]*)?(?=\))")
CODE = re.compile(r"^```.*?^```|`[^`\n]+`", re.DOTALL | re.MULTILINE)

REFERENCE = """# API

Every public name, from its docstring. [In Python](api.md) introduces them on one page, and says for how long a name
is public.
"""


def place_of(path: str) -> str | None:
    """Where a file of the repository is on the site; None if the site does not have it."""
    if path in STANDS_FOR:
        return STANDS_FOR[path]
    if is_left_out(ROOT / path):
        return None
    for above in (PurePosixPath(path), *PurePosixPath(path).parents):
        if str(above) in PLACES:
            within = PurePosixPath(path).relative_to(above)
            return posixpath.normpath(f"{PLACES[str(above)]}/{within}")
    return None


def on_site(text: str, path: str) -> str:
    """The text of a page with links that lead to the right places of the site.

    Parameters
    ----------
    text : str
        The Markdown of the page.
    path : str
        Where the page is in the repository.
    """
    here = place_of(path)
    assert here is not None, path

    def link(match: re.Match[str]) -> str:
        target = posixpath.normpath(f"{PurePosixPath(path).parent}/{match['target']}")
        place, anchor = place_of(target), match["anchor"] or ""
        if place is None:
            return f"{REPOSITORY}/{target}{anchor}"
        return posixpath.relpath(place, PurePosixPath(here).parent) + anchor

    at, parts = 0, []
    for code in CODE.finditer(text):
        parts += [LINK.sub(link, text[at : code.start()]), code[0]]
        at = code.end()
    return "".join([*parts, LINK.sub(link, text[at:])])


def reference() -> str:
    """The page that lists all public names, for mkdocstrings to fill in."""
    functions = [name for name in collate.__all__ if inspect.isfunction(getattr(collate, name))]
    errors = [name for name in collate.__all__ if name.endswith("Error")]
    classes = [name for name in collate.__all__ if name not in (*functions, *errors, "FORMATS", "__version__")]
    parts = [REFERENCE]
    for heading, names in (("Functions", functions), ("What they return", classes), ("Errors", errors)):
        parts += [f"## {heading}\n", *(f"::: collate.{name}\n" for name in names)]
    return "\n".join(parts)


def is_left_out(file: Path) -> bool:
    """Whether a file has no place on the site: reports in Markdown are for the repository, the site has their pages."""
    return file.suffix == ".md" and ROOT / "reports" in file.parents


def files() -> Iterator[str]:
    """The files that the site has, as paths in the repository.

    Raises FileNotFoundError for a place that is not there: a site without it would have links that lead nowhere.
    """
    for path in PLACES:
        source = ROOT / path
        if not source.exists():
            raise FileNotFoundError(f"{path}: no such file or folder; restore it, or take it out of PLACES")
        below = sorted(source.rglob("*")) if source.is_dir() else [source]
        yield from (file.relative_to(ROOT).as_posix() for file in below if file.is_file() and not is_left_out(file))


def gather(folder: Path) -> None:
    """Write all pages, and whatever they show or link to, into a folder, which is emptied before."""
    shutil.rmtree(folder, ignore_errors=True)
    for path in files():
        place = place_of(path)
        if place is None or path in STANDS_FOR:
            continue
        target = folder / place
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.suffix == ".md":
            target.write_text(on_site((ROOT / path).read_text(encoding="utf-8"), path), encoding="utf-8")
        else:
            shutil.copyfile(ROOT / path, target)
    (folder / "reference.md").write_text(reference(), encoding="utf-8")


if __name__ == "__main__":
    gather(ROOT / ".pages")
