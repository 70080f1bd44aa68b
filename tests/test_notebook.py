"""The notebook of the docs runs from its first cell to its last."""

from pathlib import Path

import nbformat
from nbclient import NotebookClient

ROOT = Path(__file__).parent.parent


def test_every_cell_of_the_notebook_runs() -> None:
    notebook = nbformat.read(ROOT / "docs" / "api.ipynb", as_version=4)
    assert not any(cell.get("outputs") for cell in notebook.cells)
    NotebookClient(notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": ROOT}}).execute()
    shown = [output for cell in notebook.cells for output in cell.get("outputs", ())]
    tables = [output for output in shown if "<table>" in output.get("data", {}).get("text/html", "")]
    assert len(tables) >= 5
