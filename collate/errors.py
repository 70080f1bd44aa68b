"""The exceptions of the package.

    Exception
    ├── CollateError             a mistake in the input or in how it is used
    │   ├── ReadError            (also ValueError, as are all below)
    │   │   └── UnknownEncodingError
    │   ├── ConfigError
    │   ├── RuleError
    │   ├── OptionError
    │   ├── WitnessError
    │   ├── AlignmentError
    │   ├── PlaceError
    │   └── WriteError
    └── RuntimeError
        └── InternalError        a fault of this program
            └── TokenError       (also ValueError)

The message of a `CollateError` is one sentence: it names the file and the place, and what to do. The command line
prints it and exits 2. An `InternalError`, and any exception that is not expected, keeps its traceback; the command line
prints it and exits 70. Library code raises these exceptions, and never prints or exits.
"""


class CollateError(Exception):
    """A mistake in the input or in how it is used. The message says what to do.

    Examples
    --------
    >>> import collate
    >>> try:
    ...     collate.collate(["a cat", "the cat"], base="C")
    ... except collate.CollateError as error:
    ...     print(error)
    the base C is not a witness; choose one of A, B, majority or none
    """


class ReadError(CollateError, ValueError):
    """A file cannot be read as a witness.

    Examples
    --------
    >>> import collate
    >>> try:
    ...     collate.read("missing.txt")
    ... except collate.ReadError as error:
    ...     print(error)
    missing.txt: no such file; check the name
    """


class UnknownEncodingError(ReadError):
    """There is no text encoding of this name.

    Examples
    --------
    >>> import collate
    >>> try:
    ...     collate.read("README.md", encoding="utf-9")
    ... except collate.UnknownEncodingError as error:
    ...     print(error)
    utf-9: unknown encoding; try utf-8, cp1252, latin-1 or utf-16
    """


class ConfigError(CollateError, ValueError):
    """A setting is wrong, in `collation.toml` or in another file of settings.

    Examples
    --------
    >>> import collate
    >>> try:
    ...     collate.diff("a", "b").only("speling")
    ... except collate.ConfigError as error:
    ...     print(error)
    speling: not the name of a kind, of a kind with its cause, or of a significance; did you mean spelling?
    """


class RuleError(CollateError, ValueError):
    """A rule that the work defines itself fails.

    Examples
    --------
    >>> import collate
    >>> issubclass(collate.RuleError, collate.CollateError)
    True
    """


class OptionError(CollateError, ValueError):
    """An option has a value that does not exist, or two options exclude each other.

    Examples
    --------
    >>> import collate
    >>> try:
    ...     collate.diff("a", "b", aligner="fast")
    ... except collate.OptionError as error:
    ...     print(error)
    there is no aligner 'fast'; use one of native, collatex
    """


class WitnessError(CollateError, ValueError):
    """Witnesses cannot be collated together.

    Examples
    --------
    >>> import collate
    >>> try:
    ...     collate.collate({"none": "a", "B": "b"})
    ... except collate.WitnessError as error:
    ...     print(str(error)[:32])
    none cannot be a siglum, because
    """


class AlignmentError(CollateError, ValueError):
    """An aligner lost, repeated or reordered a token.

    Examples
    --------
    >>> import collate
    >>> issubclass(collate.AlignmentError, collate.CollateError)
    True
    """


class PlaceError(CollateError, ValueError):
    """A place is not in the work.

    Examples
    --------
    >>> import collate
    >>> try:
    ...     collate.diff("a cat", "the cat").explain(2)
    ... except collate.PlaceError as error:
    ...     print(error)
    #2: no entry has this number; the last entry is #1
    """


class WriteError(CollateError, ValueError):
    """A report cannot be written.

    Examples
    --------
    >>> import collate, pathlib
    >>> result = collate.collate([pathlib.Path("README.md"), "another text"])
    >>> try:
    ...     result.write("csv", "README.md")
    ... except collate.WriteError as error:
    ...     print(error)
    README.md: this file is read as input and is never overwritten; choose another path
    """


class InternalError(RuntimeError):
    """A fault of this program, not of its input. It keeps its traceback; the command line exits 70.

    Examples
    --------
    >>> import collate
    >>> issubclass(collate.InternalError, collate.CollateError)
    False
    """


class TokenError(InternalError, ValueError):
    """Tokens do not read back as the text of their witness.

    Examples
    --------
    >>> import collate
    >>> issubclass(collate.TokenError, collate.InternalError)
    True
    """
