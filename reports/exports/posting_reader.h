/*
 * The postings of a book, in the order of the FEC and with the numbers of its
 * entries: whatever prints them reads them here, so that no two papers differ.
 */
#ifndef REPORTS_POSTING_READER_H
#define REPORTS_POSTING_READER_H

#include "base/day.h"
#include "ledger/chart.h"

struct posting_reader {
    struct stmt query;
    struct chart chart;

    /* The line at hand, after posting_reader_next(); texts last until the next call. */
    char chain[2];
    int64_t seq;
    int64_t entry; /* 1, 2, 3 …: by the day of validation, then as the chains have them */
    const char *journal;
    struct day day;
    const struct account *account;
    const char *auxiliary; /* badge, "" */
    const char *label;
    cents debit;
    cents credit;
    const char *document;
    struct day document_day;
    struct moment validated;
};

bool posting_reader_open(struct posting_reader *out, struct db *db, struct err *err) MUST_CHECK;
/* True on a line; false at the end and after a failure. */
bool posting_reader_next(struct posting_reader *reader);
bool posting_reader_close(struct posting_reader *reader) MUST_CHECK;

#endif
