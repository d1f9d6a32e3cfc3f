/*
 * The home of a session: where we are, what is next, what is missing, and the
 * way to everything else.
 */
#ifndef POS_HOME_H
#define POS_HOME_H

#include "ledger/reading.h"
#include "pos/desk.h"
#include "pos/list.h"
#include "programme/calendar.h"

struct home {
    struct list list;
    struct notice notice;
    struct session session;
    char place[FRAME_TEXT_MAX];
    bool practice;
    bool older_copy;
    bool animator_has_pin;
    bool host_has_pin;
    bool day_is_open;
    bool session_is_closed;
    int product_count;
    int64_t day_closings;
    struct reading reading; /* of the running day */
    struct calendar calendar;
    int today; /* number of the day, 0: the group does not meet today */
};

extern const struct screen_kind HOME;

#endif
