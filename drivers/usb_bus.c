#include "drivers/usb_bus.h"

#include "base/lang.h"
#include "drivers/usb_sysfs.h"

#include <libusb.h>

#include <assert.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>

enum { DRAIN_TURNS = 10, DRAIN_TURN_MS = 100 };

struct usb_bus {
    libusb_context *context;
    struct usb_watcher watcher;
    struct usb_client *clients;
    int64_t now_ms;
    bool tells;
    bool changed; /* a device came or went; looked at after the turn, never in the callback */
};

static int LIBUSB_CALL device_moved(libusb_context *context, libusb_device *device,
                                    libusb_hotplug_event event, void *user_data)
{
    struct usb_bus *bus = user_data;

    (void)context;
    (void)device;
    (void)event;
    bus->changed = true; /* no transfer and no open is allowed in here */
    return 0;
}

static void LIBUSB_CALL fd_added(int fd, short events, void *user_data)
{
    struct usb_bus *bus = user_data;

    if (bus->watcher.watch)
        bus->watcher.watch(bus->watcher.context, fd, events);
}

static void LIBUSB_CALL fd_removed(int fd, void *user_data)
{
    struct usb_bus *bus = user_data;

    if (bus->watcher.unwatch)
        bus->watcher.unwatch(bus->watcher.context, fd);
}

static void fds_hand_over(struct usb_bus *bus)
{
    const struct libusb_pollfd **list = libusb_get_pollfds(bus->context);

    for (size_t i = 0; list && list[i]; i++)
        fd_added(list[i]->fd, list[i]->events, bus);
    libusb_free_pollfds(list);
    libusb_set_pollfd_notifiers(bus->context, fd_added, fd_removed, bus);
}

bool usb_bus_open(const struct usb_watcher *watcher, struct usb_bus **out, struct err *err)
{
    struct usb_bus *bus = calloc(1, sizeof *bus);

    if (!bus || libusb_init(&bus->context) < 0) {
        free(bus);
        return err_fail(err, ERR_DEVICE, _("USB indisponible sur cette machine."));
    }
    if (watcher)
        bus->watcher = *watcher;
    fds_hand_over(bus);
    bus->tells =
        libusb_has_capability(LIBUSB_CAP_HAS_HOTPLUG) &&
        libusb_hotplug_register_callback(
            bus->context, LIBUSB_HOTPLUG_EVENT_DEVICE_ARRIVED | LIBUSB_HOTPLUG_EVENT_DEVICE_LEFT,
            LIBUSB_HOTPLUG_NO_FLAGS, LIBUSB_HOTPLUG_MATCH_ANY, LIBUSB_HOTPLUG_MATCH_ANY,
            LIBUSB_HOTPLUG_MATCH_ANY, device_moved, bus, NULL) == LIBUSB_SUCCESS;
    *out = bus;
    return true;
}

void usb_bus_close(struct usb_bus *bus)
{
    if (!bus)
        return;
    assert(!bus->clients);

    const struct libusb_pollfd **list = libusb_get_pollfds(bus->context);

    for (size_t i = 0; list && list[i]; i++)
        fd_removed(list[i]->fd, bus);
    libusb_free_pollfds(list);
    libusb_set_pollfd_notifiers(bus->context, NULL, NULL, NULL);
    libusb_exit(bus->context);
    free(bus);
}

void usb_bus_add(struct usb_bus *bus, struct usb_client *client)
{
    client->next = bus->clients;
    bus->clients = client;
}

void usb_bus_remove(struct usb_bus *bus, struct usb_client *client)
{
    for (struct usb_client **at = &bus->clients; *at; at = &(*at)->next)
        if (*at == client) {
            *at = client->next;
            return;
        }
}

static void clients_tick(struct usb_bus *bus)
{
    if (bus->changed) {
        bus->changed = false;
        for (struct usb_client *client = bus->clients; client; client = client->next)
            client->devices_changed(client->self, bus->now_ms);
    }
    for (struct usb_client *client = bus->clients; client; client = client->next)
        client->tick(client->self, bus->now_ms);
}

void usb_bus_handle(struct usb_bus *bus, int64_t now_ms)
{
    struct timeval at_once = { 0, 0 };

    bus->now_ms = now_ms;
    libusb_handle_events_timeout_completed(bus->context, &at_once, NULL);
    clients_tick(bus);
}

int64_t usb_bus_deadline_ms(struct usb_bus *bus, int64_t now_ms)
{
    int64_t first_ms = -1;
    struct timeval left;

    /* Zero where the kernel's timer descriptor does it (timerfd): then nothing is to be armed. */
    if (libusb_get_next_timeout(bus->context, &left) == 1)
        first_ms = now_ms + left.tv_sec * 1000 + (left.tv_usec + 999) / 1000;
    for (struct usb_client *client = bus->clients; client; client = client->next) {
        int64_t deadline_ms = client->deadline_ms(client->self);

        if (deadline_ms >= 0 && (first_ms < 0 || deadline_ms < first_ms))
            first_ms = deadline_ms;
    }
    return first_ms;
}

void usb_bus_rescan(struct usb_bus *bus, int64_t now_ms)
{
    bus->now_ms = now_ms;
    bus->changed = true;
    clients_tick(bus);
}

libusb_context *usb_bus_context(struct usb_bus *bus)
{
    return bus->context;
}

int64_t usb_bus_now_ms(const struct usb_bus *bus)
{
    return bus->now_ms;
}

void usb_bus_begin(struct usb_bus *bus, int64_t now_ms)
{
    bus->now_ms = now_ms;
}

void usb_bus_drain(struct usb_bus *bus, const int *pending)
{
    /* Closing before the callback of a cancelled transfer has come crashes or hangs. */
    for (int turn = 0; *pending > 0 && turn < DRAIN_TURNS; turn++) {
        struct timeval patience = { 0, DRAIN_TURN_MS * 1000 };

        libusb_handle_events_timeout_completed(bus->context, &patience, NULL);
    }
}

static bool device_read(libusb_device *handle, struct usb_device *out)
{
    struct libusb_device_descriptor descriptor;
    unsigned char bytes[USB_DESCRIPTORS_MAX];

    *out = (struct usb_device){ .handle = handle,
                                .bus = libusb_get_bus_number(handle),
                                .address = libusb_get_device_address(handle) };
    if (libusb_get_device_descriptor(handle, &descriptor) < 0 ||
        !usb_sysfs_find(out->bus, out->address, out->folder))
        return false;
    out->id.vendor = descriptor.idVendor;
    out->id.product = descriptor.idProduct;
    out->configuration = usb_sysfs_configuration(out->folder);

    size_t length = usb_sysfs_read(out->folder, "descriptors", bytes, sizeof bytes);

    out->interface_count =
        usb_interface_list(bytes, length, out->configuration, out->interfaces, USB_INTERFACES_MAX);
    if (out->interface_count == 0)
        return false;
    usb_sysfs_text(out->folder, "serial", out->id.serial);
    usb_sysfs_text(out->folder, "product", out->name);
    if (out->name[0] == '\0')
        snprintf(out->name, sizeof out->name, "%04x:%04x", out->id.vendor, out->id.product);
    return true;
}

void usb_list_read(struct usb_bus *bus, struct usb_list *list)
{
    list->count = 0;
    list->handles = NULL;

    ssize_t count = libusb_get_device_list(bus->context, &list->handles);

    for (ssize_t i = 0; i < count && list->count < USB_DEVICES_MAX; i++)
        if (device_read(list->handles[i], &list->devices[list->count]))
            list->count++;
}

void usb_list_release(struct usb_list *list)
{
    if (list->handles)
        libusb_free_device_list(list->handles, 1);
    list->handles = NULL;
    list->count = 0;
}

bool usb_id_is_same(const struct usb_id *one, const struct usb_id *other)
{
    return one->vendor == other->vendor && one->product == other->product &&
           strcmp(one->serial, other->serial) == 0;
}
