/*
 * One value of a report: typed, so that a screen shows "1 204,74 €", a CSV
 * holds 1204.74 and a spreadsheet gets a number.
 */
#ifndef REPORTS_CELL_H
#define REPORTS_CELL_H

#include "base/buf.h"
#include "base/day.h"
#include "ledger/money.h"

enum cell_kind {
    CELL_EMPTY,    /* not known or not given: nothing in files, a dash for people */
    CELL_TEXT,     /* words */
    CELL_INTEGER,  /* a count */
    CELL_MONEY,    /* cents */
    CELL_RATE,     /* basis points */
    CELL_QUANTITY, /* thousandths */
    CELL_TENTHS,   /* one decimal: an index of 26.7 is 267 */
    CELL_MINUTES,  /* minutes in files, "45 h 30" for people */
    CELL_DATE,     /* days since 1970-01-01 */
    CELL_TIME,     /* UTC seconds, with the offset */
};

enum { CELL_SHOWN_MAX = 64 };

/*
 * `text` and `file_text` are borrowed for the call that takes the cell.
 * A text for people may stand beside a number ("données insuffisantes").
 */
struct cell {
    enum cell_kind kind;
    int32_t offset_min;    /* CELL_TIME: wall clock minus UTC */
    int64_t number;        /* in the unit of the kind */
    const char *text;      /* for people; NULL = made from the number */
    const char *file_text; /* for files when it differs from `text`; NULL = the same */
    bool may_lack;         /* on paper: letters that no font has are an ellipsis */
    const char *formula;   /* of a fact, a literal: facts above that give it, "+float-cash_out" */
};

#define CELL_NONE ((struct cell){ .kind = CELL_EMPTY })

/* A word for files beside the word people read: cell_word("sale", _("vente")). */
struct cell cell_word(const char *file_text, const char *text);
struct cell cell_text(const char *text); /* NULL or "" is an empty cell */
struct cell cell_name(const char *text); /* of a session or place: it stops no paper */
struct cell cell_integer(int64_t count);
struct cell cell_money(cents amount);
struct cell cell_rate(basis_points rate);
struct cell cell_quantity(thousandths quantity);
struct cell cell_tenths(int64_t tenths, const char *text); /* `text` NULL = one decimal */
struct cell cell_minutes(int64_t minutes);
struct cell cell_date(struct day day); /* DAY_NONE is an empty cell */
struct cell cell_time(struct moment moment);

/* True for what is aligned on the right and can be added up. */
bool cell_kind_is_number(enum cell_kind kind);

/* What people read; either the cell's own text or `scratch`. `euro`: money with its sign. */
const char *cell_show(const struct cell *cell, bool euro, char scratch[CELL_SHOWN_MAX]);

/* What a file holds, not quoted; never changes with the language. */
void cell_put_file(const struct cell *cell, struct buf *out);

#endif
