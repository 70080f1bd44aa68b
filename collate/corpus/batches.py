"""Batches: works of about the same bucket and cost, so that starting and writing cost little for each of them."""

import hashlib
from collections.abc import Sequence
from typing import Final

from collate._dataclass import dataclass
from collate._repr import counted, repr_line
from collate.corpus.works import CorpusWork

BATCH_BYTES: Final = 1 << 18  # of texts in a batch: about a second of work
BATCH_WORKS: Final = 64
BUCKET_WORKS: Final = 512  # works of a file of the data set, on average
_HASH_BITS: Final = 32


@dataclass(frozen=True, slots=True)
class Batch:
    """Works that one process does, one after the other.

    works   in order of their names
    bucket  the file of the data set that gets their readings
    cost    how many bytes their texts have
    """

    works: tuple[CorpusWork, ...]
    bucket: int
    cost: int

    def __repr__(self) -> str:
        return repr_line("Batch", f"{counted(len(self.works), 'work')}, {self.cost:,} bytes")

    @property
    def name(self) -> str:
        """A name made of the works, for the file with their readings."""
        digest = hashlib.sha256("\0".join(work.name for work in self.works).encode("utf-8", "surrogatepass"))
        return f"{self.bucket:05d}-{digest.hexdigest()[:16]}"


def count_buckets(works: int) -> int:
    """Return how many files the data set of so many works has: a power of two, so that a file divides into two."""
    buckets = 1
    while buckets * BUCKET_WORKS < works:
        buckets *= 2
    return buckets


def bucket_of(name: str, buckets: int) -> int:
    """Return the bucket of a work. If there are twice as many, it is twice this number, or one more."""
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest()
    first = int.from_bytes(digest[: _HASH_BITS // 8], "big")
    return first * buckets >> _HASH_BITS


def divide(works: Sequence[CorpusWork], sizes: Sequence[int], buckets: int) -> list[Batch]:
    """Divide works, each with its size in bytes, into batches of one bucket; the longest batch comes first.

    Within a bucket large works come first, so that a batch has works of one size and the last batches are short.
    """
    by_bucket: dict[int, list[tuple[int, CorpusWork]]] = {}
    for work, size in zip(works, sizes, strict=True):
        by_bucket.setdefault(bucket_of(work.name, buckets), []).append((size, work))
    batches = []
    for bucket, rows in by_bucket.items():
        rows.sort(key=lambda row: (-row[0], row[1].name))
        batches += _filled(rows, bucket)
    return sorted(batches, key=lambda batch: (-batch.cost, batch.name))


def _filled(rows: Sequence[tuple[int, CorpusWork]], bucket: int) -> list[Batch]:
    batches: list[Batch] = []
    held: list[CorpusWork] = []
    cost = 0
    for size, work in rows:
        if held and (cost + size > BATCH_BYTES or len(held) == BATCH_WORKS):
            batches.append(_batch(held, bucket, cost))
            held, cost = [], 0
        held.append(work)
        cost += size
    return [*batches, _batch(held, bucket, cost)] if held else batches


def _batch(works: list[CorpusWork], bucket: int, cost: int) -> Batch:
    return Batch(tuple(sorted(works, key=lambda work: work.name)), bucket, cost)


def alone(batch: Batch) -> list[Batch]:
    """Return a batch for each work of a batch."""
    share = batch.cost // len(batch.works)
    return [Batch((work,), batch.bucket, share) for work in batch.works]
