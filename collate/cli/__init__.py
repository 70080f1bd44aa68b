"""The command line: argument strings in, files and exit codes out. The only room that prints.

| command | module |
| --- | --- |
| report | `cli.report` |
| diff | `cli.diff` |
| show | `cli.show` |
| explain | `cli.explain` |
"""
