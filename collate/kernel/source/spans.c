/* Spans of a text: groups of equal ones, and whether they are the strings of their codes. The twins are in
   _codepoints.py.

   A text is given as bytes, of which each code point has one, two or four: spans are compared as bytes. */
#include "kernel.h"

#include <stdlib.h>
#include <string.h>

#define MOST_SPANS (INT32_MAX / 4) /* the slots of a table are twice the groups, rounded up to a power of two */
#define FREE (-1)
#define WORD 8                 /* bytes that are read at once */
#define SPANS_BETWEEN_CHECKS 1024

typedef struct {
    const unsigned char *bytes;
    int64_t width; /* bytes of a code point */
    int64_t length; /* code points */
} Text;

/* The first span of a group. */
typedef struct {
    uint64_t hash;
    int32_t start, end; /* code points */
} Group;

typedef struct {
    int32_t *slots; /* a group, or FREE */
    int bits;
    Group *groups;
    int64_t capacity; /* of `groups` */
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

/* Return up to eight bytes as a number. `room` bytes can be read: eight at once are faster than as many as are asked. */
static inline uint64_t load(const unsigned char *bytes, int64_t count, int64_t room)
{
    uint64_t value = 0;
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    if (room >= WORD) {
        memcpy(&value, bytes, WORD);
        return count < WORD ? value & ((UINT64_C(1) << (8 * count)) - 1) : value;
    }
#else
    (void)room;
#endif
    memcpy(&value, bytes, (size_t)count);
    return value;
}

static inline uint64_t rotated(uint64_t value, int bits)
{
    return value << bits | value >> (64 - bits);
}

static inline void stir(uint64_t v[4])
{
    v[0] += v[1];
    v[2] += v[3];
    v[1] = rotated(v[1], 13) ^ v[0];
    v[3] = rotated(v[3], 16) ^ v[2];
    v[0] = rotated(v[0], 32);
    v[2] += v[1];
    v[0] += v[3];
    v[1] = rotated(v[1], 17) ^ v[2];
    v[3] = rotated(v[3], 21) ^ v[0];
    v[2] = rotated(v[2], 32);
}

/* Return the hash of bytes: SipHash (Aumasson and Bernstein 2012) with one round a block, and three at the end. With a
   simpler hash, or without a key, words can be made that all begin their search at one slot. */
static inline uint64_t hash_of(const unsigned char *bytes, int64_t count, int64_t room)
{
    uint64_t v[4] = {process_key[0] ^ UINT64_C(0x736F6D6570736575), process_key[1] ^ UINT64_C(0x646F72616E646F6D),
                     process_key[0] ^ UINT64_C(0x6C7967656E657261), process_key[1] ^ UINT64_C(0x7465646279746573)};
    uint64_t size = (uint64_t)count;
    for (;; bytes += WORD, count -= WORD, room -= WORD) {
        uint64_t block = load(bytes, count < WORD ? count : WORD, room);
        v[3] ^= block;
        stir(v);
        v[0] ^= block;
        if (count <= WORD)
            break;
    }
    v[3] ^= size;
    stir(v);
    v[0] ^= size;
    v[2] ^= 0xff;
    stir(v);
    stir(v);
    stir(v);
    return v[0] ^ v[1] ^ v[2] ^ v[3];
}

/* Make the table of slots twice as large, with all groups in it, and room for as many groups as half of the slots.
   Returns -1 if there is no memory. */
static int grow(Groups *groups)
{
    int64_t size = INT64_C(1) << (groups->bits + 1);
    int32_t *slots = malloc((size_t)size * sizeof *slots);
    Group *larger = realloc(groups->groups, (size_t)(size / 2) * sizeof *larger);
    if (larger != NULL) {
        groups->groups = larger;
        groups->capacity = size / 2;
    }
    if (slots == NULL || larger == NULL) {
        free(slots);
        return -1;
    }
    groups->bits++;
    memset(slots, 0xff, (size_t)size * sizeof *slots); /* all FREE */
    for (int64_t k = 0; k < groups->count; k++) {
        uint64_t slot = larger[k].hash >> (64 - groups->bits);
        while (slots[slot] != FREE)
            slot = (slot + 1) & (uint64_t)(size - 1);
        slots[slot] = (int32_t)k;
    }
    free(groups->slots);
    groups->slots = slots;
    return 0;
}

/* Return the group of a span; a new one if it is in none. */
static int32_t group_of_span(const Text *text, int32_t start, int32_t end, Groups *groups)
{
    const unsigned char *bytes = text->bytes + start * text->width;
    int64_t size = (int64_t)(end - start) * text->width;
    uint64_t hash = hash_of(bytes, size, (text->length - start) * text->width);
    uint64_t slot = hash >> (64 - groups->bits), last = (UINT64_C(1) << groups->bits) - 1;
    for (;; slot = (slot + 1) & last) {
        int32_t found = groups->slots[slot];
        if (found == FREE)
            break;
        const Group *group = &groups->groups[found];
        if (group->hash == hash && group->end - group->start == end - start &&
            memcmp(text->bytes + group->start * text->width, bytes, (size_t)size) == 0)
            return found;
    }
    groups->slots[slot] = (int32_t)groups->count;
    groups->groups[groups->count] = (Group){hash, start, end};
    return (int32_t)groups->count++;
}

static Outcome group(const Text *text, const int32_t *spans, int64_t count, Groups *groups, int64_t *firsts,
                     int32_t *group_of, LongWork *work)
{
    if (grow(groups) < 0)
        return NO_MEMORY;
    int64_t checked = 0;
    for (int64_t k = 0; k < count; k++) {
        int64_t before = groups->count;
        group_of[k] = group_of_span(text, spans[2 * k], spans[2 * k + 1], groups);
        if (groups->count > before)
            firsts[before] = k;
        if (groups->count == groups->capacity && grow(groups) < 0)
            return NO_MEMORY;
        if (k % SPANS_BETWEEN_CHECKS == 0) {
            if (go_on(work, 16 * SPANS_BETWEEN_CHECKS + spans[2 * k] - checked) < 0)
                return RAISED;
            checked = spans[2 * k];
        }
    }
    return DONE;
}

/* Return the hash of a span. It is here to be tried: that it has a key, and that no simple rule makes it collide. */
PyObject *span_hash(PyObject *self, PyObject *arguments)
{
    (void)self;
    PyObject *object;
    if (!PyArg_ParseTuple(arguments, "O", &object))
        return NULL;
    Arrays arrays = {.count = 0, .failed = 0};
    int64_t size;
    const unsigned char *bytes = take(&arrays, object, "span", 1, READ, &size);
    uint64_t hash = arrays.failed ? 0 : hash_of(bytes, size, size);
    release(&arrays);
    return arrays.failed ? NULL : PyLong_FromUnsignedLongLong(hash);
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
    expect_apart(&arrays);
    if (!arrays.failed) {
        LongWork work;
        begin_long_work(&work);
        Outcome outcome = group(&text, spans, count, &groups, firsts, group_of, &work);
        free(groups.slots);
        free(groups.groups);
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
    int64_t at = 0, checked = 0;
    *same = 0;
    for (int64_t k = 0; k < count; k++) {
        int64_t start = spans[2 * k], size = spans[2 * k + 1] - start;
        int64_t first = bounds[codes[k]];
        if (!is_white(text, at, start, white, points) || bounds[codes[k] + 1] - first != size ||
            memcmp(text->bytes + start * text->width, strings->bytes + first * text->width,
                   (size_t)(size * text->width)) != 0)
            return DONE;
        at = start + size;
        if (k % SPANS_BETWEEN_CHECKS == 0) {
            if (go_on(work, 16 * SPANS_BETWEEN_CHECKS + at - checked) < 0)
                return RAISED;
            checked = at;
        }
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
    expect_apart(&arrays);
    if (!arrays.failed) {
        LongWork work;
        begin_long_work(&work);
        Outcome outcome = read_back(&text, spans, codes, count, &strings, bounds, white, points, &same, &work);
        arrays.failed = end_long_work(&work, outcome) < 0;
    }
    release(&arrays);
    return arrays.failed ? NULL : PyBool_FromLong(same);
}
