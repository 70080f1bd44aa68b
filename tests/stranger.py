"""A project that a stranger has written in, as the tests of security need it."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

SECRET = "hunter2 passphrase of the runner"


TEXT = "Whan that Aprille with his shoures soote\nThe droghte of March hath perced to the roote\n"


WITNESSES = '[[witnesses]]\nsiglum = "A"\nfile = "a.txt"\n\n[[witnesses]]\nsiglum = "B"\nfile = "b.txt"\n'


Called = Callable[..., tuple[int, str, str]]


EVERY_COMMAND = [
    ("check",),
    ("check", "w"),
    ("check", "w/collation.toml"),
    ("check", "--diff"),
    ("check", "--fix"),
    ("report", "w"),
    ("report", "w", "--check", "-o", "out"),
    ("explain", "w", "#1"),
    ("decide", "--list", "w"),
    ("show", "text", "w"),
    ("show", "table", "w"),
    ("show", "editorial", "w"),
    ("chars", "--generate", "w"),
]


def links(project: Path) -> None:
    (project / "w" / "link.txt").symlink_to("../../outside/secret.txt")
    (project / "w" / "folder").symlink_to("../../outside")


def write_settings(project: Path, toml: str) -> None:
    toml = toml.replace("{outside}", str(project.parent / "outside"))
    before, after = (toml, "") if toml.startswith("decisions") else ("", toml)
    (project / "w" / "collation.toml").write_text(f"{before}{WITNESSES}{after}", encoding="utf-8")


def git(folder: Path, *arguments: str) -> None:
    """Run git, away from the settings of whoever runs the tests."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    who = {f"GIT_{role}_{what}": "n@n" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    nobody = dict.fromkeys(("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"), os.devnull)
    subprocess.run(["git", *arguments], cwd=folder, env={**clean, **who, **nobody}, check=True, capture_output=True)
