"""The commands: a module for each, with its options and its help. `cli/run_COMMAND.py` does the work."""
