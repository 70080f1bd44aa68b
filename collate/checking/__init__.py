"""Checking: may this transcription come in? Rules with codes, findings at file, line and column.

| module | holds |
| --- | --- |
| `rules` | every rule by its code: name, level, one sentence |
| `findings` | what a rule finds, and where |
| `transcriptions` | the rules on a text by itself, T: `signs`, `words`, `marks`, `paragraphs`, `misspellings` |
| `works` | those on a work, by a `comparison`: V in `variations`, `slips`, `witnesses`; E in `editors`; D in `drift` |
| `evidence`, `nearness` | what speaks for a slip; words that one slip turns into one another |
| `settings`, `characters` | what a project says of its checks, and of its signs |
| `gathering`, `changed`, `reading` | which works and files are meant, by a person or by git; reading them |
| `running`, `coming` | from names to findings; a work, and what comes in to it |
| `checked` | what a run is told, and what comes of it |
| `baseline`, `inline` | findings that are known |
| `mending` | what can be mended without a question |
| `outputs`, `pages` | findings as people, forges and programs read them; the page of each rule |

A new rule is a line in `rules`, a function in the table of `transcriptions` or of `works`, a page in `data/rules/`,
a row in `docs/rules.md` and a case in `tests/check/`.
"""

from collate.checking.rules.registry import RULES as RULES
from collate.model.findings import Finding as Finding
from collate.model.findings import Level as Level
from collate.model.findings import Rule as Rule
