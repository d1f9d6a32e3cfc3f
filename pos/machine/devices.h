/*
 * Printer and scanners in the event loop: the bus is watched, scans come out
 * as they are, and the print queue of the open book goes to the printer.
 *
 * A fault of a device is a notice, never an error of the program: without a
 * printer, a scanner or any USB at all, everything else works. Nothing here
 * waits, and with idle devices no timer is armed.
 */
#ifndef POS_DEVICES_H
#define POS_DEVICES_H

#include "drivers/usb_printer.h"
#include "ledger/print_queue.h"
#include "pos/machine/backup_job.h"
#include "pos/machine/device_memory.h"
#include "pos/ui/loop.h"

/* What the owner is told, from within a turn of the loop. */
struct devices_owner {
    void *context;
    void (*scanned)(void *context, const struct scan *scan);
    void (*noticed)(void *context, const char *text); /* a paper did not come out, and why */
    void (*changed)(void *context); /* a device came, went or changed; may be NULL */
};

struct devices {
    struct loop *loop;
    struct devices_owner owner;
    struct device_memory memory;
    struct usb_bus *bus;     /* NULL: no USB on this machine */
    struct usb_printer *usb; /* always there when the bus is */
    struct printer printer;  /* the same, as a printer */
    struct usb_scanners *scanners;
    struct till *till;    /* whose queue is printed; NULL: no book is open */
    struct buf bytes;     /* of the job being sent */
    struct print_job job; /* being sent while `printing` */
    bool printing;
    enum printer_state last_state;
    int last_scanners;      /* what usb_scanners_list() gave, as one number */
    bool is_looking;        /* guards against turns within turns */
    bool said_waiting;      /* that the present job waits was said */
    bool retry;             /* a job was put off until the printer is ready again */
    struct usb_known trial; /* called a scanner, and not yet proved one */
    bool trying;
    struct backup_job backup;
    bool is_closing; /* the screen is gone: what is still said goes to the plain terminal */
};

/* Always succeeds but for want of memory; `*devices` is zeroed first. */
void devices_open(struct devices *devices, struct loop *loop, const struct devices_owner *owner);
void devices_close(struct devices *devices);

/* Whose queue is printed from now on; NULL: none. A job being sent ends as UNKNOWN. */
void devices_use_book(struct devices *devices, struct till *till);

/* Something was put into the queue: look at it now. */
void devices_print(struct devices *devices);

/* Look for devices again, on demand, and ask the printer how it is. */
void devices_refresh(struct devices *devices);

/* A person said what a device is: remembered, and acted on. */
bool devices_tell(struct devices *devices, const struct usb_known *known,
                  struct err *err) MUST_CHECK;

/*
 * A person said that a keyboard is a scanner. It is taken, and remembered with its first code;
 * without one in TRIAL_MS it is given back: it may be what the person types on.
 */
enum { TRIAL_MS = 30000 };
void devices_try(struct devices *devices, const struct usb_known *known, int patience_ms);

/*
 * Open the drawer now, or not at all: a printer that is absent or busy must not open it an hour
 * later. What is recorded is the caller's business.
 */
void devices_open_drawer(struct devices *devices);

/* The self-test, which needs no book. ERR_DEVICE, ERR_BUSY. */
bool devices_print_test(struct devices *devices, struct err *err) MUST_CHECK;

enum printer_state devices_printer_state(const struct devices *devices);
bool devices_are_asking(const struct devices *devices); /* the printer's answer is still due */

#endif
