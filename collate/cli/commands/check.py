"""`collate check`: checks transcriptions against rules."""

import click

from collate.cli import options
from collate.cli.examples import examples
from collate.errors import OptionError
from collate.files.boundary import Permissions
from collate.files.encodings import Encodings
from collate.files.read_choices import ReadChoices
from collate.model.language import language_error


def language_code(code: str) -> str:
    """Return the code of a language. Raises OptionError for what is none."""
    if why := language_error(code):
        raise OptionError(f"--{why}")
    return code


@click.command(
    epilog=examples(
        ("collate check", "all works below the current folder, or all its texts"),
        ("collate check letters --select T,V-slip", "some rules"),
        ("collate check --since origin/main", "what is new or changed"),
        ("collate check --diff", "what --fix would change"),
        ("collate check --explain T201", "a rule"),
    )
)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "--format",
    "format_name",
    type=click.Choice(options.CHECK_FORMATS),
    default="text",
    show_default=True,
    help="Output format, for people (text, concise) or for programs and CI services (the others).",
)
@options.output
@click.option(
    "--select",
    multiple=True,
    metavar="RULE,..",
    help="Run only these rules. RULE is a code (T201), the beginning of codes (T2), a name, or all.",
)
@click.option("--ignore", multiple=True, metavar="RULE,..", help="Do not run these rules.")
@click.option(
    "--since",
    metavar="REV",
    help="Check only what is new or changed since this git revision, with the rest of its work.",
)
@click.option("--baseline", metavar="FILE", help="Hide the findings recorded in this file.")
@click.option("--all", "show_baselined", is_flag=True, help="Also show findings recorded in the baseline.")
@click.option(
    "--write-baseline",
    is_flag=True,
    help="Record all current findings in the baseline, and keep the reasons that it has. A file that is not a baseline "
    "is never overwritten, and one that the settings name ends in .json.",
)
@click.option(
    "--fix",
    is_flag=True,
    help="Fix what is safe to fix: Unicode normal form, byte order mark, line ends, trailing space, if their rules "
    "are on. All files are written or none.",
)
@click.option(
    "--diff",
    "show_fixes",
    is_flag=True,
    help="Show what --fix would change, and change nothing. Exits 1 if there is anything.",
)
@click.option("--statistics", is_flag=True, help="Show the number of findings of each rule.")
@click.option("--strict", is_flag=True, help="Warnings fail the check too: exit 1.")
@click.option(
    "--language",
    default="",
    metavar="CODE",
    callback=lambda context, parameter, value: language_code(value),
    help="Language of the texts (ISO 639), such as fr. Default: that of the work, or `language` "
    "under [tool.collate] in pyproject.toml.",
)
@click.option(
    "--exit-zero",
    is_flag=True,
    help="Exit 0 even if there are findings at level error. The exit code is still 2 if something cannot be read.",
)
@click.option("--explain", metavar="RULE", help="Print what a rule finds, why it matters, and what to do.")
@click.option("--rules", "list_all", is_flag=True, help="Print a list of all rules.")
@options.encodings
@options.permissions
@options.reading
@options.aligner
@options.color
def check(
    paths: tuple[str, ...],
    format_name: str,
    output: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    since: str | None,
    baseline: str | None,
    show_baselined: bool,
    write_baseline: bool,
    fix: bool,
    show_fixes: bool,
    statistics: bool,
    strict: bool,
    language: str,
    exit_zero: bool,
    explain: str | None,
    list_all: bool,
    encoding: Encodings,
    permissions: Permissions,
    choices: ReadChoices,
    aligner: str,
    color: str,
) -> int:
    """Check transcriptions against rules.

    Each file is checked by itself and against the other witnesses of its work. Reports and decisions that are
    committed are checked against the witnesses. PATH is a work, a folder of works or of texts, or a file; the default
    is the current folder. Exits 1 if there is a finding at level error, with --strict also at level warning.
    """
    from collate.cli.run_check import CheckCommandOptions, explain_rule, list_rules, run_check

    if explain is not None:
        return explain_rule(explain)
    if list_all:
        return list_rules()
    command_options = CheckCommandOptions(
        paths=paths,
        format_name=format_name,
        output=output,
        select=options.split_lists(select),
        ignore=options.split_lists(ignore),
        since=since,
        baseline=baseline,
        show_baselined=show_baselined,
        write_baseline=write_baseline,
        fix=fix,
        show_fixes=show_fixes,
        statistics=statistics,
        is_strict=strict,
        language=language,
        exit_zero=exit_zero,
        encoding=encoding,
        permissions=permissions,
        choices=choices,
        aligner=aligner,
        coloured=options.use_colour(color) and output in (None, "-"),
    )
    return run_check(command_options)
