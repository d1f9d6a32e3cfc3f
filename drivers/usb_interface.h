/*
 * The interfaces of a USB device that a till can use, found by walking its
 * descriptors, never by a list of models: endpoint and interface numbers differ
 * from one printer to the next. Pure, and safe on any bytes.
 */
#ifndef DRIVERS_USB_INTERFACE_H
#define DRIVERS_USB_INTERFACE_H

#include <stddef.h>

enum { USB_INTERFACES_MAX = 16, USB_DESCRIPTORS_MAX = 4096 };

enum usb_use {
    USB_PRINTER,  /* class 7, subclass 1, protocol 1 to 3, with a bulk OUT endpoint */
    USB_KEYBOARD, /* HID boot keyboard: a gun, or what the cashier types on */
    USB_HID,      /* HID of another kind: its report descriptor tells */
};

struct usb_interface {
    enum usb_use use;
    int configuration, number, alternate;
    int protocol;
    int out_endpoint;            /* address; 0 = none */
    int in_endpoint;             /* address with bit 7; 0 = none: a printer that cannot answer */
    int in_packet_bytes;         /* at most 1024 */
    int report_descriptor_bytes; /* HID only; 0 = unknown */
};

/*
 * From a device descriptor followed by configurations (the kernel's "descriptors"), the usable
 * interfaces of `configuration` (0: of the first one). One per interface number: of several
 * alternate settings the one that can answer. Returns how many were found, at most `room`.
 */
int usb_interface_list(const unsigned char *descriptors, size_t length, int configuration,
                       struct usb_interface *out, int room);

#endif
