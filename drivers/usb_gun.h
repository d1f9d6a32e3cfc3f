/*
 * One gun: an interface of a USB device that is, or may be, a scanner.
 * drivers/usb_scanner says which devices are met; here one is taken from the
 * kernel, listened to and given back.
 */
#ifndef DRIVERS_USB_GUN_H
#define DRIVERS_USB_GUN_H

#include "drivers/scanner.h"
#include "drivers/usb_bus.h"

enum { GUN_REPORT_BYTES_MAX = 1024, GUN_CONTROL_BYTES_MAX = 8 + HID_DESCRIPTOR_MAX };

enum usb_scanner_state {
    SCANNER_READING, /* taken, and listened to */
    SCANNER_ASKED,   /* taken; its report descriptor has been asked for */
    SCANNER_UNASKED, /* a keyboard that nobody has spoken of: not touched */
    SCANNER_LEFT,    /* a keyboard, said to be one: not touched */
    SCANNER_DENIED,  /* no permission */
    SCANNER_BUSY,    /* held by another program */
    SCANNER_BROKEN,  /* it does not answer as its kind must */
};

struct usb_scanner_seen {
    struct usb_id id;
    char name[USB_TEXT_MAX];
    enum usb_scanner_state state;
    struct scanner_settings settings;
    bool sends_codes; /* whole codes, not keys: nothing to set up */
};

struct libusb_device_handle;
struct libusb_transfer;

/* One interface of one device that is, or may be, a scanner. */
struct gun {
    struct usb_bus *bus;
    struct usb_scanner_seen seen;
    struct libusb_device *device; /* a reference of ours; NULL: this place is free */
    struct usb_interface interface;
    struct libusb_device_handle *handle; /* NULL: not taken */
    struct libusb_transfer *in, *control;
    bool in_busy, control_busy;
    bool lost; /* it went: gun_forget() */
    int pending, faults;
    struct scanner scanner;
    unsigned char in_bytes[GUN_REPORT_BYTES_MAX], control_bytes[GUN_CONTROL_BYTES_MAX];
};

bool gun_init(struct gun *gun, struct usb_bus *bus, struct err *err) MUST_CHECK;
void gun_release(struct gun *gun); /* accepts a half-made one */

/* This place is for that device now; nothing is touched yet. */
void gun_meet(struct gun *gun, const struct usb_device *device,
              const struct usb_interface *interface, struct scanner_settings settings);

/* Take a keyboard that is a scanner. What is the matter afterwards is in seen.state. */
void gun_take_keyboard(struct gun *gun);
/* Take a scanner that sends codes. `report` NULL: not known, the device itself is asked. */
void gun_take_codes(struct gun *gun, const struct hid_report *report);

void gun_give_back(struct gun *gun); /* to the kernel; what was finished can still be taken */
void gun_forget(struct gun *gun);    /* and the place is free */

/* What is the matter, one sentence; never NULL. */
const char *usb_scanner_state_sentence(enum usb_scanner_state state);
const char *usb_scanner_state_word(enum usb_scanner_state state);

#endif
