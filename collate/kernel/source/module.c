/* The module `collate.kernel._compiled`. */
#include "kernel.h"

#include <string.h>

static PyMethodDef functions[] = {
    {"grouped_spans", grouped_spans, METH_VARARGS, "Group equal spans of a text."},
    {"span_hash", span_hash, METH_VARARGS, "Compute the hash of a span, which is another one in each process."},
    {"reads_back", reads_back, METH_VARARGS, "Check that spans are the strings of their codes, with white space between."},
    {"shared_runs", shared_runs, METH_VARARGS, "Find phrases that occur once on each side of a gap, in runs."},
    {"tabbed_lines", tabbed_lines, METH_VARARGS, "Write the rows of a table as lines with tabs."},
    {"score_pairs", score_pairs, METH_VARARGS, "Compute the scores of pairs of forms."},
    {"best_traces", best_traces, METH_VARARGS, "Find the best trace of every gap between a profile and a witness."},
    {"heaviest_increasing", heaviest_increasing, METH_VARARGS, "Mark the heaviest increasing subsequence."},
    {"match_posteriors", match_posteriors, METH_VARARGS, "Compute the posteriors of matches in many tables."},
    {NULL, NULL, 0, NULL},
};

#ifndef SOURCES
#define SOURCES 0 /* hatch_build.py gives the digest of the sources */
#endif

uint64_t process_key[2];

/* Take the key of this process from the system, once: an interpreter beside the first one must not change it. */
static int make_process_key(PyObject *module)
{
    static int is_made = 0;
    (void)module;
    if (is_made)
        return 0;
    PyObject *os = PyImport_ImportModule("os");
    PyObject *random = os == NULL ? NULL : PyObject_CallMethod(os, "urandom", "i", (int)sizeof process_key);
    char *bytes = random == NULL ? NULL : PyBytes_AsString(random);
    if (bytes != NULL) {
        memcpy(process_key, bytes, sizeof process_key);
        is_made = 1;
    }
    Py_XDECREF(random);
    Py_XDECREF(os);
    return bytes == NULL ? -1 : 0;
}

/* Add what tells an old module: the number of its interface, and the digest of its sources. */
static int add_versions(PyObject *module)
{
    return PyModule_AddIntConstant(module, "INTERFACE", INTERFACE) < 0 ||
                   PyModule_AddIntConstant(module, "SOURCES", SOURCES) < 0
               ? -1
               : 0;
}

static PyModuleDef_Slot slots[] = {
    {Py_mod_exec, make_process_key},
    {Py_mod_exec, add_versions},
    {0, NULL},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "collate.kernel._compiled",
    .m_doc = "The compiled kernel; collate/kernel/_compiled.pyi describes it.",
    .m_size = 0,
    .m_methods = functions,
    .m_slots = slots,
};

PyMODINIT_FUNC PyInit__compiled(void)
{
    return PyModuleDef_Init(&definition);
}
