/*
 * The tables of facts: their rows belong to records, which seal them column by
 * column in the order of ledger/schema.sql.
 *
 * Two forms of records are read, one is written. Form 1 does not know some
 * tables, and not the last columns of others.
 */
#ifndef LEDGER_FACT_TABLE_H
#define LEDGER_FACT_TABLE_H

#include <stdbool.h>

enum { RECORD_FORM_FIRST = 1, RECORD_FORM = 2 };

enum fact_table {
    FACT_SALE = 1,
    FACT_SALE_LINE,
    FACT_PAYMENT,
    FACT_RATE_TOTAL,
    FACT_CASH_MOVEMENT,
    FACT_CASH_COUNT,
    FACT_COUNT_PIECE,
    FACT_CLOSING,
    FACT_CLOSING_RATE,
    FACT_CLOSING_TILL,
    FACT_CHARGE,
    FACT_SHARING,
    FACT_SHARE,
    FACT_POSTING,
    FACT_PRODUCT,
    FACT_STOCK_MOVEMENT,
    FACT_SETTING,
    FACT_NOTE,
    FACT_FORM_2, /* what follows is not in form 1 */
    FACT_MEANS_TOTAL = FACT_FORM_2,
    FACT_CLOSING_MEANS,
    FACT_CLOSING_DAY,
    FACT_PRESENCE,
    FACT_CONSENT,
    FACT_MEANS,
    FACT_DOCUMENT,
    FACT_DOCUMENT_LINE,
    FACT_JUMP,
    FACT_TABLE_END,
};

struct fact_table_form {
    const char *name;
    bool by_ticket;    /* second key column is the ticket number instead of the sequence */
    int column_count;  /* sealed ones, in the present form */
    const char *added; /* the last ones, which form 1 does not seal: n NULL, 0 zero, t empty text */
    const char *insert; /* parameters: chain, key, then the sealed columns */
    const char *select; /* parameters: chain, first key; columns: key, sealed columns; by key */
};

/* Indexed by enum fact_table; entry 0 is empty. Rows of a record are sealed in this order. */
extern const struct fact_table_form FACT_TABLES[FACT_TABLE_END];

/* Practice at the till: its chain has the small letter. */
bool chain_is_practice(const char *chain);

/* How many columns of a row a record of `form` seals; 0: it has no such rows. */
int fact_table_columns(enum fact_table table, int form);

#endif
