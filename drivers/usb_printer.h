/*
 * A receipt printer on the USB bus, by libusb, without ever waiting.
 *
 * The printer may come and go: it is found by its descriptors (class 7), taken
 * from the kernel's usblp and given back. Jobs go in chunks; what a short write
 * took is never sent again. A printer that takes nothing for a while is asked
 * why over the control endpoint, which works when its buffer is full, and the
 * job ends only after `progress_ms` without a byte.
 */
#ifndef DRIVERS_USB_PRINTER_H
#define DRIVERS_USB_PRINTER_H

#include "drivers/usb_job.h"

enum { USB_PRINTERS_MAX = 8 };

struct usb_printer;

struct usb_printer_limits usb_printer_limits_usual(void);

/*
 * The printer `wanted`, or the first one found when NULL. Always succeeds: a printer that is not
 * there, held or forbidden is a state, and it is taken as soon as it can be. The bus outlives it.
 */
bool usb_printer_open(struct usb_bus *bus, const struct usb_id *wanted,
                      struct usb_printer_limits limits, struct usb_printer **out,
                      struct err *err) MUST_CHECK;
/* Cancels, gives the interface back to the kernel, closes. Accepts NULL. */
void usb_printer_close(struct usb_printer *printer);

/* The printer as drivers/printer.h has it; valid until usb_printer_close(). */
struct printer usb_printer_as_printer(struct usb_printer *printer);

/* What is known of one printer on the bus, without opening it. */
struct usb_printer_seen {
    struct usb_id id;
    char name[USB_TEXT_MAX];
    char driver[USB_TEXT_MAX]; /* the kernel's, "" for none; "usbfs": a program's */
    char holder[USB_TEXT_MAX]; /* that program's name, "" when unknown */
};

int usb_printer_list(struct usb_bus *bus, struct usb_printer_seen *out, int room);

/* The one that is open: its name and who holds it (for BUSY), "" when nobody is known. */
void usb_printer_describe(const struct usb_printer *printer, struct usb_printer_seen *out);

#endif
