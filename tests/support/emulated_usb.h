/*
 * USB devices that are not there: printers and scanners emulated under the real
 * libusb, by umockdev. The program under test is unmodified; it may be this
 * process or a child.
 *
 * The emulation answers on a thread of its own: every function here locks.
 * Order at the end: close the driver's bus, then emulated_usb_close().
 */
#ifndef TESTS_SUPPORT_EMULATED_USB_H
#define TESTS_SUPPORT_EMULATED_USB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { EMULATED_DEVICES_MAX = 16, EMULATED_BYTES_MAX = 1 << 20 };

struct emulated_usb;
struct emulated_device;

struct emulated_shape {
    uint16_t vendor, product;
    const char *serial, *name; /* NULL: none */
    int class_code, subclass, protocol;
    /* 0: none */
    int out_endpoint, in_endpoint;
    /* Bound when plugged: "usblp", "usbhid"; NULL: none. */
    const char *kernel_driver;
    /* Of printers: "MFG:…;MDL:…;"; NULL: the request stalls. */
    const char *device_id;
    const unsigned char *report_descriptor; /* HID; NULL: none */
    size_t report_descriptor_bytes;
    bool report_descriptor_hidden;    /* not in /sys: it must be asked of the device */
    const unsigned char *descriptors; /* instead of those made from the above; NULL: make them */
    size_t descriptor_bytes;
};

struct emulated_shape emulated_printer_shape(void); /* 04b8:0e15, endpoints 01 and 82, usblp */
struct emulated_shape emulated_scanner_shape(void); /* 05e0:1200, boot keyboard, usbhid */

/* One at a time. Aborts when the preload is missing: a test that cannot run must not pass. */
struct emulated_usb *emulated_usb_open(void);
void emulated_usb_close(struct emulated_usb *usb);

/* The device stays valid, plugged in or not, until emulated_usb_close(). */
struct emulated_device *emulated_plug(struct emulated_usb *usb, const struct emulated_shape *shape);
enum emulated_unplug { UNPLUG_NO_DEVICE, UNPLUG_PROTOCOL_ERROR_FIRST };
void emulated_unplug(struct emulated_device *device, enum emulated_unplug manner);
void emulated_replug(struct emulated_device *device); /* the same device, another address */
const char *emulated_node(const struct emulated_device *device); /* path inside the testbed */

/* What is bound to its interface now: "usblp", "usbfs" or "". */
const char *emulated_driver(struct emulated_device *device);
void emulated_hold(struct emulated_device *device, bool held); /* by another program */
void emulated_forbid(struct emulated_device *device);          /* to everybody but root */

/* Printers. */
size_t emulated_printed(struct emulated_device *device, unsigned char *out, size_t room);
void emulated_answer(struct emulated_device *device, int question, int byte); /* -1: no answer */
void emulated_mute(struct emulated_device *device);
void emulated_room(struct emulated_device *device, long bytes); /* it takes so many more; -1: all */
/* After so many bytes; by default the transfers end as NO_DEVICE. */
void emulated_unplug_after(struct emulated_device *device, long bytes);
void emulated_unplug_as(struct emulated_device *device, enum emulated_unplug manner);
void emulated_stall_after(struct emulated_device *device, long bytes);
void emulated_stall_for_ever(struct emulated_device *device);        /* from the first byte on */
void emulated_port_status(struct emulated_device *device, int byte); /* -1: the request stalls */
void emulated_say(struct emulated_device *device, const void *bytes, size_t length); /* unasked */
int emulated_resets(struct emulated_device *device); /* SOFT_RESET and cleared halts */

/* Scanners: one report. True once the host has taken all that was sent before. */
void emulated_report(struct emulated_device *device, const void *report, size_t length);
bool emulated_is_drained(struct emulated_device *device);

#endif
