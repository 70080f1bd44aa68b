"""Checking: may this transcription come in? Rules with codes, findings at file, line and column.

| module | holds |
| --- | --- |
| `rules` | every rule by its code: name, level, one sentence |
| `findings` | what a rule finds, and where |
| `signs`, `words`, `marks`, `paragraphs`, `misspellings` | the rules on a transcription by itself, T |
| `variations`, `slips`, `witnesses` | those against the other witnesses of its work, V |
| `editors` | those on editors' words, E |
| `drift` | those on what is committed: reports, decisions, the apparatus, D |
| `settings` | what a project says of its checks |
| `gathering` | which works and files are meant |
| `running` | from names to findings |
| `baseline`, `inline` | findings that are known |
| `mending` | what can be mended without a question |
| `characters` | the reviewed table of signs |
| `outputs` | findings as people, forges and programs read them |

A new rule is a line in `rules`, a function in the table of `running`, a page in `data/rules/`, and a case in
`tests/check/`.
"""

from collate.check.findings import Finding as Finding
from collate.check.findings import Level as Level
from collate.check.findings import Rule as Rule
from collate.check.rules import RULES as RULES
