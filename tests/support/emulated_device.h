/*
 * One emulated USB device: its state, and what the kernel would answer for it. Shared by
 * emulated_usb.c, which plugs it in, and emulated_device.c, which answers.
 */
#ifndef TESTS_SUPPORT_EMULATED_DEVICE_H
#define TESTS_SUPPORT_EMULATED_DEVICE_H

#include "tests/support/emulated_usb.h"

#include <umockdev.h>

#include <pthread.h>

enum { URBS_MAX = 16, REPORTS_MAX = 4096, REPORT_MAX = 64 };
enum { QUESTIONS = 5 };

struct urb {
    UMockdevIoctlData *data; /* a reference of ours */
    int taken;               /* bytes of an OUT transfer so far */
};

struct report {
    unsigned char bytes[REPORT_MAX];
    size_t length;
};

struct emulated_device {
    struct emulated_usb *usb;
    struct emulated_shape shape;
    int address;
    bool plugged, gone; /* gone: every call says ENODEV */
    bool held, claimed;
    char driver[16];
    char folder[80], node[80];
    UMockdevIoctlBase *handler;
    struct urb waiting[URBS_MAX], finished[URBS_MAX];
    int waiting_count, finished_count;
    unsigned char *printed;
    size_t printed_length;
    int answers[QUESTIONS];
    long room, unplug_after, stall_after; /* -1: never */
    long stalls_for_ever;                 /* 1: whenever it is cleared */
    bool breaks_first; /* unplugged, its transfers end with -EPROTO, as on real ports */
    bool halted;
    int port_status, resets;
    struct report *reports; /* to be read by the host */
    int report_first, report_count;
};

struct emulated_usb {
    UMockdevTestbed *testbed;
    pthread_mutex_t lock;
    struct emulated_device devices[EMULATED_DEVICES_MAX];
    int count, next_address;
};

/* All under the lock of the bus. */
void device_transfers_move(struct emulated_device *device); /* after anything changed */
void device_report_put(struct emulated_device *device, const void *bytes, size_t length);
void device_all_finish(struct emulated_device *device, int status); /* it is gone */

/* The handler of umockdev's signal "handle-ioctl"; takes the lock itself. */
gboolean device_on_ioctl(UMockdevIoctlBase *handler, UMockdevIoctlClient *client, gpointer device);

#endif
