/* Long work: other threads of Python run meanwhile, and Ctrl-C is noticed within a fraction of a second. */
#include "kernel.h"

#define STEPS_BETWEEN_CHECKS (INT64_C(1) << 22)

void begin_long_work(LongWork *work)
{
    work->steps = 0;
    work->thread = PyEval_SaveThread();
}

int end_long_work(LongWork *work, Outcome outcome)
{
    PyEval_RestoreThread(work->thread);
    if (outcome == NO_MEMORY)
        PyErr_NoMemory();
    if (outcome == NO_ROOM)
        PyErr_SetString(PyExc_ValueError, "an array that is written to is too short");
    return outcome == DONE ? 0 : -1;
}

int go_on(LongWork *work, int64_t steps)
{
    work->steps += steps;
    if (work->steps < STEPS_BETWEEN_CHECKS)
        return 0;
    work->steps = 0;
    PyEval_RestoreThread(work->thread);
    int raised = PyErr_CheckSignals();
    work->thread = PyEval_SaveThread();
    return raised;
}
