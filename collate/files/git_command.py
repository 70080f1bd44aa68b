"""Run git so that a repository, which a stranger may have made, cannot make it run other programs."""

import subprocess
from pathlib import Path
from typing import Final

# A folder with HEAD, objects, refs and config is a repository for git, and may be committed inside another one. Its
# settings can name programs, such as core.fsmonitor. From version 2.38 on, git can refuse such a folder.
_SAFELY: Final = ("-c", "safe.bareRepository=explicit", "-c", "core.fsmonitor=false", "--no-optional-locks")


def run_git(
    folder: Path, *arguments: str, timeout: float | None = None, given: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    """Run git in a folder and return what it wrote, whatever its exit code.

    Parameters
    ----------
    folder : Path
        Where git looks for the repository.
    *arguments : str
        The command of git and its options.
    timeout : float or None
        After so many seconds git is stopped, and subprocess.TimeoutExpired is raised.
    given : bytes
        What git reads from standard input.

    Raises
    ------
    FileNotFoundError
        If git is not installed, or the folder does not exist.
    """
    command = ["git", *_SAFELY, "-C", str(folder), *arguments]
    return subprocess.run(command, capture_output=True, check=False, timeout=timeout, input=given)
