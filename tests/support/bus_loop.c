#include "tests/support/bus_loop.h"

#include <assert.h>

enum { PATIENCE_MS = 10000 };

static void watch(void *context, int fd, short events)
{
    struct bus_loop *loop = context;

    assert(loop->count < BUS_LOOP_FDS_MAX);
    loop->fds[loop->count++] = (struct pollfd){ .fd = fd, .events = events };
}

static void unwatch(void *context, int fd)
{
    struct bus_loop *loop = context;

    for (int i = 0; i < loop->count; i++)
        if (loop->fds[i].fd == fd) {
            loop->fds[i] = loop->fds[--loop->count];
            return;
        }
}

void bus_loop_open(struct bus_loop *loop)
{
    struct usb_watcher watcher = { loop, watch, unwatch };
    struct err err = ERR_EMPTY;

    *loop = (struct bus_loop){ .count = 0 };

    bool opened = usb_bus_open(&watcher, &loop->bus, &err);

    assert(opened);
    (void)opened;
}

void bus_loop_close(struct bus_loop *loop)
{
    usb_bus_close(loop->bus);
    assert(loop->count == 0); /* every descriptor was taken back */
}

int64_t bus_loop_now_ms(const struct bus_loop *loop)
{
    return loop->now_ms;
}

static void turn(struct bus_loop *loop, int64_t wait_ms)
{
    int ready = poll(loop->fds, (nfds_t)loop->count, (int)wait_ms);

    loop->now_ms += ready == 0 && wait_ms > 0 ? wait_ms : 1;
    loop->turns++;
    usb_bus_handle(loop->bus, loop->now_ms);
}

bool bus_loop_until(struct bus_loop *loop, bool (*is_so)(void *context), void *context)
{
    int64_t end_ms = loop->now_ms + PATIENCE_MS;

    while (!is_so(context)) {
        int64_t deadline_ms = usb_bus_deadline_ms(loop->bus, loop->now_ms);
        int64_t wake_ms = deadline_ms < 0 || deadline_ms > end_ms ? end_ms : deadline_ms;

        if (loop->now_ms >= end_ms)
            return false;
        turn(loop, wake_ms > loop->now_ms ? wake_ms - loop->now_ms : 0);
    }
    return true;
}
