#include "drivers/usb_interface.h"

#include <stdbool.h>

enum { DEVICE = 1, CONFIGURATION = 2, INTERFACE = 4, ENDPOINT = 5, HID = 0x21 };
enum { CLASS_HID = 3, CLASS_PRINTER = 7, BULK = 2, INTERRUPT = 3, DIRECTION_IN = 0x80 };

struct walk {
    struct usb_interface *out;
    int count, room;
    struct usb_interface now; /* being read */
    bool reading;
    int wanted, configuration; /* values; wanted 0 = the first */
    int class_code;
};

static int transfer_type(const struct walk *walk)
{
    return walk->class_code == CLASS_PRINTER ? BULK : INTERRUPT;
}

static bool is_usable(const struct walk *walk)
{
    if (walk->now.use == USB_PRINTER)
        return walk->now.out_endpoint != 0;
    return walk->now.in_endpoint != 0 && walk->now.in_packet_bytes > 0;
}

/* Of two alternate settings, the one that can answer is worth more. */
static bool is_better(const struct usb_interface *one, const struct usb_interface *other)
{
    return one->in_endpoint != 0 && other->in_endpoint == 0;
}

static void interface_end(struct walk *walk)
{
    if (!walk->reading || !is_usable(walk)) {
        walk->reading = false;
        return;
    }
    walk->reading = false;
    for (int i = 0; i < walk->count; i++)
        if (walk->out[i].number == walk->now.number) {
            if (is_better(&walk->now, &walk->out[i]))
                walk->out[i] = walk->now;
            return;
        }
    if (walk->count < walk->room)
        walk->out[walk->count++] = walk->now;
}

static void configuration_take(struct walk *walk, const unsigned char *bytes, size_t length)
{
    interface_end(walk);
    walk->configuration = length >= 6 ? bytes[5] : -1;
    if (walk->wanted == 0)
        walk->wanted = walk->configuration;
}

static void interface_take(struct walk *walk, const unsigned char *bytes, size_t length)
{
    interface_end(walk);
    if (length < 9 || walk->configuration != walk->wanted)
        return;

    int subclass = bytes[6], protocol = bytes[7];

    walk->class_code = bytes[5];
    walk->now = (struct usb_interface){ .configuration = walk->configuration,
                                        .number = bytes[2],
                                        .alternate = bytes[3],
                                        .protocol = protocol };
    if (walk->class_code == CLASS_PRINTER && subclass == 1 && protocol >= 1 && protocol <= 3) {
        walk->now.use = USB_PRINTER;
        walk->reading = true;
    } else if (walk->class_code == CLASS_HID && !(subclass == 1 && protocol == 2)) {
        walk->now.use = subclass == 1 && protocol == 1 ? USB_KEYBOARD : USB_HID;
        walk->reading = true; /* a boot mouse is neither */
    }
}

static void endpoint_take(struct walk *walk, const unsigned char *bytes, size_t length)
{
    if (!walk->reading || length < 7 || (bytes[3] & 3) != transfer_type(walk))
        return;

    int packet_bytes = (bytes[4] | bytes[5] << 8) & 0x7FF;

    if ((bytes[2] & DIRECTION_IN) == 0) {
        if (!walk->now.out_endpoint)
            walk->now.out_endpoint = bytes[2];
    } else if (!walk->now.in_endpoint) {
        walk->now.in_endpoint = bytes[2];
        walk->now.in_packet_bytes = packet_bytes > 1024 ? 1024 : packet_bytes;
    }
}

static void hid_take(struct walk *walk, const unsigned char *bytes, size_t length)
{
    if (walk->reading && length >= 9 && bytes[6] == 0x22)
        walk->now.report_descriptor_bytes = bytes[7] | bytes[8] << 8;
}

int usb_interface_list(const unsigned char *descriptors, size_t length, int configuration,
                       struct usb_interface *out, int room)
{
    struct walk walk = { .out = out, .room = room, .wanted = configuration, .configuration = -1 };

    for (size_t i = 0; i + 2 <= length;) {
        size_t size = descriptors[i];

        if (size < 2 || i + size > length)
            break; /* broken: what came before still counts */
        switch (descriptors[i + 1]) {
        case CONFIGURATION: configuration_take(&walk, descriptors + i, size); break;
        case INTERFACE: interface_take(&walk, descriptors + i, size); break;
        case ENDPOINT: endpoint_take(&walk, descriptors + i, size); break;
        case HID: hid_take(&walk, descriptors + i, size); break;
        default: break;
        }
        i += size;
    }
    interface_end(&walk);
    return walk.count;
}
