/*
 * Sealed records as CSV, one table each: what an archive and `export csv` hold.
 *
 * Rows are made of the canonical bytes, so that whoever holds the bytes can make
 * the same CSV again and compare. Money `12.50`, rates `5.5`, quantities
 * `1.25`, days and times ISO, bytes in hexadecimal.
 */
#ifndef REPORTS_FACT_CSV_H
#define REPORTS_FACT_CSV_H

#include "ledger/proof/record_view.h"

enum {
    FACT_CSV_RECORD = 0,
    FACT_CSV_TABLES = FACT_TABLE_END
}; /* 0 = record, then enum fact_table */

/* Whole lines of one table, in the order of the file. */
typedef void fact_csv_fn(void *context, int table, const char *bytes, size_t length);

struct fact_csv {
    fact_csv_fn *put;
    void *context;
    struct buf line;
};

struct fact_csv fact_csv_init(fact_csv_fn *put, void *context);
void fact_csv_release(struct fact_csv *csv);

const char *fact_csv_name(int table); /* "record", "sale" … */

void fact_csv_put_headers(struct fact_csv *csv);

/* The record's own line and those of its rows. ERR_TAMPERED: not a record of this format. */
bool fact_csv_put_record(struct fact_csv *csv, const struct sealed_record *record,
                         struct err *err) MUST_CHECK;

#endif
