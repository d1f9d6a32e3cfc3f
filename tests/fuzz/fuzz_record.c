/*
 * A record from an archive or a stick, whatever it holds: refused or read, never a crash. What is
 * read gives whole CSV lines, which the check of an archive hashes; and the judge of a chain says
 * good or what is wrong.
 */
#include "ledger/proof/chain_check.h"
#include "reports/exports/fact_csv.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void take_line(void *context, int table, const char *bytes, size_t length)
{
    int *lines = context;

    assert(table >= 0 && table < FACT_CSV_TABLES);
    assert(length >= 2 && bytes[length - 2] == '\r' && bytes[length - 1] == '\n');
    ++*lines;
}

/* Twice, so that the second comes after a first that may have been good. */
static void judge(const struct sealed_record *record)
{
    static struct journal_check check;
    static struct tallies tallies;
    struct verdict verdict;

    journal_check_init(&check, &verdict, "");
    check.tallies = &tallies;
    chain_check_begin(&check, 'A');
    for (int i = 0; i < 2; i++) {
        bool good = chain_check_take(&check, record, NULL);

        assert(good == verdict.is_good);
        assert(good || verdict.what[0] != '\0');
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct sealed_record record = { .bytes = bytes, .length = length };
    int lines = 0;
    struct fact_csv csv = fact_csv_init(take_line, &lines);
    struct err err = ERR_EMPTY;
    bool good = fact_csv_put_record(&csv, &record, &err);

    assert(good ? lines > 0 : err.code == ERR_TAMPERED);
    fact_csv_release(&csv);
    judge(&record);
    return 0;
}
