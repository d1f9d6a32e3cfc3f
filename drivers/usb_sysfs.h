/*
 * What the kernel already knows of a USB device, read from /sys without
 * touching the device: descriptors, names, serial number, driver. And who
 * holds a device open, from /proc.
 */
#ifndef DRIVERS_USB_SYSFS_H
#define DRIVERS_USB_SYSFS_H

#include <stdbool.h>
#include <stddef.h>

enum { SYSFS_PATH_MAX = 300, SYSFS_TEXT_MAX = 64 };

/* The folder of the device at this place of the bus. False: there is none. */
bool usb_sysfs_find(int bus, int address, char out[SYSFS_PATH_MAX]);

/* Bytes of a file of the folder, at most `room`; 0: not there. */
size_t usb_sysfs_read(const char *folder, const char *name, void *out, size_t room);

/* One line of text without its end, "" when missing; cut at the room. */
void usb_sysfs_text(const char *folder, const char *name, char out[SYSFS_TEXT_MAX]);

/* The active configuration, 0 when the device is not configured. */
int usb_sysfs_configuration(const char *folder);

/* The kernel driver of an interface ("usblp", "usbhid", "usbfs"), "" for none. */
void usb_sysfs_driver(const char *folder, int configuration, int interface_number,
                      char out[SYSFS_TEXT_MAX]);

/* The HID report descriptor, known while the kernel's driver has the interface; 0: unknown. */
size_t usb_sysfs_report_descriptor(const char *folder, int configuration, int interface_number,
                                   void *out, size_t room);

/* The name of another process that has the device open, "" when none is seen. */
void usb_sysfs_holder(int bus, int address, char out[SYSFS_TEXT_MAX]);

#endif
