"""`python -m collate` runs `collate`.

Python then searches the current folder for modules first: in a checkout of a stranger, use `collate` itself, or
`python -P -m collate`.
"""

from collate.cli.main import main

if __name__ == "__main__":
    main()
