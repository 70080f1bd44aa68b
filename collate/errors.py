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
    """A mistake in the input or in how it is used. The message says what to do."""


class ReadError(CollateError, ValueError):
    """A file cannot be read as a witness."""


class UnknownEncodingError(ReadError):
    """There is no text encoding of this name."""


class ConfigError(CollateError, ValueError):
    """A setting is wrong, in `collation.toml` or in another file of settings."""


class RuleError(CollateError, ValueError):
    """A rule that the work defines itself fails."""


class OptionError(CollateError, ValueError):
    """An option has a value that does not exist, or two options exclude each other."""


class WitnessError(CollateError, ValueError):
    """Witnesses cannot be collated together."""


class AlignmentError(CollateError, ValueError):
    """An aligner lost, repeated or reordered a token."""


class PlaceError(CollateError, ValueError):
    """A place is not in the work."""


class WriteError(CollateError, ValueError):
    """A report cannot be written."""


class InternalError(RuntimeError):
    """A fault of this program, not of its input. It keeps its traceback; the command line exits 70."""


class TokenError(InternalError, ValueError):
    """Tokens do not read back as the text of their witness."""
