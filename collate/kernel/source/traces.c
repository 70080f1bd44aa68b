/* The best trace of every gap. The twin is exact/dynamic_programming.py, which explains states; here a gap is one table
   without padding, scores are computed where they are needed, and of the states only one row is kept. For the way back
   there is a table of the matches that states end with. */
#include "kernel.h"

#include <stdlib.h>
#include <string.h>

#define LOW (INT64_MIN / 2)
#define MOST_CELLS (INT64_C(1) << 31) /* the numbers of matches have 32 bits */
#define LARGE_GAP (INT64_C(1) << 14)  /* cells; in a gap of more, words recur */
#define NO_FORM (-1)
#define MOST_WITNESSES (1 << 15) /* of a profile */
#define MOST_GAP_COST (INT64_C(1) << 21) /* of as many witnesses */

/* The columns of a profile: in each, forms with the numbers of witnesses that have them. */
typedef struct {
    const int32_t *forms, *counts; /* (depth, capacity) */
    int64_t depth, capacity;
    const int32_t *order; /* the columns in their order */
} Columns;

typedef struct {
    int64_t top, bottom, left, right;
    int free_start, free_end;
} Gap;

/* The scores of a large gap: each form of its rows with each distinct token, once. */
typedef struct {
    int64_t *row_of_form, *number_of_token; /* (codes): -1 for what is not in the gap; they are made for the first gap */
    int64_t form_room, token_room;
    int32_t *distinct, *number; /* (columns): the distinct tokens, and the number of each token among them */
    int64_t distinct_room, number_room;
    int32_t *scores; /* (forms, distinct) */
    int64_t score_room;
    int64_t tokens;
} Recurring;

typedef struct {
    int64_t *scores, *states, *skipped_rows; /* of one row */
    int64_t score_room, state_room, skipped_room;
    int32_t *of_form; /* the scores of one form with those of the row */
    int64_t form_room;
    uint32_t *ends_with; /* (rows + 1, columns + 1): the number of the match with which the state at each cell ends */
    int64_t end_room;
    int64_t *cells; /* of the trace */
    int64_t cell_room;
    Recurring recurring;
} Workspace;

static int make_workspace(Workspace *space, int64_t height, int64_t width)
{
    size_t item = sizeof(int64_t);
    if (height > MOST_CELLS / (width + 1) - 1)
        return -1;
    return make_room((void **)&space->scores, &space->score_room, width, item) < 0 ||
                   make_room((void **)&space->states, &space->state_room, width + 1, item) < 0 ||
                   make_room((void **)&space->of_form, &space->form_room, width, sizeof *space->of_form) < 0 ||
                   make_room((void **)&space->skipped_rows, &space->skipped_room, width, item) < 0 ||
                   make_room((void **)&space->ends_with, &space->end_room, (height + 1) * (width + 1),
                             sizeof *space->ends_with) < 0 ||
                   make_room((void **)&space->cells, &space->cell_room, height < width ? height : width, item) < 0
               ? -1
               : 0;
}

static void free_workspace(Workspace *space)
{
    free(space->scores);
    free(space->states);
    free(space->of_form);
    free(space->skipped_rows);
    free(space->ends_with);
    free(space->cells);
    free(space->recurring.row_of_form);
    free(space->recurring.number_of_token);
    free(space->recurring.distinct);
    free(space->recurring.number);
    free(space->recurring.scores);
}

/* Score each form in the rows of a large gap with each of its distinct tokens. */
static Outcome score_recurring(Scheme *scheme, const Columns *profile, const int32_t *tokens, const Gap *gap,
                               Recurring *recurring, LongWork *work)
{
    int64_t height = gap->bottom - gap->top, width = gap->right - gap->left, forms = 0;
    int is_first = recurring->row_of_form == NULL;
    if (make_room((void **)&recurring->row_of_form, &recurring->form_room, scheme->codes, sizeof(int64_t)) < 0 ||
        make_room((void **)&recurring->number_of_token, &recurring->token_room, scheme->codes, sizeof(int64_t)) < 0 ||
        make_room((void **)&recurring->distinct, &recurring->distinct_room, width, sizeof(int32_t)) < 0 ||
        make_room((void **)&recurring->number, &recurring->number_room, width, sizeof(int32_t)) < 0)
        return NO_MEMORY;
    if (is_first)
        for (int64_t code = 0; code < scheme->codes; code++)
            recurring->row_of_form[code] = recurring->number_of_token[code] = -1;
    recurring->tokens = 0;
    for (int64_t j = 0; j < width; j++) {
        int64_t *number = &recurring->number_of_token[tokens[gap->left + j]];
        if (*number < 0) {
            *number = recurring->tokens;
            recurring->distinct[recurring->tokens++] = tokens[gap->left + j];
        }
        recurring->number[j] = (int32_t)*number;
    }
    for (int64_t j = 0; j < recurring->tokens; j++)
        recurring->number_of_token[recurring->distinct[j]] = -1;
    for (int64_t i = 0; i < height; i++)
        for (int64_t d = 0; d < profile->depth; d++) {
            int32_t form = profile->forms[d * profile->capacity + profile->order[gap->top + i]];
            if (form == NO_FORM)
                break;
            if (recurring->row_of_form[form] < 0)
                recurring->row_of_form[form] = forms++ * recurring->tokens;
        }
    if (make_room((void **)&recurring->scores, &recurring->score_room, forms * recurring->tokens + 1, sizeof(int32_t)) < 0)
        return NO_MEMORY;
    int64_t scored = 0;
    for (int64_t i = 0; i < height; i++)
        for (int64_t d = 0; d < profile->depth; d++) {
            int32_t form = profile->forms[d * profile->capacity + profile->order[gap->top + i]];
            if (form == NO_FORM)
                break;
            if (recurring->row_of_form[form] != scored * recurring->tokens)
                continue; /* it was scored in an earlier row */
            int32_t *scores = recurring->scores + scored++ * recurring->tokens;
            scores_of_row(scheme, form, recurring->distinct, recurring->tokens, scores);
            if (go_on(work, 8 * recurring->tokens) < 0)
                return RAISED;
        }
    return DONE;
}

/* Forget which forms a gap has, for the next one. */
static void forget_forms(const Columns *profile, const Gap *gap, Recurring *recurring)
{
    for (int64_t i = gap->top; i < gap->bottom; i++)
        for (int64_t d = 0; d < profile->depth; d++) {
            int32_t form = profile->forms[d * profile->capacity + profile->order[i]];
            if (form == NO_FORM)
                break;
            recurring->row_of_form[form] = -1;
        }
}

/* Read the scores of one column of a profile with the tokens of a large gap. */
static void read_column(const Columns *profile, int64_t column, const Recurring *recurring, int64_t width, int64_t *scores)
{
    memset(scores, 0, (size_t)width * sizeof *scores);
    for (int64_t d = 0; d < profile->depth; d++) {
        int32_t form = profile->forms[d * profile->capacity + column];
        if (form == NO_FORM)
            break;
        int64_t count = profile->counts[d * profile->capacity + column];
        const int32_t *of_form = recurring->scores + recurring->row_of_form[form];
        for (int64_t j = 0; j < width; j++)
            scores[j] += count * of_form[recurring->number[j]];
    }
}

/* Compute the scores of one column of a profile with some tokens. The forms of a column are its first ones. */
static int64_t score_column(Scheme *scheme, const Columns *profile, int64_t column, const int32_t *tokens,
                            int64_t width, int32_t *of_form, int64_t *scores)
{
    int64_t computed = 0;
    memset(scores, 0, (size_t)width * sizeof *scores);
    for (int64_t d = 0; d < profile->depth; d++) {
        int32_t form = profile->forms[d * profile->capacity + column];
        if (form == NO_FORM)
            break;
        int64_t count = profile->counts[d * profile->capacity + column];
        scores_of_row(scheme, form, tokens, width, of_form);
        for (int64_t j = 0; j < width; j++)
            scores[j] += count * of_form[j];
        computed += width;
    }
    return computed;
}

static int64_t greater(int64_t left, int64_t right)
{
    return left > right ? left : right;
}

/* Find the best trace of one gap. Writes its cells, from the last match to the first, and their number. */
static Outcome trace(Scheme *scheme, const Columns *profile, const int32_t *tokens, const Gap *gap, int64_t gap_cost,
                     Workspace *space, int64_t *length, LongWork *work)
{
    int64_t height = gap->bottom - gap->top, width = gap->right - gap->left, area = height * width;
    int shift = 0;
    while ((area + 1) >> shift != 0)
        shift++;
    int64_t unit = INT64_C(1) << shift, low = unit - 1, cost = gap_cost * unit, no_match = area + 1;
    int64_t start_cost = gap->free_start ? 0 : cost, skipped_both = no_match - 2 * start_cost, best_match = LOW;
    int is_large = area > LARGE_GAP;
    if (is_large) {
        Outcome outcome = score_recurring(scheme, profile, tokens, gap, &space->recurring, work);
        if (outcome != DONE)
            return outcome;
    }
    int64_t *states = space->states, *skipped_rows = space->skipped_rows, *scores = space->scores;
    for (int64_t j = 0; j <= width; j++) {
        states[j] = j == 0 ? no_match : no_match - start_cost;
        space->ends_with[j] = (uint32_t)no_match;
    }
    for (int64_t j = 0; j < width; j++)
        skipped_rows[j] = LOW;
    for (int64_t i = 0; i < height; i++) {
        int64_t column = profile->order[gap->top + i];
        int64_t computed = 0;
        if (is_large)
            read_column(profile, column, &space->recurring, width, scores);
        else
            computed = score_column(scheme, profile, column, tokens + gap->left, width, space->of_form, scores);
        int64_t number = area - i * width, before = states[0], most = LOW;
        uint32_t *ends_with = space->ends_with + (i + 1) * (width + 1);
        states[0] = no_match - start_cost;
        ends_with[0] = (uint32_t)no_match;
        for (int64_t j = 0; j < width; j++) {
            int64_t matched = scores[j] * unit + (number - j) + (before & ~low);
            int64_t ends_here = greater(matched, skipped_rows[j]);
            int64_t after = greater(greater(ends_here, skipped_both), most - cost);
            skipped_rows[j] = greater(skipped_rows[j], matched - cost);
            before = states[j + 1];
            states[j + 1] = after;
            ends_with[j + 1] = (uint32_t)(after & low);
            most = greater(most, ends_here);
            best_match = greater(best_match, matched);
        }
        if (go_on(work, 8 * computed + 2 * width) < 0)
            return RAISED;
    }
    if (is_large)
        forget_forms(profile, gap, &space->recurring);
    int64_t end = gap->free_end ? best_match : states[width];
    int64_t nothing = no_match - (gap->free_start || gap->free_end ? 0 : 2 * cost);
    if ((end & low) > area || nothing > end)
        end = nothing;
    *length = 0;
    for (int64_t cell = area - (end & low); cell >= 0;) {
        space->cells[(*length)++] = cell;
        cell = area - (int64_t)space->ends_with[cell / width * (width + 1) + cell % width];
    }
    return DONE;
}

PyObject *best_traces(PyObject *self, PyObject *arguments)
{
    (void)self;
    PyObject *tuple, *o[12];
    Py_ssize_t gap_cost;
    if (!PyArg_ParseTuple(arguments, "OOOOOOOnOOOOOO", &tuple, &o[0], &o[1], &o[2], &o[3], &o[4], &o[5], &gap_cost,
                          &o[6], &o[7], &o[8], &o[9], &o[10], &o[11]))
        return NULL;
    Arrays arrays = {.count = 0, .failed = 0};
    Scheme scheme;
    take_scheme(&arrays, tuple, &scheme);
    Columns profile;
    int64_t gaps, bottoms, lefts, rights, starts, ends, depths, capacity, height, width, room, column_room;
    const int64_t *top = take(&arrays, o[0], "top", sizeof *top, READ, &gaps);
    const int64_t *bottom = take(&arrays, o[1], "bottom", sizeof *bottom, READ, &bottoms);
    const int64_t *left = take(&arrays, o[2], "left", sizeof *left, READ, &lefts);
    const int64_t *right = take(&arrays, o[3], "right", sizeof *right, READ, &rights);
    const uint8_t *free_start = take(&arrays, o[4], "free_start", sizeof *free_start, READ, &starts);
    const uint8_t *free_end = take(&arrays, o[5], "free_end", sizeof *free_end, READ, &ends);
    profile.forms = take_table(&arrays, o[6], "forms", sizeof *profile.forms, READ, &profile.depth, &profile.capacity);
    profile.counts = take_table(&arrays, o[7], "counts", sizeof *profile.counts, READ, &depths, &capacity);
    profile.order = take(&arrays, o[8], "order", sizeof *profile.order, READ, &height);
    const int32_t *tokens = take(&arrays, o[9], "tokens", sizeof *tokens, READ, &width);
    int32_t *rows = take(&arrays, o[10], "rows", sizeof *rows, WRITE, &room);
    int32_t *columns = take(&arrays, o[11], "columns", sizeof *columns, WRITE, &column_room);
    expect_length(&arrays, "bottom", bottoms, gaps);
    expect_length(&arrays, "left", lefts, gaps);
    expect_length(&arrays, "right", rights, gaps);
    expect_length(&arrays, "free_start", starts, gaps);
    expect_length(&arrays, "free_end", ends, gaps);
    expect_length(&arrays, "counts", depths, profile.depth);
    expect_length(&arrays, "counts", capacity, profile.capacity);
    expect_length(&arrays, "columns", column_room, room);
    if (gap_cost < 0 || gap_cost >= MOST_GAP_COST)
        refuse(&arrays, "gap", "out of range");
    if (height > INT32_MAX || width > INT32_MAX)
        refuse(&arrays, "order", "out of range");
    expect_ascending(&arrays, "rows", top, bottom, gaps, height);
    expect_ranges(&arrays, "columns", left, right, gaps, width);
    expect_indices(&arrays, "order", profile.order, height, profile.capacity);
    expect_indices(&arrays, "tokens", tokens, width, scheme.codes);
    for (int64_t k = 0; k < profile.depth * profile.capacity && !arrays.failed; k++)
        if (profile.forms[k] < NO_FORM || profile.forms[k] >= scheme.codes)
            refuse(&arrays, "forms", "an index is out of range");
    for (int64_t k = 0; k < depths * capacity && !arrays.failed; k++)
        if (profile.counts[k] < 0 || profile.counts[k] >= MOST_WITNESSES)
            refuse(&arrays, "counts", "out of range");
    int64_t count = 0;
    expect_apart(&arrays);
    if (!arrays.failed) {
        Workspace space = {.scores = NULL};
        Outcome outcome = DONE;
        LongWork work;
        begin_long_work(&work);
        for (int64_t g = 0; g < gaps && outcome == DONE; g++) {
            Gap gap = {top[g], bottom[g], left[g], right[g], free_start[g] != 0, free_end[g] != 0};
            int64_t length, gap_width = gap.right - gap.left;
            if (gap.bottom == gap.top || gap_width == 0)
                continue;
            outcome = make_workspace(&space, gap.bottom - gap.top, gap_width) < 0
                          ? NO_MEMORY
                          : trace(&scheme, &profile, tokens, &gap, gap_cost, &space, &length, &work);
            if (outcome == DONE && length > room - count)
                outcome = NO_ROOM;
            for (; outcome == DONE && length > 0; count++) {
                int64_t cell = space.cells[--length];
                rows[count] = (int32_t)(gap.top + cell / gap_width);
                columns[count] = (int32_t)(gap.left + cell % gap_width);
            }
        }
        free_workspace(&space);
        arrays.failed = end_long_work(&work, outcome) < 0;
    }
    release(&arrays);
    return arrays.failed ? NULL : PyLong_FromLongLong(count);
}
