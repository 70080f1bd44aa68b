"""`collate decide`: writes an editor's decision on a place or a pair of readings."""

import click

from collate.cli import options
from collate.cli.examples import examples
from collate.files.boundary import Permissions
from collate.files.encodings import Encodings
from collate.files.read_choices import ReadChoices


@click.command(
    epilog=examples(
        ("collate decide letters '#19' --kind spelling --why \"he spells so throughout\"", "the kind of one entry"),
        (
            "collate decide letters '#19' --ignore --scope work --why \"house style\"",
            "wherever these two readings differ",
        ),
        ("collate decide letters --list", "all decisions"),
        ("collate decide letters --undo", "takes the last one back"),
    )
)
@click.argument("work_and_place", nargs=-1, metavar="[WORK] PLACE")
@click.option(
    "--kind",
    metavar="KIND",
    help="Set the kind of the difference between two readings. An addition is an omission if the other is the base.",
)
@click.option("--cause", metavar="CAUSE", help="Set its cause too; needs --kind.")
@click.option(
    "--ignore",
    is_flag=True,
    help="Leave two readings, or all readings of the place, out of reports. Reports show how many are ignored.",
)
@click.option(
    "--align", metavar="SIGLUM@start-end", help="Align the words of PLACE with these words of another witness."
)
@click.option("--separate", is_flag=True, help="Put the two readings into separate columns.")
@click.option("--merge", is_flag=True, help="Make one entry of the entries at PLACE, or of #N and the next entry.")
@click.option("--split", is_flag=True, help="Split the entry before and after the words of PLACE.")
@click.option("--reading", metavar="SIGLUM", help="Witness of the second reading, if there are several readings.")
@click.option(
    "--scope",
    type=click.Choice(["here", "witness", "work"]),
    default="here",
    show_default=True,
    help="Where the decision applies. here: at this place. witness: wherever the same two readings differ, if the "
    "second is that of the same witness. work: wherever they differ.",
)
@click.option("--why", metavar="SENTENCE", help="Reason for the decision (required). Every report shows it.")
@click.option("--who", metavar="NAME", help="Name of the person who decides. Default: git's user.name, or $USER.")
@click.option("--when", metavar="DAY", help="Date of the decision. Default: today.")
@click.option(
    "--replace",
    is_flag=True,
    help="Replace the earlier decision that this one contradicts, which is refused otherwise.",
)
@click.option(
    "--list",
    "list_all",
    is_flag=True,
    help="Print all decisions: id, line, state (obeyed, which means applied, stale, conflict or idle), action, scope, "
    "what each is about, and why.",
)
@click.option(
    "--undo",
    is_flag=True,
    help="Remove the last decision from its file, or the one whose ID is named, and show the entries as they are "
    "without it.",
)
@click.option(
    "--migrate", is_flag=True, help="Move decisions that do not hold any more to today's entries, by their words."
)
@click.option(
    "--suggest",
    type=click.IntRange(1, 1000),
    metavar="N",
    help="Print the N pairs of words whose decision would teach most: entry, present kind, number of entries, and the "
    "command that confirms kind and cause when you add your reason.",
)
@click.option("--base", metavar="SIGLUM|majority", help="Base to compare with, if not the base of the work.")
@options.encodings
@options.permissions
@options.reading
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
    undo: bool,
    migrate: bool,
    suggest: int | None,
    base: str | None,
    encoding: Encodings,
    permissions: Permissions,
    choices: ReadChoices,
    aligner: str,
) -> None:
    """Decide on a place or on two readings, and add the decision to the decisions.toml of the work.

    PLACE is [WORK:]#N or #ID (an entry), SIGLUM:line[:column], SIGLUM@start-end, or [SIGLUM:]system=value
    such as "verse=Mark 1:3". Without WORK, the work is the one in the current folder, or the only one in witnesses/.
    A decision that contradicts an earlier one is refused.
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
    if undo and (actions or list_all or len(work_and_place) > 2):
        raise click.UsageError("--undo makes no decision; name a work, the id of a decision, or nothing")
    if migrate and (actions or list_all or undo or len(work_and_place) > 1):
        raise click.UsageError("--migrate makes no decision; name a work and nothing else")
    if suggest is not None and (actions or list_all or undo or migrate or len(work_and_place) > 1):
        raise click.UsageError("--suggest makes no decision; name a work and nothing else")
    if list_all and (actions or len(work_and_place) > 1):
        raise click.UsageError("--list makes no decision; name a work and nothing else")
    if not (list_all or undo or migrate or suggest) and len(actions) != 1:
        problem = f"--{' and --'.join(actions)} cannot be used together" if actions else "there is nothing to decide"
        raise click.UsageError(f"{problem}; use one of --{', --'.join(given)}")
    if cause is not None and kind is None:
        raise click.UsageError("--cause is the cause of a kind; add --kind")
    if not (list_all or undo or migrate or suggest) and len(work_and_place) not in (1, 2):
        raise click.UsageError("name a PLACE; if there are several works, name the folder of the WORK before it")
    if suggest is not None:
        from collate.cli.run_suggest import print_suggestions

        print_suggestions(work_and_place, suggest, encoding, permissions, choices, aligner, base)
        return
    if migrate:
        from collate.cli.run_migrate import migrate_decisions

        migrate_decisions(work_and_place, encoding, permissions, choices, aligner)
        return
    if undo:
        from collate.cli.run_undo import undo_decision

        undo_decision(work_and_place, encoding, permissions, choices, aligner)
        return
    from collate.cli.run_decide import DecideOptions, list_decisions, write_decision

    if list_all:
        list_decisions(work_and_place, encoding, permissions, choices, aligner)
        return
    *sources, place = work_and_place
    decide_options = DecideOptions(place, actions[0], kind, cause, align, reading, scope, why, who, when, replace, base)
    write_decision(tuple(sources), encoding, permissions, choices, aligner, decide_options)
