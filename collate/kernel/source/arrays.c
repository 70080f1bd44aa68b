/* Arrays of Python objects, through the buffer protocol, and checks of what is in them. */
#include "kernel.h"

#include <stdlib.h>

static Py_buffer *view_of(Arrays *arrays, PyObject *object, const char *name, size_t item, Access access,
                          int dimensions)
{
    if (arrays->failed)
        return NULL;
    if (arrays->count == MOST_ARRAYS) {
        refuse(arrays, name, "one array too many");
        return NULL;
    }
    Py_buffer *view = &arrays->views[arrays->count];
    int flags = PyBUF_ND | PyBUF_C_CONTIGUOUS | (access == WRITE ? PyBUF_WRITABLE : 0);
    if (PyObject_GetBuffer(object, view, flags) < 0) {
        PyErr_Clear();
        refuse(arrays, name, access == WRITE ? "not a contiguous array to write to" : "not a contiguous array");
        return NULL;
    }
    arrays->is_written[arrays->count++] = access == WRITE;
    if (view->ndim != dimensions || view->itemsize != (Py_ssize_t)item) {
        refuse(arrays, name, "other dimensions, or items of another size");
        return NULL;
    }
    if ((uintptr_t)view->buf % item != 0) {
        refuse(arrays, name, "not aligned");
        return NULL;
    }
    return view;
}

void *take(Arrays *arrays, PyObject *object, const char *name, size_t item, Access access, int64_t *length)
{
    Py_buffer *view = view_of(arrays, object, name, item, access, 1);
    *length = view == NULL ? 0 : view->shape[0];
    return view == NULL ? NULL : view->buf;
}

void *take_table(Arrays *arrays, PyObject *object, const char *name, size_t item, Access access, int64_t *rows,
                 int64_t *columns)
{
    Py_buffer *view = view_of(arrays, object, name, item, access, 2);
    *rows = view == NULL ? 0 : view->shape[0];
    *columns = view == NULL ? 0 : view->shape[1];
    return view == NULL ? NULL : view->buf;
}

static int overlap(const Py_buffer *one, const Py_buffer *other)
{
    const char *begin = one->buf, *other_begin = other->buf;
    return one->len > 0 && other->len > 0 && begin < other_begin + other->len && other_begin < begin + one->len;
}

void expect_apart(Arrays *arrays)
{
    for (int k = 0; k < arrays->count && !arrays->failed; k++)
        for (int other = 0; other < k && !arrays->failed; other++)
            if ((arrays->is_written[k] || arrays->is_written[other]) &&
                overlap(&arrays->views[k], &arrays->views[other]))
                refuse(arrays, "arrays", "one that is written to overlaps another one");
}

void release(Arrays *arrays)
{
    while (arrays->count > 0)
        PyBuffer_Release(&arrays->views[--arrays->count]);
}

void refuse(Arrays *arrays, const char *name, const char *reason)
{
    if (!arrays->failed)
        PyErr_Format(PyExc_ValueError, "%s: %s", name, reason);
    arrays->failed = 1;
}

void expect_length(Arrays *arrays, const char *name, int64_t length, int64_t expected)
{
    if (length != expected)
        refuse(arrays, name, "not as long as the arrays beside it");
}

void expect_ranges(Arrays *arrays, const char *name, const int64_t *begins, const int64_t *ends, int64_t count,
                   int64_t limit)
{
    for (int64_t k = 0; k < count && !arrays->failed; k++)
        if (begins[k] < 0 || ends[k] < begins[k] || ends[k] > limit)
            refuse(arrays, name, "a range is not within the array");
}

void expect_ascending(Arrays *arrays, const char *name, const int64_t *begins, const int64_t *ends, int64_t count,
                      int64_t limit)
{
    expect_ranges(arrays, name, begins, ends, count, limit);
    for (int64_t k = 1; k < count && !arrays->failed; k++)
        if (begins[k] < ends[k - 1])
            refuse(arrays, name, "the ranges are not in order");
}

void expect_indices(Arrays *arrays, const char *name, const int32_t *indices, int64_t count, int64_t limit)
{
    for (int64_t k = 0; k < count && !arrays->failed; k++)
        if (indices[k] < 0 || indices[k] >= limit)
            refuse(arrays, name, "an index is out of range");
}

void expect_long_indices(Arrays *arrays, const char *name, const int64_t *indices, int64_t count, int64_t limit)
{
    for (int64_t k = 0; k < count && !arrays->failed; k++)
        if (indices[k] < 0 || indices[k] >= limit)
            refuse(arrays, name, "an index is out of range");
}

int make_room(void **block, int64_t *capacity, int64_t count, size_t item)
{
    if (count <= *capacity)
        return 0;
    free(*block);
    *block = (uint64_t)count > (uint64_t)PTRDIFF_MAX / item ? NULL : malloc((size_t)count * item);
    *capacity = *block == NULL ? 0 : count;
    return *block == NULL ? -1 : 0;
}
