/*
 * Canonical bytes read back: the head of a record, its rows, its totals.
 *
 * The bytes come from books, archives and other tills: nothing in them is
 * trusted. Texts are borrowed from the bytes and are not NUL-terminated.
 */
#ifndef LEDGER_RECORD_VIEW_H
#define LEDGER_RECORD_VIEW_H

#include "ledger/record.h"

enum { ROW_VALUES_MAX = 32 };

/* A record with what seals it. */
struct sealed_record {
    const void *bytes; /* canonical */
    size_t length;
    unsigned char hash[HASH_BYTES];
    unsigned char signature[SIGNATURE_BYTES];
};

struct value {
    enum stmt_type type;
    int64_t number;    /* STMT_INT, else 0 */
    const char *bytes; /* STMT_TEXT, STMT_BLOB */
    size_t length;     /* of the bytes, else 0 */
};

/* The bytes of a text or blob; false when they are others. */
bool value_is(const struct value *value, const void *bytes, size_t length);

struct record_row {
    enum fact_table table;
    /* As many as the table has columns: what the record's form does not seal holds its default. */
    struct value values[ROW_VALUES_MAX];
    int value_count;
};

/* The values before the rows, in their order. */
enum record_head_value {
    HEAD_CHAIN,
    HEAD_SEQ,
    HEAD_KIND,
    HEAD_NUMBER,
    HEAD_TIME,
    HEAD_OFFSET,
    HEAD_OPERATOR,
    HEAD_TUTOR,
    HEAD_PREVIOUS, /* signature of the record before; NULL for the first */
    HEAD_VALUE_COUNT,
};

struct record_view {
    int form;
    struct value head[HEAD_VALUE_COUNT];
    int64_t running[RUNNING_COUNT]; /* in the order of struct running; 0 where the form has none */
    const unsigned char *at;        /* next row */
    const unsigned char *end;       /* of the rows */
};

/* Form, head and totals; the rows are judged as they are read. False: no record of a form we know.
 */
bool record_view_open(struct record_view *out, const void *bytes, size_t length);

/* The next row; false after the last one, and on one that is none. */
bool record_view_next_row(struct record_view *view, struct record_row *out);

/* After the rows: true when all of them were rows, and nothing is left over. */
bool record_view_is_at_end(const struct record_view *view);

#endif
