"""`python -m collate` is `collate`."""

from collate.cli.run import main

if __name__ == "__main__":
    main()
