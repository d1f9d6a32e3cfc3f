/*
 * Services: what is done for clients, and the quotes, invoices and credit
 * notes. Enter on a job makes its quote, then its invoice; on an invoice it
 * notes that it was paid; on another paper, or with 0, it writes the PDF beside
 * the book; A makes a credit note for an invoice, or for one of its lines.
 * Clients and jobs come from files.
 */
#ifndef POS_SERVICES_H
#define POS_SERVICES_H

#include "ledger/billing/billing.h"
#include "pos/acts/desk.h"
#include "pos/ui/list.h"
#include "pos/ui/question.h"

enum { SERVICE_ROWS_MAX = 200 };

/* A job that is not invoiced, or a document. */
struct service_row {
    struct job job; /* id 0: a document */
    enum document_kind kind;
    char number[DOCUMENT_NUMBER_MAX];
    char client[NAME_MAX_TEXT];
    cents gross;
    cents left; /* of an invoice */
};

struct services {
    SHELL;
    struct list list;
    struct service_row rows[SERVICE_ROWS_MAX]; /* jobs first, then the newest document */
    int count;
    struct day today;
    int means; /* how an invoice is paid */
    int line;  /* of the invoice, to credit; 0: all of it */
    int line_count;
    cents sums[1 + DOCUMENT_LINES_MAX]; /* of the invoice, then of each of its lines */
    int tried;                          /* what is done again once its reason is said */
};

extern const struct screen_kind SERVICES;

#endif
