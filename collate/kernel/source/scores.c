/* Scores of pairs of forms. The twin is `Scoring.score_pairs` in alignment/scoring.py, which explains them.

   The similarity of two keys is that of rapidfuzz's Indel: twice the length of the longest common subsequence, divided by
   the length of both. The subsequence is found bit by bit (Hyyrö 2004), 64 letters of the shorter key at once. */
#include "kernel.h"

#include <string.h>

enum { UNLIKE_SCORE = 50, SAME_KEY_SCORE = 980, LEAST_SIMILARITY = 300, SIGN_AND_WORD = 3 };

#define FORBIDDEN (-INT32_C(100000000))
#define MOST_LETTERS 1024
#define WORD_LETTERS 64
#define LETTER_SLOTS 128

void take_scheme(Arrays *arrays, PyObject *tuple, Scheme *scheme)
{
    PyObject *o[8];
    if (arrays->failed)
        return;
    if (!PyArg_ParseTuple(tuple, "OOOOOOOOp", &o[0], &o[1], &o[2], &o[3], &o[4], &o[5], &o[6], &o[7],
                          &scheme->exact)) {
        arrays->failed = 1;
        return;
    }
    int64_t points, starts, masks, classes, rarity, meanings, cached;
    scheme->points = take(arrays, o[0], "key_points", sizeof *scheme->points, READ, &points);
    scheme->starts = take(arrays, o[1], "key_starts", sizeof *scheme->starts, READ, &starts);
    scheme->lengths = take(arrays, o[2], "lengths", sizeof *scheme->lengths, READ, &scheme->codes);
    scheme->masks = take(arrays, o[3], "letter_masks", sizeof *scheme->masks, READ, &masks);
    scheme->classes = take(arrays, o[4], "classes", sizeof *scheme->classes, READ, &classes);
    scheme->rarity = take(arrays, o[5], "rarity", sizeof *scheme->rarity, READ, &rarity);
    scheme->meanings = take(arrays, o[6], "meanings", sizeof *scheme->meanings, READ, &meanings);
    scheme->cache = take(arrays, o[7], "cache", sizeof *scheme->cache, WRITE, &cached);
    expect_length(arrays, "key_starts", starts, scheme->codes);
    expect_length(arrays, "letter_masks", masks, scheme->codes);
    expect_length(arrays, "classes", classes, scheme->codes);
    expect_length(arrays, "rarity", rarity, scheme->codes);
    expect_length(arrays, "meanings", meanings, scheme->codes);
    expect_length(arrays, "cache", cached, 2 * CACHED_PAIRS);
    for (int64_t k = 0; k < scheme->codes && !arrays->failed; k++)
        if (scheme->lengths[k] < 0 || scheme->lengths[k] > MOST_LETTERS || scheme->starts[k] < 0 ||
            scheme->starts[k] > points - scheme->lengths[k])
            refuse(arrays, "lengths", "out of range");
    memset(scheme->letters.stamps, 0, sizeof scheme->letters.stamps);
    scheme->letters.stamp = 0;
}

/* Return the bits of the places of a letter in the key that was entered last; a new letter gets a slot. */
static uint64_t *places_of(LetterTable *table, uint32_t letter)
{
    uint32_t slot = letter * UINT32_C(2654435761) >> 25;
    for (; table->stamps[slot] == table->stamp; slot = (slot + 1) % LETTER_SLOTS)
        if (table->letters[slot] == letter)
            return &table->places[slot];
    table->letters[slot] = letter;
    table->places[slot] = 0;
    return &table->places[slot];
}

static int32_t ones(uint64_t bits)
{
    bits -= bits >> 1 & UINT64_C(0x5555555555555555);
    bits = (bits & UINT64_C(0x3333333333333333)) + (bits >> 2 & UINT64_C(0x3333333333333333));
    bits = (bits + (bits >> 4)) & UINT64_C(0x0F0F0F0F0F0F0F0F);
    return (int32_t)(bits * UINT64_C(0x0101010101010101) >> 56);
}

/* Return the length of the longest common subsequence; the left key has WORD_LETTERS letters at most. */
static int32_t common_letters(LetterTable *table, const uint32_t *left, int32_t left_length, const uint32_t *right,
                              int32_t right_length)
{
    if (++table->stamp == 0) {
        memset(table->stamps, 0, sizeof table->stamps);
        table->stamp = 1;
    }
    for (int32_t k = 0; k < left_length; k++) {
        uint64_t *places = places_of(table, left[k]);
        *places |= UINT64_C(1) << k;
        table->stamps[places - table->places] = table->stamp;
    }
    uint64_t unmatched = ~UINT64_C(0);
    for (int32_t k = 0; k < right_length; k++) {
        uint64_t met = unmatched & *places_of(table, right[k]);
        unmatched = (unmatched + met) | (unmatched - met);
    }
    return ones(~unmatched & (left_length == WORD_LETTERS ? ~UINT64_C(0) : (UINT64_C(1) << left_length) - 1));
}

/* The same for two keys of any length. */
static int32_t common_letters_of_long(const uint32_t *left, int32_t left_length, const uint32_t *right,
                                      int32_t right_length)
{
    int32_t most[MOST_LETTERS + 1] = {0};
    for (int32_t i = 0; i < left_length; i++) {
        int32_t before = 0;
        for (int32_t j = 0; j < right_length; j++) {
            int32_t above = most[j + 1];
            most[j + 1] = left[i] == right[j] ? before + 1 : above > most[j] ? above : most[j];
            before = above;
        }
    }
    return most[right_length];
}

static int64_t graded_similarity(Scheme *scheme, int64_t left, int64_t right)
{
    int64_t left_length = scheme->lengths[left], right_length = scheme->lengths[right];
    const uint32_t *left_key = scheme->points + scheme->starts[left];
    const uint32_t *right_key = scheme->points + scheme->starts[right];
    int32_t common;
    if (left_length <= WORD_LETTERS)
        common = common_letters(&scheme->letters, left_key, (int32_t)left_length, right_key, (int32_t)right_length);
    else if (right_length <= WORD_LETTERS)
        common = common_letters(&scheme->letters, right_key, (int32_t)right_length, left_key, (int32_t)left_length);
    else
        common = common_letters_of_long(left_key, (int32_t)left_length, right_key, (int32_t)right_length);
    int64_t similarity = 2000 * (int64_t)common / (left_length + right_length);
    int64_t scaled = SAME_KEY_SCORE * (similarity - LEAST_SIMILARITY) / (1000 - LEAST_SIMILARITY);
    return scaled > UNLIKE_SCORE ? scaled : UNLIKE_SCORE;
}

static int32_t weighed(const Scheme *scheme, int32_t rarity, int64_t right, int64_t graded)
{
    rarity = rarity < scheme->rarity[right] ? rarity : scheme->rarity[right];
    return (int32_t)(graded * rarity / 1000);
}

/* Return how similar two forms are if this is known without their letters, else -1: most pairs have too few letters in
   common, by their masks, to be similar. */
static inline int64_t graded_without_letters(const Scheme *scheme, int64_t left, int64_t right)
{
    if (left == right)
        return 1000;
    if (scheme->exact)
        return UNLIKE_SCORE;
    if (scheme->meanings[left] + scheme->meanings[right] == SIGN_AND_WORD)
        return SAME_KEY_SCORE;
    int64_t left_length = scheme->lengths[left], right_length = scheme->lengths[right];
    int64_t shared_left = left_length - ones(scheme->masks[left] & ~scheme->masks[right]);
    int64_t shared_right = right_length - ones(scheme->masks[right] & ~scheme->masks[left]);
    int64_t shared = shared_left < shared_right ? shared_left : shared_right, size = left_length + right_length;
    return size == 0 || 2000 * shared < (LEAST_SIMILARITY + 1) * size ? UNLIKE_SCORE : -1; /* it is rounded down */
}

#define PAIRS_AT_ONCE 64 /* whose places in the cache are fetched before the first of them is looked up */

/* The score of a pair that is similar perhaps is in a cache. It is larger than that of the processor. */
void scores_of_row(Scheme *scheme, int64_t left, const int32_t *rights, int64_t count, int32_t *scores)
{
    int64_t *cached[PAIRS_AT_ONCE], of_pair[PAIRS_AT_ONCE];
    int8_t class_of_left = scheme->classes[left];
    int32_t rarity = scheme->rarity[left];
    for (int64_t begin = 0; begin < count; begin += PAIRS_AT_ONCE) {
        int64_t end = count - begin < PAIRS_AT_ONCE ? count : begin + PAIRS_AT_ONCE, sought = 0;
        for (int64_t j = begin; j < end; j++) {
            int64_t right = rights[j], graded = -1;
            if (scheme->classes[right] != class_of_left) {
                scores[j] = FORBIDDEN;
                continue;
            }
            graded = graded_without_letters(scheme, left, right);
            if (graded >= 0) {
                scores[j] = weighed(scheme, rarity, right, graded);
                continue;
            }
            uint64_t pair = (uint64_t)(left * scheme->codes + right);
            cached[sought] = scheme->cache + 2 * (pair * GOLDEN_MULTIPLIER >> (64 - CACHE_BITS));
            FETCH(cached[sought]);
            of_pair[sought++] = j;
        }
        for (int64_t k = 0; k < sought; k++) {
            int64_t right = rights[of_pair[k]], pair = left * scheme->codes + right;
            if (cached[k][0] != pair) {
                cached[k][0] = pair;
                cached[k][1] = weighed(scheme, rarity, right, graded_similarity(scheme, left, right));
            }
            scores[of_pair[k]] = (int32_t)cached[k][1];
        }
    }
}

PyObject *score_pairs(PyObject *self, PyObject *arguments)
{
    (void)self;
    PyObject *tuple, *o[3];
    if (!PyArg_ParseTuple(arguments, "OOOO", &tuple, &o[0], &o[1], &o[2]))
        return NULL;
    Arrays arrays = {.count = 0, .failed = 0};
    Scheme scheme;
    take_scheme(&arrays, tuple, &scheme);
    int64_t count, rights, results;
    const int32_t *left = take(&arrays, o[0], "left", sizeof *left, READ, &count);
    const int32_t *right = take(&arrays, o[1], "right", sizeof *right, READ, &rights);
    int32_t *scores = take(&arrays, o[2], "scores", sizeof *scores, WRITE, &results);
    expect_length(&arrays, "right", rights, count);
    expect_length(&arrays, "scores", results, count);
    expect_indices(&arrays, "left", left, count, scheme.codes);
    expect_indices(&arrays, "right", right, rights, scheme.codes);
    expect_apart(&arrays);
    if (!arrays.failed) {
        LongWork work;
        Outcome outcome = DONE;
        begin_long_work(&work);
        for (int64_t k = 0; k < count && outcome == DONE; k++) {
            scores_of_row(&scheme, left[k], right + k, 1, scores + k);
            if (go_on(&work, 64) < 0)
                outcome = RAISED;
        }
        arrays.failed = end_long_work(&work, outcome) < 0;
    }
    release(&arrays);
    if (arrays.failed)
        return NULL;
    Py_INCREF(Py_None);
    return Py_None;
}
