/*
 * The least event loop: polls the descriptors that a USB bus hands over, until something is so. Its
 * clock counts its turns, so that on a busy machine no silence falls between two reports.
 */
#ifndef TESTS_SUPPORT_BUS_LOOP_H
#define TESTS_SUPPORT_BUS_LOOP_H

#include "drivers/usb_bus.h"

#include <poll.h>

enum { BUS_LOOP_FDS_MAX = 32 };

struct bus_loop {
    struct pollfd fds[BUS_LOOP_FDS_MAX];
    int count;
    struct usb_bus *bus;
    int turns;
    int64_t now_ms; /* one a turn, and what was waited for when nothing came */
};

void bus_loop_open(struct bus_loop *loop); /* with its bus */
void bus_loop_close(struct bus_loop *loop);
int64_t bus_loop_now_ms(const struct bus_loop *loop);

/* Turn until `is_so(context)`; false after ten seconds of its clock. */
bool bus_loop_until(struct bus_loop *loop, bool (*is_so)(void *context), void *context);

#endif
