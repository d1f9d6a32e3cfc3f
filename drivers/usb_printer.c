#include "drivers/usb_printer.h"

#include "base/lang.h"
#include "drivers/escpos.h"
#include "drivers/usb_sysfs.h"

#include <libusb.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { REOPEN_TRIES = 3, REOPEN_MS = 1000 };

struct usb_printer {
    struct usb_bus *bus;
    struct usb_client client;
    struct usb_id wanted;         /* vendor 0: any */
    libusb_device_handle *handle; /* NULL: no link */
    struct usb_interface interface;
    struct usb_printer_seen seen;
    struct printer_profile profile;
    struct usb_job talk;
    int reopen_left;
    int64_t reopen_ms; /* -1: not to be tried */
};

struct usb_printer_limits usb_printer_limits_usual(void)
{
    return (struct usb_printer_limits){
        .chunk_bytes = USB_CHUNK_MAX, .chunk_ms = 1000, .status_ms = 400, .progress_ms = 60000
    };
}

/* ---- the link ---- */

static void link_close(struct usb_printer *printer)
{
    usb_job_detach(&printer->talk);
    if (!printer->handle)
        return;
    libusb_release_interface(printer->handle, printer->interface.number);
    libusb_close(printer->handle);
    printer->handle = NULL;
}

static enum printer_state state_of_failure(int status)
{
    if (status == LIBUSB_ERROR_ACCESS)
        return PRINTER_DENIED;
    return status == LIBUSB_ERROR_BUSY ? PRINTER_BUSY : PRINTER_ABSENT;
}

static int interface_take(struct usb_printer *printer, const struct usb_device *device)
{
    const struct usb_interface *interface = &printer->interface;
    int status = libusb_open(device->handle, &printer->handle);

    if (status < 0)
        return status;
    libusb_set_auto_detach_kernel_driver(printer->handle, 1);
    if (device->configuration == 0)
        status = libusb_set_configuration(printer->handle, interface->configuration);
    if (status == 0)
        status = libusb_claim_interface(printer->handle, interface->number);
    if (status == 0 && interface->alternate != 0)
        status = libusb_set_interface_alt_setting(printer->handle, interface->number,
                                                  interface->alternate);
    if (status < 0) {
        libusb_close(printer->handle);
        printer->handle = NULL;
    }
    return status;
}

static void seen_of(const struct usb_device *device, const struct usb_interface *interface,
                    struct usb_printer_seen *out)
{
    *out = (struct usb_printer_seen){ .id = device->id };
    snprintf(out->name, sizeof out->name, "%s", device->name);
    usb_sysfs_driver(device->folder, interface->configuration, interface->number, out->driver);
    if (out->driver[0] == '\0' || strcmp(out->driver, "usbfs") == 0)
        usb_sysfs_holder(device->bus, device->address, out->holder);
}

static void link_open(struct usb_printer *printer, const struct usb_device *device,
                      const struct usb_interface *interface)
{
    printer->interface = *interface;

    int status = interface_take(printer, device);

    seen_of(device, interface, &printer->seen);
    printer->profile = printer_profile_find(device->id.vendor, device->id.product, device->name);
    if (status < 0) {
        printer->talk.state = state_of_failure(status);
        usb_sysfs_holder(device->bus, device->address, printer->seen.holder);
        return;
    }
    printer->reopen_ms = -1;
    usb_job_attach(&printer->talk, printer->handle, interface);
}

static const struct usb_interface *printer_interface(const struct usb_device *device)
{
    for (int i = 0; i < device->interface_count; i++)
        if (device->interfaces[i].use == USB_PRINTER)
            return &device->interfaces[i];
    return NULL;
}

static void link_find(struct usb_printer *printer)
{
    struct usb_list list;

    printer->talk.state = PRINTER_ABSENT;
    usb_list_read(printer->bus, &list);
    for (int i = 0; i < list.count && !printer->handle; i++) {
        const struct usb_interface *interface = printer_interface(&list.devices[i]);

        if (interface &&
            (printer->wanted.vendor == 0 || usb_id_is_same(&printer->wanted, &list.devices[i].id)))
            link_open(printer, &list.devices[i], interface);
    }
    usb_list_release(&list);
}

/* A printer that cannot answer has no transfer waiting that would say that it went. */
static bool device_is_there(struct usb_printer *printer)
{
    libusb_device **handles = NULL;
    ssize_t count = libusb_get_device_list(usb_bus_context(printer->bus), &handles);
    bool found = false;

    for (ssize_t i = 0; i < count; i++)
        found = found || handles[i] == libusb_get_device(printer->handle);
    if (handles)
        libusb_free_device_list(handles, 1);
    return found;
}

static void devices_changed(void *self, int64_t now_ms)
{
    struct usb_printer *printer = self;

    if (printer->handle && device_is_there(printer))
        return;
    link_close(printer);
    link_find(printer);
    /* It may need a moment: asleep, or permissions not yet given. Tried a few times, then no more.
     */
    if (!printer->handle) {
        printer->reopen_left = REOPEN_TRIES;
        printer->reopen_ms = now_ms + REOPEN_MS;
    }
}

static void reopen_tick(struct usb_printer *printer, int64_t now_ms)
{
    if (printer->handle || printer->reopen_ms < 0 || now_ms < printer->reopen_ms)
        return;
    link_find(printer);
    printer->reopen_ms = --printer->reopen_left > 0 ? now_ms + REOPEN_MS : -1;
}

/* The model is known a moment after the link: a family may be told apart by it. */
static void model_take(struct usb_printer *printer)
{
    if (printer->talk.model[0] == '\0' || strcmp(printer->talk.model, printer->seen.name) == 0)
        return;
    memcpy(printer->seen.name, printer->talk.model, sizeof printer->seen.name);
    printer->profile =
        printer_profile_find(printer->seen.id.vendor, printer->seen.id.product, printer->seen.name);
}

static void tick(void *self, int64_t now_ms)
{
    struct usb_printer *printer = self;

    if (printer->talk.lost) {
        printer->talk.lost = false;
        link_close(printer);
        devices_changed(printer, now_ms); /* after a mere disturbance it is still plugged in */
    }
    usb_job_tick(&printer->talk, now_ms);
    model_take(printer);
    reopen_tick(printer, now_ms);
}

static int64_t deadline_ms(const void *self)
{
    const struct usb_printer *printer = self;

    return printer->handle ? usb_job_deadline_ms(&printer->talk) : printer->reopen_ms;
}

bool usb_printer_open(struct usb_bus *bus, const struct usb_id *wanted,
                      struct usb_printer_limits limits, struct usb_printer **out, struct err *err)
{
    struct usb_printer *printer = calloc(1, sizeof *printer);

    if (!printer)
        return err_fail(err, ERR_STORAGE, "%s", _("Plus de mémoire : fermer d'autres programmes."));
    if (!usb_job_init(&printer->talk, bus, limits, err)) {
        free(printer);
        return false;
    }
    printer->bus = bus;
    printer->reopen_ms = -1;
    printer->profile = printer_profile_of_width(80);
    if (wanted)
        printer->wanted = *wanted;
    printer->client = (struct usb_client){ .self = printer,
                                           .devices_changed = devices_changed,
                                           .tick = tick,
                                           .deadline_ms = deadline_ms };
    usb_bus_add(bus, &printer->client);
    link_find(printer);
    *out = printer;
    return true;
}

void usb_printer_close(struct usb_printer *printer)
{
    if (!printer)
        return;
    link_close(printer);
    usb_bus_remove(printer->bus, &printer->client);
    usb_job_release(&printer->talk);
    free(printer);
}

/* ---- as a printer ---- */

/* Takes the link for a job, or says why not. */
static bool link_ready(struct usb_printer *printer, int64_t now_ms, struct err *err)
{
    if (printer->talk.job.state == JOB_RUNNING)
        return err_fail(err, ERR_BUSY, "%s", _("L'imprimante finit le papier précédent."));
    if (!printer->handle)
        usb_bus_rescan(printer->bus, now_ms);
    if (!printer->handle)
        return err_fail(err, printer->talk.state == PRINTER_BUSY ? ERR_BUSY : ERR_DEVICE, "%s",
                        printer_state_sentence(printer->talk.state));
    usb_bus_begin(printer->bus, now_ms);
    return true;
}

static bool start(void *self, const void *bytes, size_t length, int64_t now_ms, struct err *err)
{
    struct usb_printer *printer = self;

    if (!link_ready(printer, now_ms, err))
        return false;
    usb_job_start(&printer->talk, bytes, length);
    return true;
}

static bool open_drawer(void *self, int64_t now_ms, struct err *err)
{
    static const unsigned char PULSE[] = { ESCPOS_DRAWER_PULSE };
    static const unsigned char AT_ONCE[] = { ESCPOS_DRAWER_AT_ONCE };
    struct usb_printer *printer = self;

    if (!link_ready(printer, now_ms, err))
        return false;
    usb_job_start_urgent(&printer->talk, PULSE, sizeof PULSE,
                         printer->profile.drawer_now ? AT_ONCE : NULL,
                         printer->profile.drawer_now ? sizeof AT_ONCE : 0);
    return true;
}

static const struct printer_job *job(const void *self)
{
    const struct usb_printer *printer = self;

    return &printer->talk.job;
}

static enum printer_state state(const void *self)
{
    const struct usb_printer *printer = self;

    return printer->talk.state;
}

static void ask(void *self, int64_t now_ms)
{
    struct usb_printer *printer = self;

    if (!printer->handle)
        usb_bus_rescan(printer->bus, now_ms);
    usb_bus_begin(printer->bus, now_ms);
    usb_job_ask(&printer->talk);
}

static bool asking(const void *self)
{
    const struct usb_printer *printer = self;

    return printer->talk.phase == PHASE_ASKING;
}

static struct printer_profile profile(const void *self)
{
    const struct usb_printer *printer = self;

    return printer->profile;
}

static void close_printer(void *self)
{
    usb_printer_close(self);
}

static const struct printer_kind USB = {
    start, open_drawer, job, state, ask, asking, profile, close_printer,
};

struct printer usb_printer_as_printer(struct usb_printer *printer)
{
    return (struct printer){ printer, &USB };
}

int usb_printer_list(struct usb_bus *bus, struct usb_printer_seen *out, int room)
{
    struct usb_list list;
    int count = 0;

    usb_list_read(bus, &list);
    for (int i = 0; i < list.count && count < room; i++) {
        const struct usb_interface *interface = printer_interface(&list.devices[i]);

        if (interface)
            seen_of(&list.devices[i], interface, &out[count++]);
    }
    usb_list_release(&list);
    return count;
}

void usb_printer_describe(const struct usb_printer *printer, struct usb_printer_seen *out)
{
    *out = printer->seen;
}
