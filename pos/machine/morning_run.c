#include "pos/machine/morning_run.h"

#include "base/lang.h"

#include <signal.h>
#include <stdio.h>

enum { PATIENCE_TURNS = 200 };

static void scan_ignore(void *context, const struct scan *scan)
{
    (void)context;
    (void)scan;
}

static void notice_say(void *context, const char *text)
{
    (void)context;
    fprintf(stderr, "flashcoop: %s\n", text);
}

static void signal_end(void *context, int signal_number)
{
    struct loop *loop = context;

    if (signal_number != SIGWINCH)
        loop_stop(loop);
}

bool morning_run(const struct clock *clock, morning_use_fn *use, void *context, struct err *err)
{
    struct devices devices;
    struct devices_owner owner = { NULL, scan_ignore, notice_say, NULL };
    struct morning_check morning;
    struct loop loop;

    if (!loop_init(&loop, signal_end, &loop, err))
        return false;
    devices_open(&devices, &loop, &owner);
    /* Each question has its deadline, so this ends. */
    for (int turn = 0; devices_are_asking(&devices) && turn < PATIENCE_TURNS; turn++)
        if (loop.stopping || !loop_turn(&loop, err))
            break;
    morning_check(&devices, clock, ".", &morning);
    use(context, &devices, &morning);
    devices_close(&devices);
    loop_release(&loop);
    return !err->code;
}
