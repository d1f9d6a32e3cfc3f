/*
 * How each paper of the till is made: the book → lines, bars and cuts.
 */
#ifndef REPORTS_SLIP_KINDS_H
#define REPORTS_SLIP_KINDS_H

#include "drivers/escpos.h"
#include "ledger/till.h"

enum { LABELS_MAX = 500 };

struct slip_request {
    struct till *till;
    const char *detail; /* what follows the first colon, "" none */
    int64_t copy;       /* of a receipt: 0 ORIGINAL, n DUPLICATA n */
    struct escpos *out;
};

/* ERR_NOT_FOUND: no such ticket, Z or product. Nothing is recorded. */
typedef bool slip_fn(struct slip_request *request, struct err *err);

slip_fn slip_make_receipt, slip_make_z, slip_make_x, slip_make_labels, slip_make_tags,
    slip_make_allergens, slip_make_notice, slip_make_fallback, slip_make_count, slip_make_float,
    slip_make_setup, slip_make_test;

#endif
