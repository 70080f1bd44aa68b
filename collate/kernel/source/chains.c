/* The heaviest increasing subsequence. The twin is `heaviest_increasing` in exact/anchors.py.

   A tree of maxima over the columns (Fenwick 1994) answers which subsequence a member continues: that of the greatest
   weight; of equal ones that with the least column, then the first. */
#include "kernel.h"

#include <stdlib.h>

#define NO_MEMBER (-1)

typedef struct {
    const int64_t *ranks; /* of the columns */
    int64_t *weights;     /* of the best subsequence that ends with each member */
    int64_t *best;        /* nodes of the tree: a member, or NO_MEMBER */
    int64_t nodes;
} ChainTree;

static int is_better(const ChainTree *tree, int64_t member, int64_t other)
{
    if (other == NO_MEMBER)
        return 1;
    if (tree->weights[member] != tree->weights[other])
        return tree->weights[member] > tree->weights[other];
    if (tree->ranks[member] != tree->ranks[other])
        return tree->ranks[member] < tree->ranks[other];
    return member < other;
}

/* Return the best member with a rank below this. */
static int64_t best_below(const ChainTree *tree, int64_t rank)
{
    int64_t found = NO_MEMBER;
    for (int64_t node = rank; node > 0; node -= node & -node)
        if (tree->best[node] != NO_MEMBER && is_better(tree, tree->best[node], found))
            found = tree->best[node];
    return found;
}

static void enter(ChainTree *tree, int64_t member)
{
    for (int64_t node = tree->ranks[member] + 1; node < tree->nodes; node += node & -node)
        if (is_better(tree, member, tree->best[node]))
            tree->best[node] = member;
}

static Outcome mark_chain(ChainTree *tree, const int64_t *sizes, int64_t count, int64_t *previous, uint8_t *kept,
                          LongWork *work)
{
    for (int64_t node = 0; node < tree->nodes; node++)
        tree->best[node] = NO_MEMBER;
    for (int64_t k = 0; k < count; k++) {
        previous[k] = best_below(tree, tree->ranks[k]);
        tree->weights[k] = sizes[k] + (previous[k] == NO_MEMBER ? 0 : tree->weights[previous[k]]);
        enter(tree, k);
        kept[k] = 0;
        if (go_on(work, 64) < 0)
            return RAISED;
    }
    for (int64_t k = best_below(tree, tree->nodes - 1); k != NO_MEMBER; k = previous[k])
        kept[k] = 1;
    return DONE;
}

PyObject *heaviest_increasing(PyObject *self, PyObject *arguments)
{
    (void)self;
    PyObject *o[3];
    if (!PyArg_ParseTuple(arguments, "OOO", &o[0], &o[1], &o[2]))
        return NULL;
    Arrays arrays = {.count = 0, .failed = 0};
    int64_t count, size_count, room;
    const int64_t *ranks = take(&arrays, o[0], "ranks", sizeof *ranks, READ, &count);
    const int64_t *sizes = take(&arrays, o[1], "sizes", sizeof *sizes, READ, &size_count);
    uint8_t *kept = take(&arrays, o[2], "kept", sizeof *kept, WRITE, &room);
    expect_length(&arrays, "sizes", size_count, count);
    expect_length(&arrays, "kept", room, count);
    expect_long_indices(&arrays, "ranks", ranks, count, count);
    for (int64_t k = 0; k < size_count && !arrays.failed; k++)
        if (sizes[k] < 1 || sizes[k] > INT32_MAX)
            refuse(&arrays, "sizes", "out of range");
    expect_apart(&arrays);
    if (!arrays.failed) {
        LongWork work;
        begin_long_work(&work);
        ChainTree tree = {ranks, malloc((size_t)(count + 1) * sizeof(int64_t)),
                          malloc((size_t)(count + 1) * sizeof(int64_t)), count + 1};
        int64_t *previous = malloc((size_t)(count + 1) * sizeof *previous);
        Outcome outcome = tree.weights == NULL || tree.best == NULL || previous == NULL
                              ? NO_MEMORY
                              : mark_chain(&tree, sizes, count, previous, kept, &work);
        free(tree.weights);
        free(tree.best);
        free(previous);
        arrays.failed = end_long_work(&work, outcome) < 0;
    }
    release(&arrays);
    if (arrays.failed)
        return NULL;
    Py_INCREF(Py_None);
    return Py_None;
}
