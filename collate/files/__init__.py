"""Files: the one room that opens, reads and writes them. It knows nothing of collation, and every room may use it.

`read` returns bytes, `write` writes a set of files or none of them, `toml` reads settings with the line of each key,
`package_data` finds what comes with the package.
"""
