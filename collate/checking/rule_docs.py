"""The page of each rule: what it finds, why that matters, an example, and how to mend it."""

from importlib.resources import files


def page_of(code: str) -> str:
    """Give the page of a rule, as Markdown."""
    return files("collate").joinpath("data", "rules", f"{code}.md").read_text("utf-8")
