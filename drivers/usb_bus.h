/*
 * The USB bus in an event loop: one libusb context, its file descriptors
 * handed to whoever polls, and the drivers that live on it.
 *
 * Nothing here waits. The owner of the loop watches the descriptors it is given,
 * calls usb_bus_handle() when one is ready or when usb_bus_deadline_ms() has
 * come, and asks for the deadline again afterwards. Without transfers in flight
 * there is no deadline and the process sleeps.
 *
 * Devices that come and go are told by libusb. Where it cannot tell (no udev,
 * as in containers) usb_bus_rescan() looks again on demand: when something is
 * to be printed, or when a person asks.
 */
#ifndef DRIVERS_USB_BUS_H
#define DRIVERS_USB_BUS_H

#include "base/err.h"
#include "drivers/usb_interface.h"

#include <stdint.h>

enum { USB_DEVICES_MAX = 64, USB_TEXT_MAX = 64 };

struct usb_bus;
struct libusb_context;
struct libusb_device;

/* How the bus asks to be woken up; both functions may be NULL for a bus that is only listed. */
struct usb_watcher {
    void *context;
    void (*watch)(void *context, int fd, short events); /* POLLIN, POLLOUT */
    void (*unwatch)(void *context, int fd);
};

/* A driver on the bus; the caller holds it until usb_bus_remove(). */
struct usb_client {
    void *self;
    void (*devices_changed)(void *self, int64_t now_ms);
    void (*tick)(void *self, int64_t now_ms); /* after every turn */
    int64_t (*deadline_ms)(const void *self); /* -1: none */
    struct usb_client *next;
};

/* Who a device is, wherever it is plugged in. */
struct usb_id {
    uint16_t vendor, product;
    char serial[USB_TEXT_MAX]; /* "" when it has none */
};

/* One device as it stands on the bus now. */
struct usb_device {
    struct libusb_device *handle; /* borrowed from the list */
    int bus, address;
    struct usb_id id;
    char name[USB_TEXT_MAX]; /* product string, or "vendor:product" */
    int configuration;       /* 0: not configured yet */
    struct usb_interface interfaces[USB_INTERFACES_MAX];
    int interface_count;
    char folder[300]; /* in /sys */
};

/* ERR_DEVICE: this machine has no USB at all. A bus without devices is no error. */
bool usb_bus_open(const struct usb_watcher *watcher, struct usb_bus **out,
                  struct err *err) MUST_CHECK;
/* Every client must have been removed. Accepts NULL. */
void usb_bus_close(struct usb_bus *bus);

void usb_bus_add(struct usb_bus *bus, struct usb_client *client);
void usb_bus_remove(struct usb_bus *bus, struct usb_client *client);

void usb_bus_handle(struct usb_bus *bus, int64_t now_ms);
int64_t usb_bus_deadline_ms(struct usb_bus *bus, int64_t now_ms); /* -1: none */
void usb_bus_rescan(struct usb_bus *bus, int64_t now_ms);

/* For drivers. `now_ms` of the present turn, for libusb's callbacks. */
struct libusb_context *usb_bus_context(struct usb_bus *bus);
int64_t usb_bus_now_ms(const struct usb_bus *bus);
void usb_bus_begin(struct usb_bus *bus, int64_t now_ms); /* a turn that no event started */

/* Let what was cancelled come back, one second at most; `*pending` counts it. */
void usb_bus_drain(struct usb_bus *bus, const int *pending);

/*
 * All devices with an interface of ours, at most USB_DEVICES_MAX; release the list afterwards,
 * which also releases their handles unless libusb_open() or libusb_ref_device() took them.
 */
struct usb_list {
    struct usb_device devices[USB_DEVICES_MAX];
    int count;
    struct libusb_device **handles;
};

void usb_list_read(struct usb_bus *bus, struct usb_list *list);
void usb_list_release(struct usb_list *list);

bool usb_id_is_same(const struct usb_id *one, const struct usb_id *other);

#endif
