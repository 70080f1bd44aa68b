"""Files: the one room that opens, reads and writes them. It knows nothing of collation, and every room may use it.

`read` returns bytes, `write` writes a set of files or none of them (with `targets`, `file_set`, `journal`,
`folder_lock` and `signals`), `toml` reads settings with the line of each key, `package_data` finds what comes with the
package.
"""
