/*
 * The morning check: what must work before the first customer comes, each
 * green or with what to do. The devices are asked by pos/machine/devices; here stands
 * what the machine itself says: disk, clock, battery, stick.
 */
#ifndef POS_MORNING_H
#define POS_MORNING_H

#include "base/day.h"
#include "pos/machine/devices.h"

enum { MORNING_LINES_MAX = 16, MORNING_TEXT_MAX = 200 };

enum morning_matter {
    MORNING_PRINTER,
    MORNING_PAPER,
    MORNING_SCANNER,
    MORNING_DRAWER,
    MORNING_VOICE,
    MORNING_MACHINE, /* disk, clock, battery, stick */
};

struct morning_line {
    const char *name; /* translated */
    bool good;
    enum morning_matter matter;
    int scanner; /* of MORNING_SCANNER: its place in usb_scanners_list(); -1: none is there */
    char text[MORNING_TEXT_MAX]; /* what is found, or what to do */
    const char *word;            /* for files: "ready", "absent" … */
};

struct morning {
    struct morning_line lines[MORNING_LINES_MAX];
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
struct morning_line power_line(const struct power *power);

/* `folder`: where the books are. Nothing is changed; takes no time. */
void morning_check(const struct devices *devices, const struct clock *clock, const char *folder,
                   struct morning *out);

#endif
