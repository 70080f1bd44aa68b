"""The page of each rule: what it finds, why that matters, an example, and how to mend it."""

from collate.files.package_data import DATA, package_text


def page_of(code: str) -> str:
    """Give the page of a rule, as Markdown."""
    return package_text(DATA / "rules" / f"{code}.md")
