"""`collate corpus`: one job over many works."""

import click

from collate.cli import options
from collate.cli.examples import examples
from collate.files.boundary import Permissions
from collate.files.encodings import Encodings
from collate.files.read_choices import ReadChoices

# As `collate.corpus.jobs.JobName` has them; a test compares the two.
CORPUS_JOBS = ("report", "check", "discover")


@click.command(
    epilog=examples(
        ("collate corpus works -o results", "reports of all works below a folder, and a page with counts"),
        ("collate corpus works -o checks --job check", "check them all"),
        ("collate corpus list.jsonl -o results --format json --jobs 4", "the works that a list names, in one format"),
        ("collate corpus works -o results --scheduler tcp://127.0.0.1:8786", "on a Dask cluster"),
    )
)
@click.argument("source", metavar="FOLDER|LIST")
@click.option("-o", "--output", required=True, metavar="FOLDER", help="Folder of the results.")
@click.option(
    "--job",
    type=click.Choice(CORPUS_JOBS),
    default="report",
    show_default=True,
    help="What to do with each work.",
)
@click.option(
    "--format",
    "formats",
    multiple=True,
    metavar="NAME,..",
    help="Formats of the reports. Default: those that each work names. May be repeated.",
)
@click.option("--base", metavar="SIGLUM|majority|none", help="Base of each apparatus. Default: that of each work.")
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Processes. Default: one for each core.")
@click.option(
    "--scheduler",
    default="",
    metavar="ADDRESS",
    help="Use the Dask cluster with this scheduler, such as tcp://HOST:8786, and no processes of this command.",
)
@click.option("--dask", is_flag=True, help="Use the Dask cluster that DASK_SCHEDULER_ADDRESS names.")
@click.option("--retry-failed", is_flag=True, help="Do works again that failed, although nothing has changed.")
@click.option("--no-data", is_flag=True, help="Do not write the data set of all readings.")
@click.option("--strict", is_flag=True, help="With --job check: a work with warnings fails too.")
@click.option("--language", default="", metavar="CODE", help="With --job check: the language of all texts (ISO 639).")
@options.encodings
@options.permissions
@options.reading
def corpus(
    source: str,
    output: str,
    job: str,
    formats: tuple[str, ...],
    base: str | None,
    jobs: int | None,
    scheduler: str,
    dask: bool,
    retry_failed: bool,
    no_data: bool,
    strict: bool,
    language: str,
    encoding: Encodings,
    permissions: Permissions,
    choices: ReadChoices,
) -> int:
    """Report on, check or search many works, on all cores, and count over all of them.

    The works are the folders with collation.toml below FOLDER, or those that LIST names: JSON Lines or Parquet with
    `work` and `folder`. A later run does only the works that have changed; a run that was stopped or killed goes on
    where it was. A work that fails does not stop the others.

    Exit codes: 0 success; 1 a work failed; 2 an error, such as wrong arguments.
    """
    from collate.cli.run_corpus import CorpusCommandOptions, run_corpus_command

    return run_corpus_command(
        CorpusCommandOptions(
            source=source,
            output=output,
            job=job,
            formats=options.split_lists(formats),
            base=base,
            jobs=jobs,
            scheduler=scheduler,
            uses_dask=dask,
            retry_failed=retry_failed,
            with_data=not no_data,
            is_strict=strict,
            language=language,
            encoding=encoding,
            permissions=permissions,
            choices=choices,
        )
    )
