/*
 * The two sheets of the stand that are filled by hand: what they say, which A4 and the roll draw
 * each in their own way.
 */
#ifndef REPORTS_HAND_SHEET_H
#define REPORTS_HAND_SHEET_H

#include "ledger/means.h"
#include "ledger/session.h"

enum { FALLBACK_LINES = 20, FALLBACK_COLUMNS = 5, FALLBACK_NAME_MAX = 80 };

/* For sales while the machine is down, entered afterwards as late entries. */
struct fallback_sheet {
    char till;
    int64_t number; /* 0: written by hand */
    const char *venue;
};

void fallback_title(const struct fallback_sheet *sheet, char out[FALLBACK_NAME_MAX]);
/* "A7-03" of line 3: what the late entry is called. */
void fallback_line(const struct fallback_sheet *sheet, int line, char out[FALLBACK_NAME_MAX]);
const char *fallback_sentence(void);
const char *fallback_column(int column); /* after the number of the line */

/* The drawer, counted without looking at what is expected. */
enum count_kind { COUNT_PIECES, COUNT_AMOUNT, COUNT_WORDS };

struct count_row {
    enum count_kind kind;
    cents piece;       /* COUNT_PIECES */
    const char *label; /* of the others; borrowed from the means */
};

enum { COUNT_ROWS_MAX = DENOMINATION_COUNT + FURTHER_MEANS_MAX + 3 };

struct count_sheet {
    const char *venue;
    struct count_row rows[COUNT_ROWS_MAX];
    int row_count;
};

/* Each note and coin, then what else lies in the drawer, apart: never among the euros. */
void count_sheet_make(const struct session *session, const struct means_list *means,
                      struct count_sheet *out);
const char *count_sentence(void);

#endif
