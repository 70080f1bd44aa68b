"""`collate check`: checks transcriptions against rules."""

import click

from collate.cli import options


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "--format",
    "format_name",
    type=click.Choice(options.CHECK_FORMATS),
    default="text",
    show_default=True,
    help="For people, programs and forges.",
)
@options.output
@click.option(
    "--select", multiple=True, metavar="RULE,..", help="Ask these rules alone: codes, beginnings, names, all."
)
@click.option("--ignore", multiple=True, metavar="RULE,..", help="Do not ask these.")
@click.option("--since", metavar="REV", help="Check what git says is new or changed since this revision.")
@click.option("--baseline", metavar="FILE", help="Leave out the findings that this file knows.")
@click.option("--all", "show_baselined", is_flag=True, help="Tell what the baseline knows too.")
@click.option("--write-baseline", is_flag=True, help="Write all findings of now into the baseline.")
@click.option("--fix", is_flag=True, help="Mend what is safe: normal form, byte order mark, line ends, trailing space.")
@click.option("--diff", "show_fixes", is_flag=True, help="Show what --fix would mend; exits 1 if anything.")
@click.option("--statistics", is_flag=True, help="Count the findings by rule.")
@click.option("--exit-zero", is_flag=True, help="Exit 0 although there are errors among the findings.")
@click.option("--explain", metavar="RULE", help="Say what a rule finds, why it matters, and how to mend it.")
@click.option("--rules", "list_all", is_flag=True, help="List all rules.")
@options.encoding
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
    exit_zero: bool,
    explain: str | None,
    list_all: bool,
    encoding: str,
    aligner: str,
    color: str,
) -> int:
    """Check transcriptions: each by itself, beside the others of its work, and what is committed of it.

    PATH is a work, a folder of works or of texts, or a file; without one, it is this folder. Exits 1 when
    there is a finding at level error.
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
        exit_zero=exit_zero,
        encoding=encoding,
        aligner=aligner,
        coloured=options.use_colour(color) and output in (None, "-"),
    )
    return run_check(command_options)
