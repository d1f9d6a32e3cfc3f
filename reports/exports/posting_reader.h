/*
 * The postings of a book, in the order of the FEC and with the numbers of its
 * entries: whatever prints them reads them here, so that no two papers differ.
 */
#ifndef REPORTS_POSTING_READER_H
#define REPORTS_POSTING_READER_H

#include "base/day.h"
#include "ledger/chart.h"
#include "ledger/posting.h"

struct posting_reader {
    struct db *db;
    struct stmt query;
    struct chart chart;
    struct entry made_again; /* of a day closing of form 1 */
    char entry_journal[8];
    char entry_document[LABEL_MAX];

    /* The line at hand, after posting_reader_next(); texts last until the next call. */
    char chain[2];
    int64_t seq;
    int64_t entry;  /* 1, 2, 3 …: by the day of validation, then as the chains have them */
    int part;       /* of its record: 1, or 2 … where one posts several entries */
    bool has_parts; /* there is a part 2 */
    int line;       /* of its entry: 1, 2 … */
    enum record_kind kind;
    int64_t number;            /* of a closing; else its rank among the other entries */
    char use[POSTING_USE_MAX]; /* what it is for; of form 1, which did not say: from its entry */
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
