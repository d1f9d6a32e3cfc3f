/*
 * The chart of accounts: the number and label that each use is posted to, with
 * the defaults of chart.c (plan comptable général) under the session's settings
 * (`account.USE`).
 *
 * An account has one number, of three digits at least as the FEC asks, and one
 * label, on every paper. A book that an earlier program wrote may hold a number
 * of two digits: it is sealed and stays, and reads 580 for 58 wherever it is shown.
 */
#ifndef LEDGER_CHART_H
#define LEDGER_CHART_H

#include "base/db.h"
#include "ledger/ticket.h"

enum { ACCOUNT_DIGITS_MIN = 3, ACCOUNT_MAX = 13, USE_MAX = 24, CHART_MAX = 256 };
enum { ACCOUNT_USES_MAX = 48, ACCOUNT_SETTING_MAX = ACCOUNT_MAX + LABEL_MAX };

struct account {
    char use[USE_MAX]; /* "sales_550", "cash", …; "" when no use is posted to it any more */
    char number[ACCOUNT_MAX];
    char label[LABEL_MAX];
};

struct accounts {
    struct account all[ACCOUNT_USES_MAX];
    int count;
    struct account means[FURTHER_MEANS_MAX]; /* `use` is the name of a further means of payment */
    int means_count;
};

/* Where each use is posted to when nobody chose. */
void accounts_defaults(struct accounts *out);
/* Where each use is posted to now. */
bool accounts_read(struct db *db, struct accounts *out, struct err *err) MUST_CHECK;
/* Never NULL: an unknown use is a programmer error. */
const struct account *accounts_find(const struct accounts *accounts, const char *use);
/* The account of a further means of payment; that of vouchers when it has none of its own. */
const struct account *accounts_find_means(const struct accounts *accounts, const char *means);

/* "531" or "531 Caisse du marché". ERR_INPUT: not 3 to 12 digits, or a label too long. */
bool account_parse(const char *text, struct account *out, struct err *err) MUST_CHECK;

/* Every account that was ever posted to or would be now, each once, by number. */
struct chart {
    struct account all[CHART_MAX];
    int count;
};

/* ERR_STORAGE: more than CHART_MAX accounts. */
bool chart_read(struct db *db, struct chart *out, struct err *err) MUST_CHECK;

/* By a number as it was recorded; NULL when the chart does not hold it. */
const struct account *chart_find(const struct chart *chart, const char *recorded);

#endif
