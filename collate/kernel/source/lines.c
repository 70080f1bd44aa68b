/* A table as lines of cells with tabs between them. The twin is in cli/tsv.py. */
#include "kernel.h"

#include <string.h>

#define MOST_DIGITS 20

static int64_t write_number(unsigned char *out, int64_t number)
{
    unsigned char digits[MOST_DIGITS];
    int64_t first = MOST_DIGITS;
    do {
        digits[--first] = (unsigned char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    memcpy(out, digits + first, (size_t)(MOST_DIGITS - first));
    return MOST_DIGITS - first;
}

static Outcome write_lines(const int32_t *codes, int64_t rows, int64_t columns, int64_t number,
                           const unsigned char *cells, const int64_t *bounds, unsigned char *out, int64_t room,
                           int64_t *written, LongWork *work)
{
    int64_t at = 0;
    for (int64_t r = 0; r < rows; r++) {
        int64_t begin = at;
        if (room - at < MOST_DIGITS + 1)
            return NO_ROOM;
        at += write_number(out + at, number + r);
        for (int64_t c = 0; c < columns; c++) {
            int32_t code = codes[r * columns + c];
            int64_t size = code < 0 ? 0 : bounds[code + 1] - bounds[code];
            if (room - at < size + 2) /* the tab, and the end of the line */
                return NO_ROOM;
            out[at++] = '\t';
            if (size > 0)
                memcpy(out + at, cells + bounds[code], (size_t)size);
            at += size;
        }
        out[at++] = '\n';
        if (go_on(work, at - begin) < 0)
            return RAISED;
    }
    *written = at;
    return DONE;
}

PyObject *tabbed_lines(PyObject *self, PyObject *arguments)
{
    (void)self;
    PyObject *o[4];
    Py_ssize_t number;
    if (!PyArg_ParseTuple(arguments, "OnOOO", &o[0], &number, &o[1], &o[2], &o[3]))
        return NULL;
    Arrays arrays = {.count = 0, .failed = 0};
    int64_t rows, columns, size, bounds_count, room, written = 0;
    const int32_t *codes = take_table(&arrays, o[0], "codes", sizeof *codes, READ, &rows, &columns);
    const unsigned char *cells = take(&arrays, o[1], "cells", 1, READ, &size);
    const int64_t *bounds = take(&arrays, o[2], "bounds", sizeof *bounds, READ, &bounds_count);
    unsigned char *out = take(&arrays, o[3], "lines", 1, WRITE, &room);
    if (number < 0 || number > INT64_MAX / 2)
        refuse(&arrays, "number", "out of range");
    if (bounds_count < 1)
        refuse(&arrays, "bounds", "empty");
    expect_ranges(&arrays, "bounds", bounds, bounds + 1, bounds_count - 1, size);
    for (int64_t k = 0; k < rows * columns && !arrays.failed; k++)
        if (codes[k] < -1 || codes[k] >= bounds_count - 1)
            refuse(&arrays, "codes", "an index is out of range");
    expect_apart(&arrays);
    if (!arrays.failed) {
        LongWork work;
        begin_long_work(&work);
        Outcome outcome =
            write_lines(codes, rows, columns, number, cells, bounds, out, room, &written, &work);
        arrays.failed = end_long_work(&work, outcome) < 0;
    }
    release(&arrays);
    return arrays.failed ? NULL : PyLong_FromLongLong(written);
}
