/*
 * Barcode scanners on the USB bus, by libusb, without ever waiting.
 *
 * A point-of-sale scanner (usage page 0x8C) is taken when it is seen: it can be
 * nothing else. A keyboard is never taken unless a person has said that it is a
 * scanner: it may be what the cashier types on. What was said is remembered by
 * vendor, product and serial; the caller keeps it and hands it in.
 *
 * A taken device is detached from usbhid, so that its digits reach no window,
 * and given back at the end. One transfer is always pending on each.
 */
#ifndef DRIVERS_USB_SCANNER_H
#define DRIVERS_USB_SCANNER_H

#include "drivers/usb_gun.h"

enum { USB_SCANNERS_MAX = 8, USB_KNOWN_MAX = 16 };

enum usb_scanner_role { ROLE_UNASKED, ROLE_SCANNER, ROLE_KEYBOARD };

/* What a person said of a device. */
struct usb_known {
    struct usb_id id;
    enum usb_scanner_role role;
    struct scanner_settings settings; /* of a scanner */
};

struct usb_scanners;

/* `known` is copied. Always succeeds but for want of memory: no scanner is a state. */
bool usb_scanners_open(struct usb_bus *bus, const struct usb_known *known, int known_count,
                       struct usb_scanners **out, struct err *err) MUST_CHECK;
void usb_scanners_close(struct usb_scanners *scanners); /* accepts NULL */

/* The oldest code of any scanner; false: none. Look after every turn of the bus. */
bool usb_scanners_take(struct usb_scanners *scanners, struct scan *out);

/* Scanners and keyboards as they stand now. */
int usb_scanners_list(const struct usb_scanners *scanners, struct usb_scanner_seen *out, int room);

/* A person has spoken: the device is taken, given back or read with other settings at once. */
void usb_scanners_tell(struct usb_scanners *scanners, const struct usb_known *known,
                       int64_t now_ms);

/*
 * After a scan of SCANNER_CARD: which device it came from and the settings it is set to. False:
 * no device's last code was the card.
 */
bool usb_scanners_learn(const struct usb_scanners *scanners, struct usb_known *out);

/* True once that device has sent a code faster than fingers can type: it is a gun. */
bool usb_scanners_proved(const struct usb_scanners *scanners, const struct usb_id *id);

#endif
