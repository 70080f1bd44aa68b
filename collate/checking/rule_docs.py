"""The documentation of each rule: what it finds, why it matters, an example, and how to correct it."""

from collate.files.package_data import DATA


def rule_documentation(code: str) -> str:
    """Return the documentation of a rule, as Markdown."""
    return (DATA / "rules" / f"{code}.md").read_text("utf-8")
