"""The command line: argument strings in, files and exit codes out. The only room that prints.

| command | module |
| --- | --- |
| report | `cli.report` |
| diff | `cli.diff` |
| align | `cli.align` |
| show | `cli.show` |
| explain | `cli.explain` |
| decide | `cli.decide` |
| check | `cli.check` |
| git-diff | `cli.git_diff` |
| chars | `cli.chars` |
"""
