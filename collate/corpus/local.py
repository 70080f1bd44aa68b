"""Map batches over processes on this machine. A process that is killed is replaced."""

import gc
import os
import signal
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing import active_children, connection, get_context, parent_process
from pathlib import Path
from typing import Final

from collate.corpus.batches import Batch, alone
from collate.corpus.doing import DoneBatch, do_batch, lost_batch
from collate.corpus.jobs import JobOptions

WAITING: Final = 2  # batches for each process: one that it does, and one that waits for it
_GC_THRESHOLD: Final = 200_000  # as the command line has it


def map_locally(
    batches: Sequence[Batch], output: Path, options: JobOptions, jobs: int
) -> Iterator[tuple[Batch, DoneBatch]]:
    """Do batches in so many processes, and yield each when it is done.

    If a process ends without an answer, the batches that were under way are done again one at a time, then their works
    one at a time; a work that ends its process even so is told as failed.
    """
    waiting = list(reversed(batches))
    suspects: list[Batch] = []
    while waiting or suspects:
        if waiting:
            yield from _map_together(waiting, suspects, output, options, jobs)
            continue
        batch = suspects.pop()
        done = _done_alone(batch, output, options)
        if done is not None:
            yield batch, done
        elif len(batch.works) > 1:
            suspects += alone(batch)
        else:
            yield batch, lost_batch(batch, options)


def _map_together(
    waiting: list[Batch], suspects: list[Batch], output: Path, options: JobOptions, jobs: int
) -> Iterator[tuple[Batch, DoneBatch]]:
    """Do waiting batches until all are done, or a process is lost: then what was under way is suspect."""
    under_way: dict[Future[DoneBatch], Batch] = {}
    with _pool(jobs) as pool:
        try:
            while waiting or under_way:
                while waiting and len(under_way) < WAITING * jobs:
                    batch = waiting.pop()
                    try:
                        under_way[pool.submit(do_batch, batch, output, options)] = batch
                    except BrokenProcessPool:
                        waiting.append(batch)
                        break
                done, _ = wait(under_way, return_when=FIRST_COMPLETED)
                lost = False
                for future in done:
                    batch = under_way.pop(future)
                    try:
                        result = future.result()
                    except BrokenProcessPool:
                        suspects.append(batch)
                        lost = True
                        continue
                    yield batch, result
                if lost:
                    suspects += under_way.values()
                    return
        except BaseException:
            _end_processes(pool)
            raise


def _done_alone(batch: Batch, output: Path, options: JobOptions) -> DoneBatch | None:
    """Do a batch in a process of its own; None if the process is lost."""
    with _pool(1) as pool:
        try:
            return pool.submit(do_batch, batch, output, options).result()
        except BrokenProcessPool:
            return None
        except BaseException:
            _end_processes(pool)
            raise


def _pool(jobs: int) -> ProcessPoolExecutor:
    # A new interpreter, because the libraries below have threads of their own, which a fork would break.
    return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_prepare_process)


def _end_processes(pool: ProcessPoolExecutor) -> None:
    """End the processes of a pool now: what they were doing is not recorded, and is done again by the next run."""
    pool.shutdown(wait=False, cancel_futures=True)
    for process in active_children():
        process.terminate()


def _prepare_process() -> None:
    """Prepare a process: Ctrl-C is for the one that started it, and without that one it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(_GC_THRESHOLD)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        with suppress(OSError):
            connection.wait([parent.sentinel])
        os._exit(1)
