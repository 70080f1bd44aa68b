"""The commands: options and help, one file each; what a command does is in its `run_` module."""
