#include "drivers/usb_scanner.h"

#include "base/lang.h"
#include "drivers/usb_sysfs.h"

#include <libusb.h>

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { REOPEN_TRIES = 3, REOPEN_MS = 1000 };

struct usb_scanners {
    struct usb_bus *bus;
    struct usb_client client;
    struct usb_known known[USB_KNOWN_MAX];
    int known_count;
    struct gun guns[USB_SCANNERS_MAX];
    int reopen_left;
    int64_t reopen_ms; /* -1: nothing to be tried again */
};

static const struct usb_known *known_find(const struct usb_scanners *scanners,
                                          const struct usb_id *id)
{
    for (int i = 0; i < scanners->known_count; i++)
        if (usb_id_is_same(&scanners->known[i].id, id))
            return &scanners->known[i];
    return NULL;
}

static struct gun *gun_of(struct usb_scanners *scanners, const struct libusb_device *device,
                          int interface_number)
{
    for (int i = 0; i < USB_SCANNERS_MAX; i++)
        if (scanners->guns[i].device == device && device &&
            scanners->guns[i].interface.number == interface_number)
            return &scanners->guns[i];
    return NULL;
}

static struct gun *gun_place(struct usb_scanners *scanners)
{
    for (int i = 0; i < USB_SCANNERS_MAX; i++)
        /* A place whose codes are still to be taken is not free yet. */
        if (!scanners->guns[i].device && scanners->guns[i].scanner.count == 0)
            return &scanners->guns[i];
    return NULL;
}

static struct scanner_settings settings_of(const struct usb_known *known)
{
    return known && known->role == ROLE_SCANNER ? known->settings : scanner_settings_usual();
}

static void keyboard_meet(struct usb_scanners *scanners, const struct usb_device *device,
                          const struct usb_interface *interface)
{
    const struct usb_known *known = known_find(scanners, &device->id);
    struct gun *gun = gun_place(scanners);

    if (!gun)
        return;
    gun_meet(gun, device, interface, settings_of(known));
    if (known && known->role == ROLE_SCANNER)
        gun_take_keyboard(gun);
    else if (known && known->role == ROLE_KEYBOARD)
        gun->seen.state = SCANNER_LEFT;
}

/*
 * HID of an unknown kind. The kernel knows its report descriptor while usbhid has it, so that a
 * mouse or a tablet is never touched; only a device that nobody has is asked itself.
 */
static void hid_meet(struct usb_scanners *scanners, const struct usb_device *device,
                     const struct usb_interface *interface)
{
    unsigned char bytes[HID_DESCRIPTOR_MAX];
    size_t length = usb_sysfs_report_descriptor(device->folder, interface->configuration,
                                                interface->number, bytes, sizeof bytes);
    struct hid_report report = hid_report_of(bytes, length);
    char driver[SYSFS_TEXT_MAX];
    struct gun *gun = gun_place(scanners);

    usb_sysfs_driver(device->folder, interface->configuration, interface->number, driver);
    if (!gun || (length > 0 && report.kind != HID_SCANNER) || (length == 0 && driver[0] != '\0'))
        return;
    gun_meet(gun, device, interface, settings_of(known_find(scanners, &device->id)));
    gun_take_codes(gun, length > 0 ? &report : NULL);
}

static bool is_listed(const struct usb_list *list, const struct libusb_device *device)
{
    for (int i = 0; i < list->count; i++)
        if (list->devices[i].handle == device)
            return true;
    return false;
}

static void all_meet(struct usb_scanners *scanners, const struct usb_list *list)
{
    for (int i = 0; i < list->count; i++)
        for (int n = 0; n < list->devices[i].interface_count; n++) {
            const struct usb_device *device = &list->devices[i];
            const struct usb_interface *interface = &device->interfaces[n];

            if (interface->use == USB_PRINTER ||
                gun_of(scanners, device->handle, interface->number))
                continue;
            if (interface->use == USB_KEYBOARD)
                keyboard_meet(scanners, device, interface);
            else
                hid_meet(scanners, device, interface);
        }
}

static bool is_worth_retrying(const struct gun *gun)
{
    return gun->device && !gun->handle &&
           (gun->seen.state == SCANNER_DENIED || gun->seen.state == SCANNER_BUSY);
}

static void look_again(struct usb_scanners *scanners)
{
    struct usb_list list;

    usb_list_read(scanners->bus, &list);
    for (int i = 0; i < USB_SCANNERS_MAX; i++) {
        struct gun *gun = &scanners->guns[i];

        if (gun->device && (!is_listed(&list, gun->device) || is_worth_retrying(gun)))
            gun_forget(gun);
    }
    all_meet(scanners, &list);
    usb_list_release(&list);
}

static void retry_soon(struct usb_scanners *scanners, int64_t now_ms)
{
    scanners->reopen_left = REOPEN_TRIES;
    scanners->reopen_ms = now_ms + REOPEN_MS;
}

static void devices_changed(void *self, int64_t now_ms)
{
    struct usb_scanners *scanners = self;

    look_again(scanners);
    scanners->reopen_ms = -1;
    for (int i = 0; i < USB_SCANNERS_MAX; i++)
        if (is_worth_retrying(&scanners->guns[i]))
            retry_soon(scanners, now_ms);
}

static void tick(void *self, int64_t now_ms)
{
    struct usb_scanners *scanners = self;

    for (int i = 0; i < USB_SCANNERS_MAX; i++) {
        struct gun *gun = &scanners->guns[i];

        if (gun->lost) {
            gun_forget(gun);
            /* Unplugged, or only disturbed: then no event will say that it is there again. */
            retry_soon(scanners, now_ms);
        } else if (gun->handle && gun->seen.state == SCANNER_BROKEN) {
            gun_give_back(gun);
        }
        scanner_tick(&gun->scanner, now_ms);
    }
    if (scanners->reopen_ms >= 0 && now_ms >= scanners->reopen_ms) {
        look_again(scanners);
        scanners->reopen_ms = --scanners->reopen_left > 0 ? now_ms + REOPEN_MS : -1;
    }
}

static int64_t deadline_ms(const void *self)
{
    const struct usb_scanners *scanners = self;
    int64_t first_ms = scanners->reopen_ms;

    for (int i = 0; i < USB_SCANNERS_MAX; i++) {
        const struct gun *gun = &scanners->guns[i];
        int64_t gun_ms = gun->lost ? 0 : gun->handle ? scanner_deadline_ms(&gun->scanner) : -1;

        if (gun_ms >= 0 && (first_ms < 0 || gun_ms < first_ms))
            first_ms = gun_ms;
    }
    return first_ms;
}

static void guns_release(struct usb_scanners *scanners)
{
    for (int i = 0; i < USB_SCANNERS_MAX; i++)
        gun_release(&scanners->guns[i]);
}

static bool guns_init(struct usb_scanners *scanners, struct usb_bus *bus, struct err *err)
{
    for (int i = 0; i < USB_SCANNERS_MAX; i++)
        if (!gun_init(&scanners->guns[i], bus, err))
            return false;
    return true;
}

bool usb_scanners_open(struct usb_bus *bus, const struct usb_known *known, int known_count,
                       struct usb_scanners **out, struct err *err)
{
    struct usb_scanners *scanners = calloc(1, sizeof *scanners);

    assert(known_count >= 0 && known_count <= USB_KNOWN_MAX);
    if (!scanners)
        return err_fail(err, ERR_STORAGE, "%s", _("Plus de mémoire : fermer d'autres programmes."));
    if (!guns_init(scanners, bus, err)) {
        guns_release(scanners);
        free(scanners);
        return false;
    }
    scanners->bus = bus;
    scanners->reopen_ms = -1;
    scanners->known_count = known_count;
    if (known_count > 0)
        memcpy(scanners->known, known, sizeof *known * (size_t)known_count);
    scanners->client = (struct usb_client){ .self = scanners,
                                            .devices_changed = devices_changed,
                                            .tick = tick,
                                            .deadline_ms = deadline_ms };
    usb_bus_add(bus, &scanners->client);
    look_again(scanners);
    *out = scanners;
    return true;
}

void usb_scanners_close(struct usb_scanners *scanners)
{
    if (!scanners)
        return;
    guns_release(scanners);
    usb_bus_remove(scanners->bus, &scanners->client);
    free(scanners);
}

bool usb_scanners_take(struct usb_scanners *scanners, struct scan *out)
{
    for (int i = 0; i < USB_SCANNERS_MAX; i++)
        if (scanner_take(&scanners->guns[i].scanner, out))
            return true;
    return false;
}

int usb_scanners_list(const struct usb_scanners *scanners, struct usb_scanner_seen *out, int room)
{
    int count = 0;

    for (int i = 0; i < USB_SCANNERS_MAX && count < room; i++) {
        const struct gun *gun = &scanners->guns[i];

        /* A HID device that turned out to be something else is nobody's business here. */
        if (gun->device && !(gun->seen.state == SCANNER_BROKEN && gun->interface.use == USB_HID))
            out[count++] = gun->seen;
    }
    return count;
}

void usb_scanners_tell(struct usb_scanners *scanners, const struct usb_known *known, int64_t now_ms)
{
    int place = 0;

    while (place < scanners->known_count && !usb_id_is_same(&scanners->known[place].id, &known->id))
        place++;
    if (place == USB_KNOWN_MAX)
        place = 0; /* the oldest is asked again one day */
    if (place == scanners->known_count)
        scanners->known_count++;
    scanners->known[place] = *known;
    for (int i = 0; i < USB_SCANNERS_MAX; i++)
        if (scanners->guns[i].device && usb_id_is_same(&scanners->guns[i].seen.id, &known->id))
            gun_forget(&scanners->guns[i]);
    devices_changed(scanners, now_ms);
}

bool usb_scanners_learn(const struct usb_scanners *scanners, struct usb_known *out)
{
    for (int i = 0; i < USB_SCANNERS_MAX; i++) {
        const struct gun *gun = &scanners->guns[i];
        struct scanner_settings settings;

        if (!gun->handle || !scanner_learn(&gun->scanner, &settings))
            continue;
        *out = (struct usb_known){ gun->seen.id, ROLE_SCANNER, settings };
        return true;
    }
    return false;
}

bool usb_scanners_proved(const struct usb_scanners *scanners, const struct usb_id *id)
{
    for (int i = 0; i < USB_SCANNERS_MAX; i++)
        if (scanners->guns[i].handle && usb_id_is_same(&scanners->guns[i].seen.id, id) &&
            scanners->guns[i].scanner.proof_count > 0)
            return true;
    return false;
}
