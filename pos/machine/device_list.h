/*
 * Devices and papers: the morning check, which keyboard is a scanner, and the
 * papers that did not come out, offered again; and the way to the papers of the till.
 * Enter acts on the chosen line.
 */
#ifndef POS_DEVICE_LIST_H
#define POS_DEVICE_LIST_H

#include "pos/acts/desk.h"
#include "pos/ui/list.h"
#include "pos/machine/morning_check.h"

enum { DEVICE_ROWS_MAX = MORNING_CHECK_LINES_MAX + USB_SCANNERS_MAX + PRINT_JOBS_MAX + 2 };

enum device_row_kind {
    DEVICE_ROW_STATE,    /* of the morning check; that of a scanner leads to its settings */
    DEVICE_ROW_KEYBOARD, /* said to be one */
    DEVICE_ROW_PAPER,    /* that did not come out */
    DEVICE_ROW_PRINT,    /* the way to the papers of the till */
    DEVICE_ROW_TYPING,   /* how a gun that types into the terminal is read */
};

struct device_row {
    enum device_row_kind kind;
    int index; /* in the morning's lines, the scanners, the jobs or the papers */
};

struct device_list {
    SHELL;
    struct list list;
    struct morning_check morning;
    struct usb_scanner_seen scanners[USB_SCANNERS_MAX];
    struct print_job jobs[PRINT_JOBS_MAX];
    struct device_row rows[DEVICE_ROWS_MAX];
    enum wedge_mode typing;
    char read[EVENT_TEXT_MAX]; /* the last code scanned here */
};

extern const struct screen_kind DEVICE_LIST;

#endif
