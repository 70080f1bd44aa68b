"""What can be wrong with what a person gave us.

Every error is one sentence that names the file, the place and the mend. Library code raises
these and never prints or exits; the command line shows them and exits 2. Anything else that
escapes is a bug and keeps its traceback.
"""


class CollateError(Exception):
    """A mistake that a person can mend."""


class ReadError(CollateError, ValueError):
    """A file that cannot be read as a witness."""


class UnknownEncodingError(ReadError):
    """A name that no encoding of text has."""


class ConfigError(CollateError, ValueError):
    """A `collation.toml` that says something wrong."""


class RuleError(CollateError, ValueError):
    """A rule of the work's own that fails."""


class OptionError(CollateError, ValueError):
    """An option that nothing answers to, or two that do not go together."""


class WitnessError(CollateError, ValueError):
    """Witnesses that cannot be collated together."""


class TokenError(CollateError, ValueError):
    """Tokens that do not give their witness back."""


class AlignmentError(CollateError, ValueError):
    """A table that loses, repeats or reorders a token."""


class PlaceError(CollateError, ValueError):
    """A place that is not in the work."""


class WriteError(CollateError, ValueError):
    """A report that cannot be written."""


class InternalError(RuntimeError):
    """A fault of this program, not of its input. It keeps its traceback; the command line exits 70."""
