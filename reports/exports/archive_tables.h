/* Every record of a book into CSV files of a folder, and on the way to whoever wants its bytes. */
#ifndef REPORTS_ARCHIVE_TABLES_H
#define REPORTS_ARCHIVE_TABLES_H

#include "base/outlet.h"
#include "reports/exports/fact_csv.h"

/* A file being written and hashed at once. */
struct archive_part {
    struct outlet outlet;
    struct crypto_hasher *hasher;
};

bool archive_part_open(struct archive_part *part, const char *folder, const char *name, bool force,
                       struct err *err) MUST_CHECK;
void archive_part_put(struct archive_part *part, const void *bytes, size_t length);
/* `hash` may be NULL. */
bool archive_part_finish(struct archive_part *part, unsigned char hash[HASH_BYTES],
                         struct err *err) MUST_CHECK;
void archive_part_abandon(struct archive_part *part); /* accepts a finished or zeroed one */

/* Receives each record, in the order of the chains. */
typedef void archive_record_fn(void *context, const char *chain, int64_t seq,
                               const struct sealed_record *record);

/* Walk every record of the book; rows go to `csv`, records to `each` when it is not NULL. */
bool archive_walk(struct db *db, struct fact_csv *csv, archive_record_fn *each, void *context,
                  struct err *err) MUST_CHECK;

#endif
