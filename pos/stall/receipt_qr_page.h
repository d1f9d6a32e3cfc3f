/*
 * The receipt of a ticket as a QR code on the screen, for the customer's
 * telephone. Showing it is a print like another: the journal says so, and the
 * next one is a duplicate.
 */
#ifndef POS_RECEIPT_QR_PAGE_H
#define POS_RECEIPT_QR_PAGE_H

#include "pos/acts/desk.h"
#include "reports/figures/receipt_qr.h"

struct receipt_qr_page {
    SHELL;
    int64_t number; /* of the ticket, in the chain of sales now */
    bool is_made;
    struct code_matrix code;
    char ticket[TICKET_NAME_MAX];
    bool practice;
};

/* The argument is the number of the ticket. */
extern const struct screen_kind RECEIPT_QR_PAGE;

/* Lines that a code of this size takes, its light border included. */
int receipt_qr_page_lines(int size);

#endif
