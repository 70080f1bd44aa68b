"""Measure what is left in a folder of reports when the program is stopped, the disk is full or the folder vanishes.

`python bench/faults.py` runs for about a quarter of an hour and writes its section into bench/results.md; `make bench`
keeps the section. COLLATE_BENCH_FAULTS=0.1 runs a tenth of all. A made work of three witnesses is written in nine
formats over the reports of an earlier state of its texts. A folder is *old* or *new* if it has every file of that
state, byte for byte, and *mixed* otherwise.

Kills come in turn as SIGINT, SIGTERM and SIGKILL. Three of five come at a random moment between the first temporary and
the usual end of the run, one of five up to a millisecond after the journal appears, when files are renamed, and one of
five at a random moment of the whole run. After each, the next run writes one other file into the folder.

More than 300 lines: each way to fail is made and judged here.
"""

import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from places import RESULTS

SEED: Final = 20261129
SCALE: Final = float(os.environ.get("COLLATE_BENCH_FAULTS", "1"))
HEADING: Final = "## Faults while reports are written"
FORMATS: Final = ("html", "markdown", "json", "csv", "tei", "latex", "text", "graphml", "nexus")
SIGNALS: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGKILL)
PATIENCE: Final = 120  # seconds in which every run must end
WORDS: Final = "the union was decided in a hurry and question had hardly been touched upon by members of that house"

ASKED: Final = """Asked: no mixed folder and no leftovers after SIGINT and SIGTERM, none after the next run, no
traceback. A negative exit code is a signal that ended the program: SIGKILL, or another one while Python was starting.
Python may also exit with 1 then, and its own traceback is not counted."""
HEADER: Final = """| fault | runs | mixed / leftovers | after the next run | old / new | tracebacks | exit codes |
| --- | --- | --- | --- | --- | --- | --- |"""

MAIN: Final = re.compile(rb'cli/main\.py", line \d+, in main\n')

Set = dict[str, bytes]


@dataclass(slots=True)
class Tally:
    """What was counted in the runs of one fault."""

    fault: str
    runs: int = 0
    states: Counter[str] = field(default_factory=Counter)
    mixed_before_mending: int = 0
    left: int = 0  # runs after which a temporary was left
    left_before_mending: int = 0
    tracebacks: int = 0
    codes: Counter[int] = field(default_factory=Counter)

    def row(self) -> str:
        """Return the row of the table."""
        codes = ", ".join(f"{code}: {number}" for code, number in sorted(self.codes.items()))
        before = f"{self.mixed_before_mending} / {self.left_before_mending}"
        after = f"{self.states['mixed']} / {self.left}"
        kept = f"{self.states['old']} / {self.states['new']}"
        return f"| {self.fault} | {self.runs} | {before} | {after} | {kept} | {self.tracebacks} | {codes} |"


@dataclass(frozen=True, slots=True)
class Bench:
    """A folder with two states of a work, and the reports of each."""

    folder: Path
    old: Set
    new: Set
    whole: float  # seconds of a run
    writing: float  # seconds from the first temporary to the end

    def target(self) -> Path:
        """Return a folder with the old reports."""
        target = self.folder / "reports"
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir()
        for name, content in self.old.items():
            (target / name).write_bytes(content)
        return target

    def state(self, target: Path) -> str:
        """Return whether a folder has the old set, the new one, or something else."""
        content = read_set(target)
        return "old" if content == self.old else "new" if content == self.new else "mixed"


def make_work(folder: Path, seed: int) -> None:
    """Write a work of three witnesses, made from a seed."""
    random_ = random.Random(seed)
    text = [random_.choice(WORDS.split()) for _ in range(60)]
    folder.mkdir(parents=True)
    for siglum in "ABC":
        words = [word if random_.random() > 0.08 else random_.choice(WORDS.split()) for word in text]
        (folder / f"{siglum}.txt").write_text(" ".join(words) + "\n", encoding="utf-8")
    rows = "".join(f'[[witnesses]]\nsiglum = "{siglum}"\nfile = "{siglum}.txt"\n' for siglum in "ABC")
    (folder / "collation.toml").write_text(rows, encoding="utf-8")


def command(work: Path, target: Path, *formats: str) -> list[str]:
    """Return the command line of `collate report`."""
    options = [part for name in formats or FORMATS for part in ("--format", name)]
    return [sys.executable, "-m", "collate", "report", str(work), "-o", str(target), *options]


def start(arguments: list[str]) -> subprocess.Popen[bytes]:
    """Start a program of which only standard error is read."""
    return subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def finish(process: subprocess.Popen[bytes], tally: Tally) -> None:
    """Wait for a program, and count its exit code, and its traceback if its `main` had begun."""
    _, errors = process.communicate(timeout=PATIENCE)
    tally.codes[process.returncode] += 1
    if MAIN.search(errors):
        tally.tracebacks += 1
        sys.stderr.write(errors.decode())


def read_set(target: Path) -> Set:
    """Return the reports in a folder."""
    return {path.name: path.read_bytes() for path in target.iterdir() if not path.name.startswith(".collate-")}


def leftovers(target: Path) -> list[str]:
    """Return the names of our temporaries, backups and journals in a folder."""
    with os.scandir(target) as entries:
        return [entry.name for entry in entries if entry.name.startswith(".collate-")]


def wait_for(process: subprocess.Popen[bytes], target: Path, ending: str) -> None:
    """Wait until a file with our name and this ending appears, or the program ends."""
    while process.poll() is None and not any(name.endswith(ending) for name in leftovers(target)):
        time.sleep(0.00005 if ending == ".journal" else 0.001)


def moments(random_: random.Random, bench: Bench, number: int) -> tuple[str, float]:
    """Return what a kill waits for, "" for nothing, and how long it waits then."""
    if number % 5 == 0:
        return "", random_.uniform(0, bench.whole)
    if number % 5 == 1:
        return ".journal", random_.uniform(0, 0.001)
    return ".new", random_.uniform(0, bench.writing)


def kills(bench: Bench, runs: int) -> Iterator[Tally]:
    """Kill runs at random moments."""
    random_ = random.Random(SEED)
    tallies = {number: Tally(number.name) for number in SIGNALS}
    for index in range(runs):
        number = SIGNALS[index % len(SIGNALS)]
        tally, target = tallies[number], bench.target()
        ending, pause = moments(random_, bench, index // len(SIGNALS))
        process = start(command(bench.folder / "new" / "work", target))
        if ending:
            wait_for(process, target, ending)
        time.sleep(pause)
        process.send_signal(number)
        finish(process, tally)
        tally.runs += 1
        tally.mixed_before_mending += bench.state(target) == "mixed"
        tally.left_before_mending += bool(leftovers(target))
        subprocess.run(
            command(bench.folder / "old" / "work", target / "other.tsv", "tsv"), capture_output=True, check=True
        )
        (target / "other.tsv").unlink()
        judge(bench, target, tally)
        if index % 50 == 49:
            sys.stderr.write(f"{index + 1} kills\n")
    yield from tallies.values()


def write_another_file(bench: Bench, target: Path) -> None:
    """Run the program that writes most quickly, and remove what it wrote."""
    other, text = target / "other.txt", bench.folder / "old" / "work" / "A.txt"
    showing = [sys.executable, "-m", "collate", "show", "text", str(text), "-o", str(other)]
    subprocess.run(showing, capture_output=True, check=True)
    other.unlink()


def judge(bench: Bench, target: Path, tally: Tally) -> None:
    """Count the state of a folder, and whether temporaries are left."""
    tally.states[bench.state(target)] += 1
    tally.left += bool(leftovers(target))


def limited(bench: Bench, runs: int) -> Iterator[Tally]:
    """Let no file grow beyond a random size, as on a disk with a quota."""
    random_, tally = random.Random(SEED), Tally("no file may grow beyond a limit")
    largest = max(map(len, bench.new.values()))
    for _ in range(runs):
        target, size = bench.target(), random_.randrange(largest)
        finish(
            start([sys.executable, __file__, "--limited", str(size), *command(bench.folder / "new" / "work", target)]),
            tally,
        )
        tally.runs += 1
        judge(bench, target, tally)
    yield tally


def full(bench: Bench, runs: int) -> Iterator[Tally]:
    """Fill a small file system, if one can be made."""
    random_, tally = random.Random(SEED), Tally("disk full")
    new, old = (sum(-(-len(content) // 4096) * 4096 for content in set_.values()) for set_ in (bench.new, bench.old))
    for _ in range(runs):
        target = bench.folder / "small"
        target.mkdir(exist_ok=True)
        size = old + random_.randrange(4096, new + 40960, 4096)
        mounting = ["mount", "-t", "tmpfs", "-o", f"size={size}", "none", str(target)]
        if subprocess.run(mounting, capture_output=True, check=False).returncode:
            return
        try:
            for name, content in bench.old.items():
                (target / name).write_bytes(content)
            finish(start(command(bench.folder / "new" / "work", target)), tally)
            tally.runs += 1
            judge(bench, target, tally)
        finally:
            subprocess.run(["umount", str(target)], check=True)
    yield tally


def vanishing(bench: Bench, runs: int) -> Iterator[Tally]:
    """Remove the folder while it is written to; what matters is that the program ends with a sentence."""
    random_, tally = random.Random(SEED), Tally("the folder vanishes")
    for _ in range(runs):
        target = bench.target()
        process = start(command(bench.folder / "new" / "work", target))
        wait_for(process, target, ".new")
        time.sleep(random_.uniform(0, bench.writing))
        target.rename(bench.folder / "gone")
        finish(process, tally)
        tally.runs += 1
        shutil.rmtree(bench.folder / "gone")
    yield tally


def together(bench: Bench, runs: int) -> Iterator[Tally]:
    """Start two runs at once, of the old and of the new state of the work."""
    random_, tally = random.Random(SEED), Tally("two runs at once")
    for _ in range(runs):
        target = bench.target()
        processes = []
        for state in random_.sample(["old", "new"], 2):
            processes.append(start(command(bench.folder / state / "work", target)))
            time.sleep(random_.uniform(0, 0.05))
        for process in processes:
            finish(process, tally)
        tally.runs += 1
        judge(bench, target, tally)
    yield tally


FAULTS: Final[dict[Callable[[Bench, int], Iterator[Tally]], int]] = {
    kills: 500, limited: 20, full: 20, vanishing: 20, together: 20,
}  # fmt: skip


def prepare(folder: Path) -> Bench:
    """Make both states of the work and their reports, and measure how long a run takes."""
    sets, whole, writing = [], 0.0, 0.0
    for seed, state in enumerate(("old", "new")):
        make_work(folder / state / "work", SEED + seed)
        target = folder / f"{state} reports"
        target.mkdir()
        begin = time.monotonic()
        process = start(command(folder / state / "work", target))
        wait_for(process, target, ".new")
        first = time.monotonic()
        finish(process, Tally("none"))
        whole, writing = time.monotonic() - begin, time.monotonic() - first
        sets.append(read_set(target))
    if sets[0].keys() != sets[1].keys() or any(sets[0][name] == sets[1][name] for name in sets[0]):
        raise SystemExit("the two sets of reports must differ in every file")
    return Bench(folder, sets[0], sets[1], whole, writing)


def section() -> str:
    """Measure everything, and return the section of the page."""
    # A shell that starts the script in the background lets it ignore Ctrl-C, and its children too.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with tempfile.TemporaryDirectory() as name:
        bench = prepare(Path(name))
        times = f"A run takes {bench.whole:.2f} s; {bench.writing:.2f} s of it are from the first temporary to the end."
        rows = [tally.row() for fault, runs in FAULTS.items() for tally in fault(bench, max(3, int(runs * SCALE)))]
    described = (__doc__ or "").split("\n\n", 1)[1].strip()
    return f"{HEADING}\n\n{described}\n\nSeed {SEED}. {times}\n{ASKED}\n\n{HEADER}\n" + "".join(
        f"{row}\n" for row in rows
    )


def kept_section() -> str:
    """Return the section as it is in bench/results.md, or "" if there is none yet."""
    page = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else ""
    _, heading, rest = page.partition(HEADING)
    body, _, _ = rest.partition("\n## ")
    return f"{heading}{body}".rstrip() + "\n" if heading else ""


def main() -> None:
    """Measure, and replace the section in bench/results.md; or run a command line with a limit on files."""
    if sys.argv[1:2] == ["--limited"]:
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
        os.execv(sys.argv[3], sys.argv[3:])
    measured, before = section(), kept_section()
    sys.stdout.write(measured)
    page = RESULTS.read_text(encoding="utf-8")
    page = page.replace(before.rstrip("\n"), measured.rstrip("\n")) if before else f"{page.rstrip()}\n\n{measured}"
    RESULTS.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
