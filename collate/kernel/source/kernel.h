/* What the files of the kernel share: arrays that are checked, long work that can be interrupted, and hashes.

   A function of the kernel takes all of its arrays first, checks every length and every index that it will use, and only
   then computes. While it computes, it calls nothing of Python, except through `go_on`. */
#ifndef COLLATE_KERNEL_H
#define COLLATE_KERNEL_H

#define Py_LIMITED_API 0x030B0000 /* the buffer protocol is part of the limited API from Python 3.11 */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>

#define INTERFACE 7 /* the same number as in loading.py */

/* ---- arrays ---- */

#define MOST_ARRAYS 24

/* The arrays of one call. After the first thing that does not fit, `failed` is set with a Python error, and all that is
   asked of them afterwards does nothing: so a function asks once, at the end of its checks. */
typedef struct {
    Py_buffer views[MOST_ARRAYS];
    int is_written[MOST_ARRAYS];
    int count;
    int failed;
} Arrays;

typedef enum { READ, WRITE } Access;

/* Take the one-dimensional array of a Python object: contiguous, aligned, with items of this size.
   Returns its items, and writes their number; NULL and 0 after a failure. */
void *take(Arrays *arrays, PyObject *object, const char *name, size_t item, Access access, int64_t *length);

/* The same for two dimensions. */
void *take_table(Arrays *arrays, PyObject *object, const char *name, size_t item, Access access, int64_t *rows,
                 int64_t *columns);

/* Refuse arrays of which one is written to and shares memory with another one. */
void expect_apart(Arrays *arrays);

/* Release all arrays that were taken. */
void release(Arrays *arrays);

/* Set a ValueError: the array of this name does not fit. */
void refuse(Arrays *arrays, const char *name, const char *reason);

/* Refuse an array whose length is not this. */
void expect_length(Arrays *arrays, const char *name, int64_t length, int64_t expected);

/* Refuse ranges [begin, end) that are not within [0, limit]. */
void expect_ranges(Arrays *arrays, const char *name, const int64_t *begins, const int64_t *ends, int64_t count,
                   int64_t limit);

/* The same; and each range begins where the one before ends, or later. */
void expect_ascending(Arrays *arrays, const char *name, const int64_t *begins, const int64_t *ends, int64_t count,
                      int64_t limit);

/* Refuse indices that are not within [0, limit). */
void expect_indices(Arrays *arrays, const char *name, const int32_t *indices, int64_t count, int64_t limit);
void expect_long_indices(Arrays *arrays, const char *name, const int64_t *indices, int64_t count, int64_t limit);

/* ---- long work ---- */

typedef struct {
    PyThreadState *thread;
    int64_t steps;
} LongWork;

void begin_long_work(LongWork *work); /* other threads of Python may run now */

/* How long work ended. RAISED: a signal raised an exception, which is set already. */
typedef enum { DONE, NO_MEMORY, NO_ROOM, RAISED } Outcome;

/* Set the Python error of this outcome; returns -1 if there is one. */
int end_long_work(LongWork *work, Outcome outcome);

/* Count steps, of some nanoseconds each; after many of them, look for signals. Returns -1 if one raised an exception. */
int go_on(LongWork *work, int64_t steps);

/* Enlarge a block of memory to hold `count` items at least, without keeping what it holds. Returns -1 if there is none. */
int make_room(void **block, int64_t *capacity, int64_t count, size_t item);

/* ---- hashes ---- */

/* Random, and another one in each process: so nobody can write a text whose words or phrases have hashes that collide.
   No result depends on it. */
extern uint64_t process_key[2];

/* The multipliers of _arrays.py. */

#define GOLDEN_MULTIPLIER UINT64_C(0x9E3779B97F4A7C15)
#define MIXING_MULTIPLIER UINT64_C(0xD6E8FEB86659FD93)

static inline uint64_t mix64(uint64_t value)
{
    value *= MIXING_MULTIPLIER;
    value ^= value >> 32;
    value *= GOLDEN_MULTIPLIER;
    return value ^ value >> 29;
}

/* Ask the processor for memory that is read soon, so that it need not wait for it then. */
#if defined(__GNUC__) || defined(__clang__)
#define FETCH(address) __builtin_prefetch(address)
#else
#define FETCH(address) ((void)(address))
#endif

/* ---- scores of pairs of forms ---- */

#define CACHE_BITS 18
#define CACHED_PAIRS (INT64_C(1) << CACHE_BITS)

/* The places of each letter of one key, as bits; a slot with an older stamp is free. */
typedef struct {
    uint64_t places[128];
    uint32_t letters[128], stamps[128], stamp;
} LetterTable;

/* What the score of two forms is made of, by form code: the arrays of `Scoring`. */
typedef struct {
    const uint32_t *points; /* the keys, one after the other */
    const int64_t *starts;
    const int32_t *lengths;
    const uint64_t *masks;
    const int8_t *classes;
    const int32_t *rarity;
    const int8_t *meanings;
    int64_t *cache; /* a pair, its score, the next pair, its score ... */
    int exact;
    int64_t codes;
    LetterTable letters;
} Scheme;

void take_scheme(Arrays *arrays, PyObject *tuple, Scheme *scheme);

/* Write the scores of a form with each of some others. */
void scores_of_row(Scheme *scheme, int64_t left, const int32_t *rights, int64_t count, int32_t *scores);

/* ---- the functions of the module ---- */

PyObject *grouped_spans(PyObject *self, PyObject *arguments);
PyObject *span_hash(PyObject *self, PyObject *arguments);
PyObject *reads_back(PyObject *self, PyObject *arguments);
PyObject *shared_runs(PyObject *self, PyObject *arguments);
PyObject *tabbed_lines(PyObject *self, PyObject *arguments);
PyObject *score_pairs(PyObject *self, PyObject *arguments);
PyObject *best_traces(PyObject *self, PyObject *arguments);
PyObject *heaviest_increasing(PyObject *self, PyObject *arguments);
PyObject *match_posteriors(PyObject *self, PyObject *arguments);

#endif
