/* Phrases that occur once on each side of a gap, in runs. The twin is `shared_runs` in exact/anchors.py.

   A hash table for each gap holds the phrases of its rows; then the phrases of its columns are looked up. Phrases with
   equal hashes are compared word by word. */
#include "kernel.h"

#include <stdlib.h>

enum { NONE = -1, SEVERAL = -2 };

#define SLOTS_BETWEEN_CHECKS 4096
#define PHRASES_AT_ONCE 256 /* whose slots are fetched before the first of them is looked up: most are far apart */

#define MOST_TOKENS (INT32_MAX / 4) /* the slots of a table are twice the phrases, rounded up to a power of two */

typedef struct {
    uint32_t hash;  /* the lower half: the upper bits are the place of the slot */
    int32_t at;     /* where the phrase begins first, relative to its gap; NONE for a free slot */
    int32_t row;    /* where it begins, or SEVERAL */
    int32_t column; /* where it begins, or NONE, or SEVERAL */
} Phrase;

typedef struct {
    Phrase *slots;
    int64_t slot_capacity;
    int32_t *slot_of; /* of each phrase of the rows */
    int64_t row_capacity;
} PhraseTable;

typedef struct {
    int64_t *rows, *columns, *sizes;
    int64_t count, capacity;
} Runs;

/* Write the hashes of the phrases that begin at the first `count` words. */
static void phrase_hashes(const int32_t *words, int64_t count, int64_t length, uint64_t *hashes)
{
    for (int64_t i = 0; i < count; i++)
        hashes[i] = process_key[1];
    for (int64_t k = 0; k < length; k++)
        for (int64_t i = 0; i < count; i++)
            hashes[i] = hashes[i] * GOLDEN_MULTIPLIER + mix64((uint64_t)words[i + k] ^ process_key[0]);
    for (int64_t i = 0; i < count; i++)
        hashes[i] = mix64(hashes[i]);
}

static int same_phrase(const int32_t *left, const int32_t *right, int64_t length)
{
    for (int64_t k = 0; k < length; k++)
        if (left[k] != right[k])
            return 0;
    return 1;
}

/* Write the hashes of some phrases, PHRASES_AT_ONCE at most, and fetch their slots. */
static void prepare(const PhraseTable *table, int bits, const int32_t *words, int64_t count, int64_t length,
                    uint64_t *hashes)
{
    phrase_hashes(words, count, length, hashes);
    for (int64_t i = 0; i < count; i++)
        FETCH(&table->slots[hashes[i] >> (64 - bits)]);
}

/* Return the slot of a phrase with this hash, or the free slot where it would be. */
static uint64_t slot_of_phrase(const PhraseTable *table, int bits, const int32_t *rows, const int32_t *phrase,
                               int64_t length, uint64_t whole)
{
    uint64_t last = (UINT64_C(1) << bits) - 1;
    uint64_t slot = whole >> (64 - bits);
    uint32_t hash = (uint32_t)whole;
    for (;; slot = (slot + 1) & last) {
        Phrase *found = &table->slots[slot];
        if (found->at == NONE) {
            found->hash = hash;
            return slot;
        }
        if (found->hash == hash && same_phrase(rows + found->at, phrase, length))
            return slot;
    }
}

static Outcome fill(PhraseTable *table, int *bits, const int32_t *rows, int64_t count, int64_t length, LongWork *work)
{
    *bits = 4;
    while (INT64_C(1) << *bits < 2 * count)
        ++*bits;
    int64_t size = INT64_C(1) << *bits;
    if (make_room((void **)&table->slots, &table->slot_capacity, size, sizeof(Phrase)) < 0 ||
        make_room((void **)&table->slot_of, &table->row_capacity, count, sizeof(int32_t)) < 0)
        return NO_MEMORY;
    for (int64_t k = 0; k < size; k++) {
        table->slots[k].at = NONE;
        if (k % SLOTS_BETWEEN_CHECKS == 0 && go_on(work, 8 * SLOTS_BETWEEN_CHECKS) < 0)
            return RAISED;
    }
    uint64_t hashes[PHRASES_AT_ONCE];
    for (int64_t i = 0; i < count; i++) {
        int64_t within = i % PHRASES_AT_ONCE, left = count - i;
        if (within == 0) {
            prepare(table, *bits, rows + i, left < PHRASES_AT_ONCE ? left : PHRASES_AT_ONCE, length, hashes);
            if (go_on(work, PHRASES_AT_ONCE * 16 * length) < 0)
                return RAISED;
        }
        uint64_t slot = slot_of_phrase(table, *bits, rows, rows + i, length, hashes[within]);
        Phrase *phrase = &table->slots[slot];
        if (phrase->at == NONE) {
            phrase->at = phrase->row = (int32_t)i;
            phrase->column = NONE;
        } else {
            phrase->row = SEVERAL;
        }
        table->slot_of[i] = (int32_t)slot;
    }
    return DONE;
}

/* Add a phrase to the last run, or begin a run with it. Returns -1 if there is no room. */
static int add_phrase(Runs *runs, int64_t row, int64_t column)
{
    if (runs->count > 0) {
        int64_t last = runs->count - 1;
        if (row == runs->rows[last] + runs->sizes[last] && column == runs->columns[last] + runs->sizes[last]) {
            runs->sizes[last]++;
            return 0;
        }
    }
    if (runs->count == runs->capacity)
        return -1;
    runs->rows[runs->count] = row;
    runs->columns[runs->count] = column;
    runs->sizes[runs->count++] = 1;
    return 0;
}

static Outcome search(const int32_t *rows, const int32_t *columns, const int64_t *top, const int64_t *bottom,
                      const int64_t *left, const int64_t *right, int64_t gaps, int64_t length, PhraseTable *table,
                      Runs *runs, LongWork *work)
{
    for (int64_t g = 0; g < gaps; g++) {
        int64_t heights = bottom[g] - top[g] - length + 1, widths = right[g] - left[g] - length + 1;
        if (heights <= 0 || widths <= 0)
            continue;
        int bits;
        const int32_t *gap_rows = rows + top[g], *gap_columns = columns + left[g];
        Outcome outcome = fill(table, &bits, gap_rows, heights, length, work);
        if (outcome != DONE)
            return outcome;
        uint64_t hashes[PHRASES_AT_ONCE];
        for (int64_t j = 0; j < widths; j++) {
            int64_t within = j % PHRASES_AT_ONCE, rest = widths - j;
            if (within == 0) {
                prepare(table, bits, gap_columns + j, rest < PHRASES_AT_ONCE ? rest : PHRASES_AT_ONCE, length, hashes);
                if (go_on(work, PHRASES_AT_ONCE * 16 * length) < 0)
                    return RAISED;
            }
            uint64_t slot = slot_of_phrase(table, bits, gap_rows, gap_columns + j, length, hashes[within]);
            Phrase *phrase = &table->slots[slot];
            if (phrase->at != NONE)
                phrase->column = phrase->column == NONE ? (int32_t)j : SEVERAL;
        }
        for (int64_t i = 0; i < heights; i++) {
            const Phrase *phrase = &table->slots[table->slot_of[i]];
            if (phrase->row >= 0 && phrase->column >= 0 &&
                add_phrase(runs, top[g] + i, left[g] + phrase->column) < 0)
                return NO_ROOM;
        }
    }
    return DONE;
}

PyObject *shared_runs(PyObject *self, PyObject *arguments)
{
    (void)self;
    PyObject *o[9];
    Py_ssize_t length;
    if (!PyArg_ParseTuple(arguments, "OOOOOOnOOO", &o[0], &o[1], &o[2], &o[3], &o[4], &o[5], &length, &o[6], &o[7],
                          &o[8]))
        return NULL;
    Arrays arrays = {.count = 0, .failed = 0};
    int64_t heights, widths, gaps, bottoms, lefts, rights, room, column_room, size_room;
    const int32_t *rows = take(&arrays, o[0], "rows", sizeof *rows, READ, &heights);
    const int32_t *columns = take(&arrays, o[1], "columns", sizeof *columns, READ, &widths);
    const int64_t *top = take(&arrays, o[2], "top", sizeof *top, READ, &gaps);
    const int64_t *bottom = take(&arrays, o[3], "bottom", sizeof *bottom, READ, &bottoms);
    const int64_t *left = take(&arrays, o[4], "left", sizeof *left, READ, &lefts);
    const int64_t *right = take(&arrays, o[5], "right", sizeof *right, READ, &rights);
    Runs runs = {.count = 0};
    runs.rows = take(&arrays, o[6], "run_rows", sizeof *runs.rows, WRITE, &room);
    runs.columns = take(&arrays, o[7], "run_columns", sizeof *runs.columns, WRITE, &column_room);
    runs.sizes = take(&arrays, o[8], "run_sizes", sizeof *runs.sizes, WRITE, &size_room);
    expect_length(&arrays, "bottom", bottoms, gaps);
    expect_length(&arrays, "left", lefts, gaps);
    expect_length(&arrays, "right", rights, gaps);
    expect_length(&arrays, "run_columns", column_room, room);
    expect_length(&arrays, "run_sizes", size_room, room);
    if (length < 1 || heights > MOST_TOKENS || widths > MOST_TOKENS)
        refuse(&arrays, "length", "out of range");
    expect_ascending(&arrays, "rows", top, bottom, gaps, heights);
    expect_ranges(&arrays, "columns", left, right, gaps, widths);
    expect_apart(&arrays);
    if (!arrays.failed) {
        runs.capacity = room;
        PhraseTable table = {NULL, 0, NULL, 0};
        LongWork work;
        begin_long_work(&work);
        Outcome outcome = search(rows, columns, top, bottom, left, right, gaps, length, &table, &runs, &work);
        free(table.slots);
        free(table.slot_of);
        arrays.failed = end_long_work(&work, outcome) < 0;
    }
    release(&arrays);
    return arrays.failed ? NULL : PyLong_FromLongLong(runs.count);
}
