/*
 * A receipt that a telephone takes from the screen: the receipt itself in few
 * words, as a QR code. No network, no account, nothing to install.
 */
#ifndef REPORTS_RECEIPT_QR_H
#define REPORTS_RECEIPT_QR_H

#include "ledger/sale.h"
#include "ledger/session.h"
#include "reports/print/code_matrix.h"

/* Everything a receipt must say, in as few bytes as that takes. `prints` as in receipt_page(). */
void receipt_words(const struct session *session, const struct sale *sale, int64_t prints,
                   struct buf *out);

/* ERR_INPUT: too long for a code. ERR_STORAGE: the part of the program that draws it is missing. */
bool receipt_qr_make(const char *text, struct code_matrix *out, struct err *err) MUST_CHECK;

#endif
