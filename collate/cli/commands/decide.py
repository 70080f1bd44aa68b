"""`collate decide`: writes an editor's decision on a place or a pair of readings."""

import click

from collate.cli import options


@click.command()
@click.argument("work_and_place", nargs=-1, metavar="[WORK] PLACE")
@click.option("--kind", metavar="KIND", help="How the two readings differ.")
@click.option("--cause", metavar="CAUSE", help="And for what cause.")
@click.option("--ignore", is_flag=True, help="Leave the pair, or the whole place, out of reports; it is counted.")
@click.option("--align", metavar="SIGLUM@start-end", help="Put the words of PLACE into one column with these.")
@click.option("--separate", is_flag=True, help="Keep the two readings in columns of their own.")
@click.option("--merge", is_flag=True, help="Make one entry of those at PLACE, or of #N and the next.")
@click.option("--split", is_flag=True, help="Cut the entry before and after the words of PLACE.")
@click.option("--reading", metavar="SIGLUM", help="The witness that has the second reading, where there are several.")
@click.option(
    "--scope",
    type=click.Choice(["here", "witness", "work"]),
    default="here",
    show_default=True,
    help="This place; the pair wherever that witness has it; wherever it stands.",
)
@click.option("--why", metavar="SENTENCE", help="The reason.")
@click.option("--who", metavar="NAME", help="Who decides; else git's user.name, or $USER.")
@click.option("--when", metavar="DAY", help="When; else today.")
@click.option("--replace", is_flag=True, help="Speak in the place of the decision that this one contradicts.")
@click.option("--list", "list_all", is_flag=True, help="Show all decisions and what became of them.")
@click.option("--base", metavar="SIGLUM|majority", help="The witness to compare with, if not the base of the work.")
@options.encoding
@options.aligner
def decide(
    work_and_place: tuple[str, ...],
    kind: str | None,
    cause: str | None,
    ignore: bool,
    align: str | None,
    separate: bool,
    merge: bool,
    split: bool,
    reading: str | None,
    scope: str,
    why: str | None,
    who: str | None,
    when: str | None,
    replace: bool,
    list_all: bool,
    base: str | None,
    encoding: str,
    aligner: str,
) -> None:
    """Decide something of a place, and write it into the decisions.toml of its work.

    PLACE is [WORK:]#N (an entry), SIGLUM:line[:column] or SIGLUM@start-end. Without a WORK it is the
    one in this folder, or the only one in witnesses/. What would contradict a decision is refused.
    """
    given = {
        "kind": kind is not None,
        "ignore": ignore,
        "align": align is not None,
        "separate": separate,
        "merge": merge,
        "split": split,
    }
    actions = [name for name, is_given in given.items() if is_given]
    if list_all and (actions or len(work_and_place) > 1):
        raise click.UsageError("--list decides nothing; name a work alone beside it")
    if not list_all and len(actions) != 1:
        problem = f"--{' and --'.join(actions)} are two decisions" if actions else "nothing is decided"
        raise click.UsageError(f"{problem}; give one of --{', --'.join(given)}")
    if cause is not None and kind is None:
        raise click.UsageError("--cause is the cause of a kind; give --kind as well")
    if not list_all and len(work_and_place) not in (1, 2):
        raise click.UsageError("name a PLACE, with the folder of its WORK before it if there are several")
    from collate.cli.run_decide import DecideOptions, list_decisions, write_decision

    if list_all:
        list_decisions(work_and_place, encoding, aligner)
        return
    *sources, place = work_and_place
    decide_options = DecideOptions(place, actions[0], kind, cause, align, reading, scope, why, who, when, replace, base)
    write_decision(tuple(sources), encoding, aligner, decide_options)
