/*
 * The host's folder: the accounts of all her sessions of one exercise as FEC
 * with its description and as files for the program that she has, and of each
 * session result, closings, tables and archive; an index first.
 *
 * The folder keeps numbers.csv (number_register.h). Only a folder that has one
 * is written again, and in it only what its own index names.
 */
#ifndef REPORTS_HOST_FOLDER_H
#define REPORTS_HOST_FOLDER_H

#include "ledger/till.h"
#include "reports/accounts/account_map.h"

enum { HOST_BOOKS_MAX = 64, HOST_PRESETS_MAX = 12 };

struct host_folder {
    const char *path;
    const char *exercise; /* "2026", "2026-07-01..2027-06-30"; NULL: the year of the last day */
    const char *presets[HOST_PRESETS_MAX];
    int preset_count;
    /* Also of ours that nobody asked for, but for one that a code refuses. */
    bool for_every_program;
    struct account_map map;
    struct till *tills[HOST_BOOKS_MAX]; /* open, signed in as who may export */
    int till_count;
    struct moment made_at;
};

/* What the caller says: how much was written, and what was not. */
struct host_written {
    char exercise[EXERCISE_MAX];
    int entries;     /* of the exercise */
    int new_entries; /* of them, given a number now */
    int outside;     /* entries of other exercises */
    char fec[64];    /* its name */
    bool is_unnoted; /* a book could not take the record that says that this left */
};

/*
 * ERR_INPUT: a SIREN missing or another, two codes alike, a folder that is not ours, a file in the
 * way, a code that a program does not take. ERR_NOT_FOUND: no entry in the exercise. Nothing is
 * written then; the register is written before all that its numbers stand in.
 */
bool host_folder_write(struct host_folder *folder, struct host_written *out,
                       struct err *err) MUST_CHECK;

#endif
