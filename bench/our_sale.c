/*
 * Durable sales through the till. Usage: our_sale COUNT PACE_MS [BOOK KEYRING]
 * Without a book, a new one. Prints: median in µs, syncs a sale, bytes a sale.
 */
#include "bench/stopwatch.h"
#include "tests/support/power.h"
#include "tests/support/stall.h"

#include <stdio.h>
#include <stdlib.h>

/* 14 rows: record, sale, 4 lines, payment, 3 rates, 4 products. */
static bool build(struct stall *stall, struct ticket *ticket)
{
    static const char *const CODES[] = { "C1", "C2", "P1", "T1" };
    const struct till_item item = { .quantity = ONE_PIECE };

    ticket_init(ticket);
    for (size_t i = 0; i < COUNT_OF(CODES); i++)
        if (!till_add(&stall->till, ticket, CODES[i], &item, &stall->err))
            return false;
    return true;
}

/* From the key that pays to the answer; the articles were added key by key before. */
static bool sell(struct stall *stall, struct ticket *ticket)
{
    struct figures figures;
    struct sold sold;

    ticket_figures(ticket, &figures);
    return ticket_pay(ticket, PAY_CASH, figures.due, "", &stall->err) &&
           till_sell(&stall->till, ticket, &sold, &stall->err);
}

int main(int count, char **arguments)
{
    static struct stall stall;
    static struct stopwatch watch;
    static struct ticket ticket;

    if (count != 3 && count != 5)
        return 2;
    power_install();
    if (count == 5) {
        snprintf(stall.path, sizeof stall.path, "%s", arguments[3]);
        snprintf(stall.keyring, sizeof stall.keyring, "%s", arguments[4]);
        if (!stall_open(&stall)) {
            fprintf(stderr, "%s\n", stall.err.text);
            return 1;
        }
    } else {
        stall_found(&stall, 1);
    }
    for (int i = 0; i < 20; i++)
        if (!build(&stall, &ticket) || !sell(&stall, &ticket))
            return 1;
    power_count_reset();
    for (int i = 0; i < atoi(arguments[1]); i++) {
        stopwatch_pause(atoi(arguments[2]));

        bool built = build(&stall, &ticket);

        stopwatch_start(&watch);
        if (!built || !sell(&stall, &ticket)) {
            fprintf(stderr, "%s\n", stall.err.text);
            return 1;
        }
        stopwatch_stop(&watch);
    }

    struct power_count disk = power_count();
    double sales = atof(arguments[1]);

    printf("%.1f %.3f %.0f\n", stopwatch_median_us(&watch), (double)disk.syncs / sales,
           (double)disk.bytes / sales);
    if (count == 5)
        stall_close(&stall);
    else
        stall_remove(&stall);
    return 0;
}
