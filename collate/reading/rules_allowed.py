"""Whether the Python rules of a work may run: only if its user has allowed it."""

from collections.abc import Sequence

from collate.files.toml import SettingsTable


def rules_not_run(table: SettingsTable | None) -> tuple[str, ...]:
    """Return the names of the Python rules in a table `[rules]` that the user has not allowed to run."""
    if table is None or table.boundary is None or table.boundary.permissions.rules:
        return ()
    return table.strings("python")


def not_run_note(names: Sequence[str]) -> str:
    """Return the sentence about rules that are not run."""
    return f"Python rules of this work are not run ({', '.join(names)}); if you trust them, allow them: --allow-rules"
