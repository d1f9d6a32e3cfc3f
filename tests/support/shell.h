/*
 * The real program ($FLASHCOOP) run by a shell in a folder of its own, with its
 * keys and heads inside that folder: what it said, and how it ended.
 */
#ifndef TESTS_SUPPORT_SHELL_H
#define TESTS_SUPPORT_SHELL_H

#include "tests/support/folder.h"

enum { SHELL_TEXT_MAX = 1 << 16 };

struct shell {
    struct folder folder;
    int status; /* exit status of the last line */
    char out[SHELL_TEXT_MAX];
    char err[SHELL_TEXT_MAX];
};

/* Group state for cmocka: a new folder for every test. */
int shell_set_up(void **state);
int shell_tear_down(void **state);

/* Run one shell line; `$F` is the program, `input` (NULL = none) its standard input. */
int shell_run(struct shell *shell, const char *line, const char *input);

/* The same, and it must end with 0. Returns what it wrote on standard output. */
const char *shell_do(struct shell *shell, const char *line, const char *input);

/* FOLDER/name with this text. */
void shell_write(struct shell *shell, const char *name, const char *text);

/* A book `b.flashcoop` with three products: C1 1.50 and B1 4.50 at 5.5 %, T1 12.00 at 20 %. */
void shell_make_book(struct shell *shell);

/* A number that changes with any byte of the file. */
uint64_t shell_file_sum(struct shell *shell, const char *name);

/* What follows `key,` in the CSV of `report NAME`; borrowed until the next run. */
const char *shell_value(struct shell *shell, const char *report, const char *key);

#endif
