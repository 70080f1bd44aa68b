/* Spans of a text: groups of equal ones, and whether they are the strings of their codes. The twins are in
   _codepoints.py.

   A text is given as bytes, of which each code point has one, two or four: spans are compared as bytes. */
#include "kernel.h"

#include <stdlib.h>
#include <string.h>

#define MOST_SPANS (INT32_MAX / 4) /* the slots of a table are twice the groups, rounded up to a power of two */
#define FREE (-1)

typedef struct {
    const unsigned char *bytes;
    int64_t width; /* bytes of a code point */
    int64_t length; /* code points */
} Text;

typedef struct {
    int32_t *slots; /* a group, or FREE */
    int bits;
    uint64_t *hashes; /* of each group */
    int64_t capacity; /* of `hashes` */
    int64_t count;
} Groups;

/* Take the bytes of a text. */
static void take_text(Arrays *arrays, PyObject *object, const char *name, Py_ssize_t width, Text *text)
{
    int64_t bytes;
    text->bytes = take(arrays, object, name, 1, READ, &bytes);
    text->width = width;
    text->length = 0;
    if (width != 1 && width != 2 && width != 4)
        refuse(arrays, name, "code points of another width");
    else if (bytes % width != 0)
        refuse(arrays, name, "a part of a code point");
    else
        text->length = bytes / width;
}

/* Refuse spans that are not within the text, or overlap, or are not in order. */
static void expect_spans(Arrays *arrays, const int32_t *spans, int64_t count, int64_t length)
{
    int64_t before = 0;
    for (int64_t k = 0; k < count && !arrays->failed; k++) {
        if (spans[2 * k] < before || spans[2 * k + 1] < spans[2 * k] || spans[2 * k + 1] > length)
            refuse(arrays, "spans", "a span is not within the text, or not after the one before it");
        before = spans[2 * k + 1];
    }
}

static uint64_t load(const unsigned char *bytes, int64_t count)
{
    uint64_t value = 0;
    memcpy(&value, bytes, (size_t)count);
    return value;
}

static uint64_t hash_of(const unsigned char *bytes, int64_t count)
{
    uint64_t hash = (uint64_t)count * GOLDEN_MULTIPLIER;
    for (; count > 8; bytes += 8, count -= 8) {
        hash = (hash ^ load(bytes, 8)) * GOLDEN_MULTIPLIER;
        hash ^= hash >> 31;
    }
    hash = (hash ^ load(bytes, count)) * GOLDEN_MULTIPLIER;
    return mix64(hash ^ hash >> 31);
}

/* Make the table of slots twice as large, with all groups in it, and room for the hashes of as many groups as half of
   the slots. Returns -1 if there is no memory. */
static int grow(Groups *groups)
{
    int64_t size = INT64_C(1) << (groups->bits + 1);
    int32_t *slots = malloc((size_t)size * sizeof *slots);
    uint64_t *hashes = realloc(groups->hashes, (size_t)(size / 2) * sizeof *hashes);
    if (hashes != NULL) {
        groups->hashes = hashes;
        groups->capacity = size / 2;
    }
    if (slots == NULL || hashes == NULL) {
        free(slots);
        return -1;
    }
    groups->bits++;
    memset(slots, 0xff, (size_t)size * sizeof *slots); /* all FREE */
    for (int64_t k = 0; k < groups->count; k++) {
        uint64_t slot = hashes[k] >> (64 - groups->bits);
        while (slots[slot] != FREE)
            slot = (slot + 1) & (uint64_t)(size - 1);
        slots[slot] = (int32_t)k;
    }
    free(groups->slots);
    groups->slots = slots;
    return 0;
}

static Outcome group(const Text *text, const int32_t *spans, int64_t count, Groups *groups, int64_t *firsts,
                     int32_t *group_of, LongWork *work)
{
    if (grow(groups) < 0)
        return NO_MEMORY;
    for (int64_t k = 0; k < count; k++) {
        const unsigned char *bytes = text->bytes + spans[2 * k] * text->width;
        int64_t size = (int64_t)(spans[2 * k + 1] - spans[2 * k]) * text->width;
        uint64_t hash = hash_of(bytes, size), slot = hash >> (64 - groups->bits);
        for (;; slot = (slot + 1) & ((UINT64_C(1) << groups->bits) - 1)) {
            int32_t found = groups->slots[slot];
            if (found == FREE) {
                groups->slots[slot] = group_of[k] = (int32_t)groups->count;
                groups->hashes[groups->count] = hash;
                firsts[groups->count++] = k;
                break;
            }
            const int32_t *first = spans + 2 * firsts[found];
            if (groups->hashes[found] == hash && (int64_t)(first[1] - first[0]) * text->width == size &&
                memcmp(text->bytes + first[0] * text->width, bytes, (size_t)size) == 0) {
                group_of[k] = found;
                break;
            }
        }
        if (groups->count == groups->capacity && grow(groups) < 0)
            return NO_MEMORY;
        if (go_on(work, 16 + size) < 0)
            return RAISED;
    }
    return DONE;
}

PyObject *grouped_spans(PyObject *self, PyObject *arguments)
{
    (void)self;
    PyObject *o[4];
    Py_ssize_t width;
    if (!PyArg_ParseTuple(arguments, "OnOOO", &o[0], &width, &o[1], &o[2], &o[3]))
        return NULL;
    Arrays arrays = {.count = 0, .failed = 0};
    Text text;
    int64_t count, sides, firsts_room, groups_room;
    take_text(&arrays, o[0], "points", width, &text);
    const int32_t *spans = take_table(&arrays, o[1], "spans", sizeof *spans, READ, &count, &sides);
    int64_t *firsts = take(&arrays, o[2], "firsts", sizeof *firsts, WRITE, &firsts_room);
    int32_t *group_of = take(&arrays, o[3], "group", sizeof *group_of, WRITE, &groups_room);
    expect_length(&arrays, "spans", sides, 2);
    expect_length(&arrays, "firsts", firsts_room, count);
    expect_length(&arrays, "group", groups_room, count);
    if (count > MOST_SPANS)
        refuse(&arrays, "spans", "too many");
    expect_spans(&arrays, spans, count, text.length);
    Groups groups = {NULL, 8, NULL, 0, 0};
    if (!arrays.failed) {
        LongWork work;
        begin_long_work(&work);
        Outcome outcome = group(&text, spans, count, &groups, firsts, group_of, &work);
        free(groups.slots);
        free(groups.hashes);
        arrays.failed = end_long_work(&work, outcome) < 0;
    }
    release(&arrays);
    return arrays.failed ? NULL : PyLong_FromLongLong(groups.count);
}

static uint32_t code_point(const Text *text, int64_t at)
{
    const unsigned char *bytes = text->bytes + at * text->width;
    uint16_t two;
    uint32_t four;
    switch (text->width) {
    case 1:
        return *bytes;
    case 2:
        memcpy(&two, bytes, sizeof two);
        return two;
    default:
        memcpy(&four, bytes, sizeof four);
        return four;
    }
}

static int is_white(const Text *text, int64_t start, int64_t end, const unsigned char *white, int64_t points)
{
    for (int64_t k = start; k < end; k++) {
        uint32_t point = code_point(text, k);
        if (point >= points || !white[point])
            return 0;
    }
    return 1;
}

static Outcome read_back(const Text *text, const int32_t *spans, const int32_t *codes, int64_t count,
                         const Text *strings, const int64_t *bounds, const unsigned char *white, int64_t points,
                         int *same, LongWork *work)
{
    int64_t at = 0;
    *same = 0;
    for (int64_t k = 0; k < count; k++) {
        int64_t start = spans[2 * k], size = spans[2 * k + 1] - start;
        int64_t first = bounds[codes[k]];
        if (!is_white(text, at, start, white, points) || bounds[codes[k] + 1] - first != size ||
            memcmp(text->bytes + start * text->width, strings->bytes + first * text->width,
                   (size_t)(size * text->width)) != 0)
            return DONE;
        if (go_on(work, 8 + start + size - at) < 0)
            return RAISED;
        at = start + size;
    }
    *same = is_white(text, at, text->length, white, points);
    return DONE;
}

PyObject *reads_back(PyObject *self, PyObject *arguments)
{
    (void)self;
    PyObject *o[6];
    Py_ssize_t width;
    if (!PyArg_ParseTuple(arguments, "OnOOOOO", &o[0], &width, &o[1], &o[2], &o[3], &o[4], &o[5]))
        return NULL;
    Arrays arrays = {.count = 0, .failed = 0};
    Text text, strings;
    int64_t count, sides, codes_count, bounds_count, points;
    take_text(&arrays, o[0], "points", width, &text);
    const int32_t *spans = take_table(&arrays, o[1], "spans", sizeof *spans, READ, &count, &sides);
    const int32_t *codes = take(&arrays, o[2], "codes", sizeof *codes, READ, &codes_count);
    take_text(&arrays, o[3], "strings", width, &strings);
    const int64_t *bounds = take(&arrays, o[4], "bounds", sizeof *bounds, READ, &bounds_count);
    const unsigned char *white = take(&arrays, o[5], "white", 1, READ, &points);
    expect_length(&arrays, "spans", sides, 2);
    expect_length(&arrays, "codes", codes_count, count);
    if (bounds_count < 1)
        refuse(&arrays, "bounds", "empty");
    expect_ranges(&arrays, "bounds", bounds, bounds + 1, bounds_count - 1, strings.length);
    expect_indices(&arrays, "codes", codes, count, bounds_count - 1);
    expect_spans(&arrays, spans, count, text.length);
    int same = 0;
    if (!arrays.failed) {
        LongWork work;
        begin_long_work(&work);
        Outcome outcome = read_back(&text, spans, codes, count, &strings, bounds, white, points, &same, &work);
        arrays.failed = end_long_work(&work, outcome) < 0;
    }
    release(&arrays);
    return arrays.failed ? NULL : PyBool_FromLong(same);
}
