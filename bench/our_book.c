/*
 * A large book for the other benchmarks. Usage: our_book SALES
 * Prints the book and its keyring; the folder stays. It ends like a pulled plug, with a full WAL.
 */
#include "tests/support/stall.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { BATCH = 1000 };

static void must(const struct stall *stall, bool good)
{
    if (good)
        return;
    fprintf(stderr, "our_book: %s\n", stall->err.text);
    exit(1);
}

static void sell_by_chance(struct stall *stall)
{
    struct ticket ticket;
    struct sold sold;

    stall_make_ticket(stall, &ticket);
    stall_pay(stall, &ticket);
    must(stall, till_sell(&stall->till, &ticket, &sold, &stall->err));
}

int main(int count, char **arguments)
{
    static struct stall stall;

    if (count != 2)
        return 2;
    stall_found(&stall, 1);
    for (int left = atoi(arguments[1]); left > 0; left -= BATCH) {
        must(&stall, till_batch_begin(&stall.till, &stall.err));
        for (int i = 0; i < BATCH && i < left; i++)
            sell_by_chance(&stall);
        must(&stall, till_batch_end(&stall.till, true, &stall.err));
    }
    must(&stall, db_checkpoint(stall.db, &stall.err));
    for (int i = 0; i < 50; i++)
        sell_by_chance(&stall);
    printf("%s %s\n", stall.path, stall.keyring);
    fflush(stdout);
    _exit(0); /* the plug */
}
