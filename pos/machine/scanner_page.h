/*
 * One scanner or keyboard: what it is, which layout and which suffix it is set to, seen and changed
 * by a person, or learned from the card. Remembered by vendor, product and serial.
 */
#ifndef POS_SCANNER_PAGE_H
#define POS_SCANNER_PAGE_H

#include "pos/acts/desk.h"
#include "pos/ui/form.h"

struct scanner_page {
    SHELL;
    struct form form;
    int64_t rank; /* in usb_scanners_list() */
    struct usb_scanner_seen seen;
    char read[EVENT_TEXT_MAX]; /* the last code scanned here */
};

/* Argument: its place in usb_scanners_list(). */
extern const struct screen_kind SCANNER_PAGE;

/*
 * A code was scanned on a screen of devices: the card teaches the scanner it came from, also one
 * that types into the terminal. `*notice` says what was learned; another code changes nothing.
 */
bool scanner_card_take(struct desk *desk, const char *read, struct notice *notice,
                       struct err *err) MUST_CHECK;

/* "français (AZERTY), fin : Entrée"; borrowed text of the language, written to `out`. */
void scanner_settings_describe(const struct scanner_settings *settings, char *out, size_t room);

#endif
