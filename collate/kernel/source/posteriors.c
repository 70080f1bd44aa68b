/* The posteriors of some matches in many tables. The twin is `match_posteriors` in exact/posteriors.py, which explains
   the sums; here a table has no padding, and only the posteriors that are asked for are computed.

   The weights of scores come from the caller, and sums are added in the order of the twin. What differs is the order in
   which the total of a table is added: the results are equal but for the last of fifteen digits. */
#include "kernel.h"

#include <math.h>
#include <stdlib.h>

#define LARGE 1e30
#define MOST_EXPONENT 700.0
#define MOST_CELLS (INT64_C(1) << 40)
#define STEPS_OF_CELL 4   /* for `go_on` */
#define STEPS_OF_SCORE 16

/* A side of a table, which is read from its start, or from its end by a negative step. */
typedef struct {
    int64_t height, width;
    int is_backward, is_free;
    double skip;
} Sweep;

typedef struct {
    double *weights, *before, *after; /* (height, width); `after` from the last cell to the first */
    double *logs_before, *logs_after, *terms; /* (height) */
    double *above, *skipped_rows;             /* (width) */
    int64_t rooms[8];
    int32_t *scores; /* (width) */
    int64_t score_room;
} Sums;

static int make_sums(Sums *sums, int64_t height, int64_t width)
{
    if (height > MOST_CELLS / width)
        return -1;
    double **blocks[] = {&sums->weights,    &sums->before, &sums->after, &sums->logs_before,
                         &sums->logs_after, &sums->terms,  &sums->above, &sums->skipped_rows};
    int64_t sizes[] = {height * width, height * width, height * width, height, height, height, width, width};
    for (int k = 0; k < 8; k++)
        if (make_room((void **)blocks[k], &sums->rooms[k], sizes[k], sizeof(double)) < 0)
            return -1;
    return make_room((void **)&sums->scores, &sums->score_room, width, sizeof *sums->scores);
}

static void free_sums(Sums *sums)
{
    free(sums->weights);
    free(sums->before);
    free(sums->after);
    free(sums->logs_before);
    free(sums->logs_after);
    free(sums->terms);
    free(sums->scores);
    free(sums->above);
    free(sums->skipped_rows);
}

/* Sum, for each cell, the weights of all that may come before a match there, row by row. */
static Outcome sum_before(const Sweep *sweep, Sums *space, double *sums, double *logs, LongWork *work)
{
    int64_t height = sweep->height, width = sweep->width;
    double *above = space->above, *skipped_rows = space->skipped_rows, log_scale = 0, scale = 1;
    for (int64_t j = 0; j < width; j++)
        above[j] = skipped_rows[j] = 0;
    for (int64_t i = 0; i < height; i++) {
        const double *weights = space->weights + (sweep->is_backward ? height - 1 - i : i) * width;
        double *row = sums + i * width, edge = (sweep->is_free || i == 0 ? 1.0 : sweep->skip) * scale;
        double reached = 0, reached_before = 0, largest = 0;
        for (int64_t j = 0; j < width; j++) {
            double sum = (sweep->is_free || j == 0 ? 1.0 : sweep->skip) * edge;
            if (j >= 1)
                sum += reached;
            if (j >= 2)
                sum -= reached_before * (1 - sweep->skip);
            row[j] = sum;
            reached_before = reached;
            reached += above[j] + skipped_rows[j];
        }
        logs[i] = log_scale;
        for (int64_t j = 0; j < width; j++) {
            above[j] *= sweep->skip;
            skipped_rows[j] += above[j];
            above[j] = row[j] * weights[sweep->is_backward ? width - 1 - j : j];
            largest = above[j] > largest ? above[j] : largest;
        }
        if (largest > LARGE) {
            double factor = 1 / largest;
            for (int64_t j = 0; j < width; j++) {
                above[j] *= factor;
                skipped_rows[j] *= factor;
            }
            scale *= factor;
            log_scale -= log(factor);
        }
        if (go_on(work, STEPS_OF_CELL * width) < 0)
            return RAISED;
    }
    return DONE;
}

/* Compute the logarithm of the weight of all traces of a table. */
static Outcome log_of_total(const Sums *sums, int64_t height, int64_t width, int free_start, int free_end, double skip,
                            double *log_total, LongWork *work)
{
    double without_match = free_start || free_end ? 0 : log(skip * skip), most = without_match;
    double total = 0;
    for (int64_t i = 0; i < height; i++) {
        double ending = 0;
        for (int64_t j = 0; j < width; j++)
            ending += sums->before[i * width + j] * sums->weights[i * width + j] *
                      (free_end || j == width - 1 ? 1.0 : skip);
        double term = log(ending * (free_end || i == height - 1 ? 1.0 : skip)) + sums->logs_before[i];
        sums->terms[i] = term;
        most = term > most ? term : most;
        if (go_on(work, STEPS_OF_CELL * width) < 0)
            return RAISED;
    }
    for (int64_t i = 0; i < height; i++)
        total += exp(sums->terms[i] - most);
    *log_total = most + log(total + exp(without_match - most));
    return DONE;
}

/* The matches whose posteriors are asked for, those of one table after those of another. */
typedef struct {
    const int64_t *begins, *rows, *columns;
    double *posteriors;
} Asked;

static Outcome table_posteriors(Scheme *scheme, const int32_t *row_forms, const int32_t *column_forms, int64_t height,
                                int64_t width, int free_start, int free_end, double skip, const double *weight_of_score,
                                int64_t most_score, Sums *sums, double *log_total, LongWork *work)
{
    if (make_sums(sums, height, width) < 0)
        return NO_MEMORY;
    for (int64_t i = 0; i < height; i++) {
        scores_of_row(scheme, row_forms[i], column_forms, width, sums->scores);
        for (int64_t j = 0; j < width; j++) {
            int64_t score = sums->scores[j];
            sums->weights[i * width + j] = score < 0 ? 0 : weight_of_score[score < most_score ? score : most_score];
        }
        if (go_on(work, STEPS_OF_SCORE * width) < 0)
            return RAISED;
    }
    Sweep forward = {height, width, 0, free_start, skip}, backward = {height, width, 1, free_end, skip};
    Outcome outcome = sum_before(&forward, sums, sums->before, sums->logs_before, work);
    if (outcome == DONE)
        outcome = sum_before(&backward, sums, sums->after, sums->logs_after, work);
    return outcome == DONE ? log_of_total(sums, height, width, free_start, free_end, skip, log_total, work) : outcome;
}

static void write_posteriors(const Sums *sums, int64_t height, int64_t width, double total, int64_t top, int64_t left,
                             const Asked *asked, int64_t first, int64_t last)
{
    for (int64_t k = first; k < last; k++) {
        int64_t i = asked->rows[k] - top, j = asked->columns[k] - left, cell = i * width + j;
        double log_scale = sums->logs_before[i] + (sums->logs_after[height - 1 - i] - total);
        double posterior = sums->before[cell] * sums->weights[cell] * sums->after[height * width - 1 - cell] *
                           exp(log_scale < MOST_EXPONENT ? log_scale : MOST_EXPONENT);
        asked->posteriors[k] = posterior < 1 ? posterior : 1;
    }
}

PyObject *match_posteriors(PyObject *self, PyObject *arguments)
{
    (void)self;
    PyObject *tuple, *o[12];
    double skip;
    if (!PyArg_ParseTuple(arguments, "OOOOOOOOdOOOOO", &tuple, &o[0], &o[1], &o[2], &o[3], &o[4], &o[5], &o[6], &skip,
                          &o[7], &o[8], &o[9], &o[10], &o[11]))
        return NULL;
    Arrays arrays = {.count = 0, .failed = 0};
    Scheme scheme;
    take_scheme(&arrays, tuple, &scheme);
    int64_t length, gaps, bottoms, lefts, rights, starts, ends, scores, borders, matches, column_count, room;
    const int32_t *text = take(&arrays, o[0], "text", sizeof *text, READ, &length);
    const int64_t *top = take(&arrays, o[1], "top", sizeof *top, READ, &gaps);
    const int64_t *bottom = take(&arrays, o[2], "bottom", sizeof *bottom, READ, &bottoms);
    const int64_t *left = take(&arrays, o[3], "left", sizeof *left, READ, &lefts);
    const int64_t *right = take(&arrays, o[4], "right", sizeof *right, READ, &rights);
    const uint8_t *free_start = take(&arrays, o[5], "free_start", sizeof *free_start, READ, &starts);
    const uint8_t *free_end = take(&arrays, o[6], "free_end", sizeof *free_end, READ, &ends);
    const double *weight_of_score = take(&arrays, o[7], "weights", sizeof *weight_of_score, READ, &scores);
    Asked asked;
    asked.begins = take(&arrays, o[8], "begins", sizeof *asked.begins, READ, &borders);
    asked.rows = take(&arrays, o[9], "rows", sizeof *asked.rows, READ, &matches);
    asked.columns = take(&arrays, o[10], "columns", sizeof *asked.columns, READ, &column_count);
    asked.posteriors = take(&arrays, o[11], "posteriors", sizeof *asked.posteriors, WRITE, &room);
    expect_length(&arrays, "bottom", bottoms, gaps);
    expect_length(&arrays, "left", lefts, gaps);
    expect_length(&arrays, "right", rights, gaps);
    expect_length(&arrays, "free_start", starts, gaps);
    expect_length(&arrays, "free_end", ends, gaps);
    expect_length(&arrays, "begins", borders, gaps + 1);
    expect_length(&arrays, "columns", column_count, matches);
    expect_length(&arrays, "posteriors", room, matches);
    if (scores < 1)
        refuse(&arrays, "weights", "empty");
    expect_indices(&arrays, "text", text, length, scheme.codes);
    expect_ranges(&arrays, "rows", top, bottom, gaps, length);
    expect_ranges(&arrays, "columns", left, right, gaps, length);
    if (!arrays.failed)
        expect_ranges(&arrays, "begins", asked.begins, asked.begins + 1, gaps, matches);
    for (int64_t g = 0; g < gaps && !arrays.failed; g++)
        for (int64_t k = asked.begins[g]; k < asked.begins[g + 1] && !arrays.failed; k++)
            if (asked.rows[k] < top[g] || asked.rows[k] >= bottom[g] || asked.columns[k] < left[g] ||
                asked.columns[k] >= right[g])
                refuse(&arrays, "rows", "a match is not in its table");
    expect_apart(&arrays);
    if (!arrays.failed) {
        Sums sums = {.weights = NULL};
        Outcome outcome = DONE;
        LongWork work;
        begin_long_work(&work);
        for (int64_t g = 0; g < gaps && outcome == DONE; g++) {
            int64_t height = bottom[g] - top[g], width = right[g] - left[g];
            if (asked.begins[g] == asked.begins[g + 1])
                continue;
            double total;
            outcome = table_posteriors(&scheme, text + top[g], text + left[g], height, width, free_start[g] != 0,
                                       free_end[g] != 0, skip, weight_of_score, scores - 1, &sums, &total, &work);
            if (outcome == DONE)
                write_posteriors(&sums, height, width, total, top[g], left[g], &asked, asked.begins[g],
                                 asked.begins[g + 1]);
        }
        free_sums(&sums);
        arrays.failed = end_long_work(&work, outcome) < 0;
    }
    release(&arrays);
    if (arrays.failed)
        return NULL;
    Py_INCREF(Py_None);
    return Py_None;
}
