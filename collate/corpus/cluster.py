"""Map batches over the workers of a Dask cluster. It needs the extra `corpus`."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from collate._version import __version__
from collate.corpus.batches import Batch, alone
from collate.corpus.doing import DoneBatch, do_batch, lost_batch
from collate.corpus.jobs import JobOptions
from collate.errors import CollateError, OptionError

WAITING: Final = 4  # batches for each thread of the cluster
_SECONDS: Final = 20  # until a scheduler must answer


def map_on_cluster(
    batches: Sequence[Batch], output: Path, options: JobOptions, address: str
) -> Iterator[tuple[Batch, DoneBatch]]:
    """Do batches on a cluster, and yield each when it is done.

    Each batch is a task: a collection with few partitions would be done by few workers. Dask does the batch of a lost
    worker again on another one; what is lost several times is divided, and a single work is told as failed. All
    workers must reach the texts and the output under the same paths.

    Raises OptionError when the scheduler does not answer any more, or a worker has another version of this program, or
    none.
    """
    with _client(address) as client:
        from distributed import as_completed
        from distributed.scheduler import KilledWorker

        waiting = list(reversed(batches))
        threads = sum(client.nthreads().values())
        if not threads:
            raise OptionError(
                f"--scheduler {address}: this cluster has no workers; start some with dask worker {address}"
            )
        under_way: dict[str, Batch] = {}
        number = 0
        completed = as_completed(with_results=False, loop=client.loop)

        def submit() -> None:
            nonlocal number
            batch = waiting.pop()
            number += 1
            future = client.submit(
                do_batch, batch, output, options, key=f"collate-{id(completed)}-{number}", pure=False
            )
            under_way[future.key] = batch
            completed.add(future)

        while waiting and len(under_way) < WAITING * threads:
            submit()
        for future in completed:
            batch = under_way.pop(future.key)
            if future.cancelled():
                raise OptionError(
                    f"--scheduler {address}: the connection to the scheduler was lost; start it, and run again: "
                    "what is done is not done again"
                )
            error = future.exception()
            if error is None:
                done = future.result()
                if done.version != __version__:
                    raise OptionError(
                        f"a worker of {address} has collate {done.version}, and this is {__version__}; install the same"
                    )
                yield batch, done
            elif isinstance(error, CollateError):
                raise error
            elif not isinstance(error, KilledWorker):
                raise OptionError(
                    f"a worker of {address} cannot do its work ({type(error).__name__}: {error}); "
                    f"install collate {__version__} for all workers"
                )
            elif len(batch.works) > 1:
                waiting += alone(batch)
            else:
                yield batch, lost_batch(batch, options)
            future.release()
            while waiting and len(under_way) < WAITING * threads:
                submit()


@contextmanager
def _client(address: str) -> Iterator[Any]:
    """Connect to a scheduler. Its library tells of lost connections in tracebacks, also when all is well at the end."""
    try:
        from distributed import Client
    except ModuleNotFoundError as error:
        if error.name not in ("distributed", "dask"):
            raise
        raise OptionError("--scheduler needs dask, which is not installed; pip install 'textcollate[corpus]'") from None
    logger = logging.getLogger("distributed")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        try:
            client = Client(address, timeout=_SECONDS, set_as_default=False)
        except (OSError, ValueError) as error:
            raise OptionError(
                f"--scheduler {address}: no scheduler answers there ({error}); check the address"
            ) from None
        try:
            yield client
        finally:
            client.close()
    finally:
        logger.setLevel(level)
