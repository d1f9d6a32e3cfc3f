/*
 * The morning check: what must work before the first customer comes, each
 * green or with what to do. The devices are asked by pos/machine/devices; here stands
 * what the machine itself says: disk, clock, battery, stick.
 */
#ifndef POS_MORNING_CHECK_H
#define POS_MORNING_CHECK_H

#include "base/day.h"
#include "pos/machine/devices.h"

enum { MORNING_CHECK_LINES_MAX = 16, MORNING_CHECK_TEXT_MAX = 200 };

enum morning_check_matter {
    MORNING_CHECK_PRINTER,
    MORNING_CHECK_PAPER,
    MORNING_CHECK_SCANNER,
    MORNING_CHECK_DRAWER,
    MORNING_CHECK_VOICE,
    MORNING_CHECK_MACHINE, /* disk, clock, battery, stick */
};

struct morning_check_line {
    const char *name; /* translated */
    bool good;
    enum morning_check_matter matter;
    int scanner; /* of MORNING_CHECK_SCANNER: its place in usb_scanners_list(); -1: none is there */
    char text[MORNING_CHECK_TEXT_MAX]; /* what is found, or what to do */
    const char *word;                  /* for files: "ready", "absent" … */
};

struct morning_check {
    struct morning_check_line lines[MORNING_CHECK_LINES_MAX];
    int count;
};

/* What the kernel says of the power, whatever names the laptop gives to its parts. */
struct power {
    bool has_battery;
    long percent; /* 0..100, of the fullest battery */
    bool is_plugged;
};

/* `root`: a folder like /sys/class/power_supply; missing or unreadable: no battery. */
struct power power_read(const char *root);
struct morning_check_line power_line(const struct power *power);

/* `folder`: where the books are. Nothing is changed; takes no time. */
void morning_check(const struct devices *devices, const struct clock *clock, const char *folder,
                   struct morning_check *out);

#endif
