/*
 * Pushes of one book as `flashcoop hub push` makes them, once it is open and verified.
 * Usage: our_hub SERVICE BOOK       Prints milliseconds: of the push, of a second one.
 */
#include "bench/stopwatch.h"
#include "pos/acts/book.h"
#include "reports/hub/push.h"

#include <stdio.h>
#include <stdlib.h>

static double push_time(struct hub *hub, struct till *till, struct err *err)
{
    static struct stopwatch watch;
    struct push *push = NULL;
    int64_t count;

    stopwatch_start(&watch);
    if (!push_open(hub, till, &push, err) ||
        (push_state(push) == PUSH_DUE && !push_send(push, &count, err))) {
        fprintf(stderr, "our_hub: %s\n", err->text);
        exit(1);
    }
    push_close(push);
    stopwatch_stop(&watch);
    return stopwatch_last_ms(&watch);
}

int main(int count, char **arguments)
{
    struct err err = ERR_EMPTY;
    struct book book;
    struct hub hub;

    if (count != 3 || !book_open(&book, arguments[2], clock_real(), &err) ||
        !hub_open(&hub, arguments[1], &err)) {
        fprintf(stderr, "our_hub: %s\n", err.text);
        return 1;
    }

    double first = push_time(&hub, &book.till, &err);

    printf("%.3f %.3f\n", first, push_time(&hub, &book.till, &err));
    hub_close(&hub);
    book_close(&book);
    return 0;
}
