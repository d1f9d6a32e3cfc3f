/*
 * Somebody with an SQLite tool: changes rows that are guarded, takes the guards
 * off and puts them back word by word, makes hashes and signatures again.
 */
#ifndef TESTS_SUPPORT_FORGER_H
#define TESTS_SUPPORT_FORGER_H

#include "tests/support/full_book.h"

enum {
    FORGER_SQL_MAX = 1024,
    FORGER_COLUMNS_MAX = 40,
    FORGER_WORD_MAX = 48,
    FORGER_TABLE_COUNT = 30,
};

/* `record`, the fact tables, then what is kept along with them and proved equal. */
extern const char *const FORGER_TABLES[FORGER_TABLE_COUNT];

struct forger_table {
    const char *name;
    char columns[FORGER_COLUMNS_MAX][FORGER_WORD_MAX];
    int column_count;
    char keys[160]; /* "chain, seq, line" */
    int64_t row_count;
};

/* cmocka set-up: a full book of two tills, whose constraints no longer stand in the way. */
int forger_set_up(void **state);

struct forger_table forger_table(struct full_book *book, const char *name);
/* Where row `row` is, for UPDATE and DELETE. */
const char *forger_row(const struct forger_table *table, int64_t row, char out[FORGER_SQL_MAX]);

/* Run what the forger types; the test fails when SQLite refuses. */
void forger_type(struct full_book *book, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* One number from the book, -1 none. */
int64_t forger_ask(struct full_book *book, const char *sql);

void forger_guards_off(struct full_book *book, const char *table);
void forger_guards_on(struct full_book *book, const char *table);
/* None of them acts meanwhile; the schema stays as it is, and need not be read again each time. */
void forger_guards_sleep(struct full_book *book, bool asleep);
/* One of the two, for every table. */
void forger_all_guards(struct full_book *book, void (*each)(struct full_book *, const char *));

/* What a till recorded after `after`, gone. */
void forger_cut(struct full_book *book, char chain, int64_t after);

/* Every hash of chain A made again, and every signature with `signer` unless it is NULL. */
void forger_rewrite_chain(struct full_book *book, struct crypto_signer *signer);
/* Likewise, with signatures from record `first` on. */
void forger_rewrite_from(struct full_book *book, struct crypto_signer *signer, int64_t first);

#endif
