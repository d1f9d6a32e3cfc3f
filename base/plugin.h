/*
 * A part of the program in a file of its own, loaded when it is asked for: what
 * it links would cost every start milliseconds and megabytes.
 *
 * The file lies beside the program or in PREFIX/lib/flashcoop. Once loaded it
 * stays until the process ends.
 */
#ifndef BASE_PLUGIN_H
#define BASE_PLUGIN_H

/* The one symbol of `file` (`libflashcoop-NAME.so`); NULL: no such file, or not ours. */
const void *plugin_find(const char *file, const char *symbol);

#endif
