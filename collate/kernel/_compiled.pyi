"""The functions of the compiled kernel. Each is called in one place, beside its twin in numpy, which documents it."""

from typing import Final

from collate._arrays import Bool, Float64, Int32, Int64, UInt8
from collate.kernel.scheme import Scheme

INTERFACE: Final[int]
SOURCES: Final[int]  # the digest of the sources it was compiled from

# Arrays are contiguous and of the types named here. The last ones are written to. A function that fills arrays returns
# how much of them is filled. Raised: ValueError for arrays that do not fit, MemoryError, KeyboardInterrupt.

def grouped_spans(points: UInt8, width: int, spans: Int32, firsts: Int64, group: Int32, /) -> int: ...
def span_hash(span: UInt8, /) -> int: ...
def reads_back(
    points: UInt8, width: int, spans: Int32, codes: Int32, strings: UInt8, bounds: Int64, white: UInt8, /
) -> bool: ...
def shared_runs(
    rows: Int32,
    columns: Int32,
    top: Int64,
    bottom: Int64,
    left: Int64,
    right: Int64,
    length: int,
    run_rows: Int64,
    run_columns: Int64,
    run_sizes: Int64,
    /,
) -> int: ...
def tabbed_lines(codes: Int32, number: int, cells: UInt8, bounds: Int64, lines: UInt8, /) -> int: ...
def score_pairs(scheme: Scheme, left: Int32, right: Int32, scores: Int32, /) -> None: ...
def best_traces(
    scheme: Scheme,
    top: Int64,
    bottom: Int64,
    left: Int64,
    right: Int64,
    free_start: Bool,
    free_end: Bool,
    gap: int,
    forms: Int32,
    counts: Int32,
    order: Int32,
    tokens: Int32,
    rows: Int32,
    columns: Int32,
    /,
) -> int: ...
def heaviest_increasing(ranks: Int64, sizes: Int64, kept: Bool, /) -> None: ...
def match_posteriors(
    scheme: Scheme,
    text: Int32,
    top: Int64,
    bottom: Int64,
    left: Int64,
    right: Int64,
    free_start: Bool,
    free_end: Bool,
    skip: float,
    weights: Float64,
    begins: Int64,
    rows: Int64,
    columns: Int64,
    posteriors: Float64,
    /,
) -> None: ...
