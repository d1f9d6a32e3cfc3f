/*
 * What a person said of the devices of this machine, once: which keyboard is a
 * scanner and how it is set, and how a gun that types is read. Kept in the
 * user's configuration folder, a CSV that a person can read and correct.
 */
#ifndef POS_DEVICE_MEMORY_H
#define POS_DEVICE_MEMORY_H

#include "drivers/usb_scanner.h"
#include "drivers/wedge.h"

struct device_memory {
    struct usb_known known[USB_KNOWN_MAX];
    int known_count;
    enum wedge_mode wedge; /* how a gun that types into the terminal is read */
};

/* A missing file is an empty memory (guns that type are guessed); a broken one too, and its fault
 * in `err` is for a notice. */
bool device_memory_read(struct device_memory *memory, struct err *err) MUST_CHECK;

/* ERR_STORAGE: no folder, or the disk refused. */
bool device_memory_write(const struct device_memory *memory, struct err *err) MUST_CHECK;

/* Put `known` in place of what was said of the same device. */
void device_memory_put(struct device_memory *memory, const struct usb_known *known);

#endif
