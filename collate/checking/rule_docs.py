"""The documentation of each rule: what it finds, why it matters, an example, and how to correct it."""

from collate.files.package_data import DATA, package_text


def rule_documentation(code: str) -> str:
    """Return the documentation of a rule, as Markdown."""
    return package_text(DATA / "rules" / f"{code}.md")
