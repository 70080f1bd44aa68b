"""Paths of the texts that are measured: in the folder `shared` beside the checkout, or in COLLATE_SHARED."""

import os
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
SHARED: Final = Path(os.environ.get("COLLATE_SHARED") or ROOT.parent / "shared")
BIG: Final = SHARED / "big"
GOLD: Final = SHARED / "gold"
CASES: Final = SHARED / "bench"
SOURCES: Final = SHARED / "sources"
WITNESSES: Final = ROOT / "witnesses"
RESULTS: Final = ROOT / "bench" / "results.md"


def missing(*folders: Path) -> str:
    """Name the folders that do not exist, in a sentence; return "" if all exist."""
    lacking = [f"shared/{folder.name}" for folder in folders if not folder.is_dir()]
    if not lacking:
        return ""
    return f"There is no {' and no '.join(lacking)} beside the checkout; COLLATE_SHARED may say where it is."
