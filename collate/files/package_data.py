"""Where the files that come with the package are: rule files, language tables, the page, schemas."""

from pathlib import Path
from typing import Final

DATA: Final = Path(__file__).parent.parent / "data"
