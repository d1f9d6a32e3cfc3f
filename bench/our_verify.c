/* Verify a whole book. Usage: our_verify BOOK KEYRING. Prints the time in ms. */
#include "bench/stopwatch.h"
#include "ledger/verify.h"
#include "tests/support/stall.h"

#include <stdio.h>

int main(int count, char **arguments)
{
    static struct stall stall;
    static struct stopwatch watch;

    if (count != 3)
        return 2;
    snprintf(stall.path, sizeof stall.path, "%s", arguments[1]);
    snprintf(stall.keyring, sizeof stall.keyring, "%s", arguments[2]);
    if (!stall_open(&stall)) {
        fprintf(stderr, "our_verify: %s\n", stall.err.text);
        return 1;
    }
    stopwatch_start(&watch);

    bool sound = stall_is_sound(&stall);

    stopwatch_stop(&watch);
    printf("%.2f\n", stopwatch_last_ms(&watch));
    stall_close(&stall);
    return sound ? 0 : 1;
}
