/*
 * Verify a whole book. Usage: our_verify BOOK KEYRING [all]. Prints the time in ms: as its owner,
 * in one walk; with `all` as a reader, on all cores.
 */
#include "bench/stopwatch.h"
#include "ledger/proof/verify.h"
#include "pos/acts/book.h"

#include <stdio.h>
#include <string.h>

int main(int count, char **arguments)
{
    static struct stopwatch watch;
    bool on_all = count == 4 && strcmp(arguments[3], "all") == 0;
    struct keyring keyring;
    struct verdict verdict;
    struct err err = ERR_EMPTY;
    struct db *db = NULL;

    if (count < 3)
        return 2;
    keyring = keyring_open(arguments[2]);
    if (!db_open(arguments[1], on_all ? DB_READ : DB_WRITE, &BOOK_IDENTITY, &db, &err)) {
        fprintf(stderr, "our_verify: %s\n", err.text);
        return 1;
    }
    stopwatch_start(&watch);

    bool sound = book_verify(db, &keyring, "", &verdict, &err) && verdict.is_good;

    stopwatch_stop(&watch);
    printf("%.2f\n", stopwatch_last_ms(&watch));
    db_close(db);
    keyring_close(&keyring);
    return sound ? 0 : 1;
}
