"""Checking transcriptions: rules with codes; findings with file, line and column.

| module | holds |
| --- | --- |
| `rules.registry` | every rule by its code: name, level, description |
| `rules.transcription` | T, on a file by itself: `characters`, `words`, `spacing` ..; `habits` of the text |
| `rules.work` | on a work: V in `variation`, `witness`, `probable_errors`; E in `editorial`; D in `committed` |
| `comparison` | the collated work that those rules see |
| `error_evidence`, `confusables` | evidence for a probable error; words that are easily taken for one another |
| `settings`, `character_table` | the settings of a project, and its table of allowed characters |
| `file_discovery`, `git_changes`, `read_file` | which works and files to check; reading them |
| `runner`, `work_check` | run the rules on all targets; on one work |
| `session` | the options and the result of a check |
| `baseline`, `suppressions` | accepted findings: in a file, in comments |
| `told_once` | one finding in place of many that have one cause |
| `fixes` | safe corrections |
| `outputs`, `rule_docs` | the formats of findings; the documentation of each rule |

A new rule is a line in `rules.registry`, a function in the table of `rules.transcription` or of `rules.work`, a page in
`data/rules/`, a row in `docs/rules.md` and a case in `tests/check/`.
"""

from collate.checking.rules.registry import RULES as RULES
from collate.model.findings import Finding as Finding
from collate.model.findings import Level as Level
from collate.model.findings import Rule as Rule
