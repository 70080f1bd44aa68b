"""The names of other collation tools, served by this engine: a program changes an import and nothing else."""
