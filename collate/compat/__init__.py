"""The names of other collation tools: a program that uses them changes one import and nothing else."""
