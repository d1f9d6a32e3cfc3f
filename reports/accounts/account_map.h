/*
 * The accountant's choice of accounts, one row a use, applied when files are
 * made: a book keeps what it posted to. Lines given out before keep theirs.
 */
#ifndef REPORTS_ACCOUNT_MAP_H
#define REPORTS_ACCOUNT_MAP_H

#include "base/outlet.h"
#include "reports/accounts/account_line.h"

enum { ACCOUNT_MAP_MAX = 256 };

/* A field left empty changes nothing. */
struct account_map_row {
    char use[LINE_USE_MAX]; /* or "journal:VE": the code and label of a journal */
    char account[ACCOUNT_MAX];
    char label[LABEL_MAX];
    char journal[JOURNAL_CODE_MAX];  /* of the entries that such a line leads */
    char auxiliary[AUXILIARY_MAX];   /* of suppliers and people: what their numbers begin with */
    char auxiliary_label[LABEL_MAX]; /* before the name */
    char section[AUXILIARY_MAX];     /* analytic; "-" none; without it the session's code */
};

struct account_map {
    struct account_map_row rows[ACCOUNT_MAP_MAX];
    int count;
};

/* What holds without a file: no row changes an account. */
void account_map_init(struct account_map *map);
/* ERR_INPUT: a bad line; each is named in `faults`. */
struct csv_faults;
bool account_map_read(const char *path, struct account_map *out, struct csv_faults *faults,
                      struct err *err) MUST_CHECK;

/* The lines of one entry: their accounts, journal, auxiliaries and section. */
void account_map_apply(const struct account_map *map, struct account_line *lines, int count);

/* Every use with the account it is posted to by `accounts`, as a file to fill in. */
void account_map_put_template(const struct accounts *accounts, struct buf *out);

/* "Ventes" for VE. */
const char *account_journal_label(const char *code);

#endif
