"""The command line: reads the arguments, runs a command, writes its result, and returns an exit code.

No other part of the package prints or exits.

`commands/` has a module for each command, with its options and its help. It imports nothing heavy, so that `--help`
is fast. `run_COMMAND.py` does what the command does, and is imported only when the command runs.

| command | runs |
| --- | --- |
| init | `cli.run_init` |
| report | `cli.run_report` |
| diff | `cli.run_diff` |
| align | `cli.run_align` |
| show | `cli.run_show`, `cli.run_show_text`, `cli.run_show_editorial`, `cli.run_show_units` |
| explain | `cli.run_explain` |
| decide | `cli.run_decide` |
| check | `cli.run_check` |
| git-diff | `cli.run_git_diff` |
| chars | `cli.run_chars` |
"""
