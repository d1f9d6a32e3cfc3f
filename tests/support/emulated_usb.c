#include "tests/support/emulated_device.h"

#include <assert.h>
#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DESCRIPTORS_MAX = 512 };

struct emulated_shape emulated_printer_shape(void)
{
    return (struct emulated_shape){ .vendor = 0x04b8,
                                    .product = 0x0e15,
                                    .serial = "EPS0001",
                                    .name = "TM-T20II",
                                    .class_code = 7,
                                    .subclass = 1,
                                    .protocol = 2,
                                    .out_endpoint = 0x01,
                                    .in_endpoint = 0x82,
                                    .kernel_driver = "usblp",
                                    .device_id =
                                        "MFG:EPSON;CMD:ESC/POS;MDL:TM-T20II;CLS:PRINTER;" };
}

struct emulated_shape emulated_scanner_shape(void)
{
    return (struct emulated_shape){ .vendor = 0x05e0,
                                    .product = 0x1200,
                                    .serial = "SYM0001",
                                    .name = "Bar Code Scanner",
                                    .class_code = 3,
                                    .subclass = 1,
                                    .protocol = 1,
                                    .in_endpoint = 0x81,
                                    .kernel_driver = "usbhid" };
}

/* ---- the bus ---- */

struct emulated_usb *emulated_usb_open(void)
{
    const char *preload = getenv("LD_PRELOAD");
    struct emulated_usb *usb = calloc(1, sizeof *usb);

    if (!preload || !strstr(preload, "libumockdev-preload")) {
        fprintf(stderr, "USB tests must run under umockdev-wrapper (tests/run.sh does it).\n");
        abort();
    }
    usb->testbed = umockdev_testbed_new();
    usb->next_address = 2;
    pthread_mutex_init(&usb->lock, NULL);
    return usb;
}

static size_t descriptors_make(const struct emulated_shape *shape, unsigned char *out)
{
    unsigned char *at = out;
    int endpoints = (shape->out_endpoint != 0) + (shape->in_endpoint != 0);
    bool hid = shape->class_code == 3;
    int total = 9 + 9 + 7 * endpoints + (hid ? 9 : 0);
    unsigned char type = hid ? 3 : 2, packet = hid ? (shape->report_descriptor ? 64 : 8) : 64;

    if (shape->descriptors) {
        memcpy(out, shape->descriptors, shape->descriptor_bytes);
        return shape->descriptor_bytes;
    }
    memcpy(at,
           (unsigned char[18]){ 18, 1, 0, 2, 0, 0, 0, 64, (unsigned char)(shape->vendor & 0xFF),
                                (unsigned char)(shape->vendor >> 8),
                                (unsigned char)(shape->product & 0xFF),
                                (unsigned char)(shape->product >> 8), 0, 1, 1, 2, 3, 1 },
           18);
    at += 18;
    memcpy(at, (unsigned char[9]){ 9, 2, (unsigned char)total, 0, 1, 1, 0, 0xC0, 1 }, 9);
    at += 9;
    memcpy(at,
           (unsigned char[9]){ 9, 4, 0, 0, (unsigned char)endpoints,
                               (unsigned char)shape->class_code, (unsigned char)shape->subclass,
                               (unsigned char)shape->protocol, 0 },
           9);
    at += 9;
    if (hid) {
        size_t bytes = shape->report_descriptor ? shape->report_descriptor_bytes : 63;
        memcpy(at, (unsigned char[9]){ 9, 0x21, 0x11, 1, 0, 1, 0x22, (unsigned char)bytes, 0 }, 9);
        at += 9;
    }
    if (shape->out_endpoint) {
        memcpy(at, (unsigned char[7]){ 7, 5, (unsigned char)shape->out_endpoint, 2, packet, 0, 0 },
               7);
        at += 7;
    }
    if (shape->in_endpoint) {
        memcpy(at,
               (unsigned char[7]){ 7, 5, (unsigned char)shape->in_endpoint, type, packet, 0, 1 },
               7);
        at += 7;
    }
    return (size_t)(at - out);
}

static void hex_put(GString *out, const unsigned char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        g_string_append_printf(out, "%02X", bytes[i]);
    g_string_append_c(out, '\n');
}

static void record_device(struct emulated_device *device, GString *out)
{
    const struct emulated_shape *shape = &device->shape;
    unsigned char descriptors[DESCRIPTORS_MAX];

    g_string_append_printf(out,
                           "P: %s\nN: bus/usb/001/%03d\nE: SUBSYSTEM=usb\nE: DRIVER=usb\n"
                           "E: BUSNUM=001\nE: DEVNUM=%03d\nE: DEVNAME=/dev/bus/usb/001/%03d\n"
                           "E: DEVTYPE=usb_device\nA: bConfigurationValue=1\\n\nA: busnum=1\\n\n"
                           "A: devnum=%d\\n\nA: speed=12\\n\n",
                           device->folder, device->address, device->address, device->address,
                           device->address);
    if (shape->serial)
        g_string_append_printf(out, "A: serial=%s\\n\n", shape->serial);
    if (shape->name)
        g_string_append_printf(out, "A: product=%s\\n\n", shape->name);
    g_string_append(out, "H: descriptors=");
    hex_put(out, descriptors, descriptors_make(shape, descriptors));
}

static void record_interface(struct emulated_device *device, GString *out)
{
    const struct emulated_shape *shape = &device->shape;
    const char *name = strrchr(device->folder, '/') + 1;

    g_string_append_printf(out, "\nP: %s/%s:1.0\nE: SUBSYSTEM=usb\nE: DEVTYPE=usb_interface\n",
                           device->folder, name);
    if (shape->kernel_driver)
        g_string_append_printf(out, "E: DRIVER=%s\nL: driver=../../../../bus/usb/drivers/%s\n",
                               shape->kernel_driver, shape->kernel_driver);
    if (!shape->report_descriptor || shape->report_descriptor_hidden)
        return;
    g_string_append_printf(out,
                           "\nP: %s/%s:1.0/0003:%04X:%04X.0001\nE: SUBSYSTEM=hid\n"
                           "H: report_descriptor=",
                           device->folder, name, shape->vendor, shape->product);
    hex_put(out, shape->report_descriptor, shape->report_descriptor_bytes);
}

static void device_add(struct emulated_device *device)
{
    UMockdevTestbed *testbed = device->usb->testbed;
    GString *record = g_string_new(NULL), *extra = g_string_new(NULL);
    char *text;

    device->address = device->usb->next_address++;
    snprintf(device->folder, sizeof device->folder, "/devices/usb1/1-%d", device->address - 1);
    snprintf(device->node, sizeof device->node, "/dev/bus/usb/001/%03d", device->address);
    device->plugged = true;
    device->gone = device->halted = device->claimed = false;
    snprintf(device->driver, sizeof device->driver, "%s",
             device->shape.kernel_driver ? device->shape.kernel_driver : "");
    record_device(device, record);
    record_interface(device, extra);
    /* First who answers, then the device: the add event makes libusb look at once. */
    umockdev_testbed_attach_ioctl(testbed, device->node, device->handler, NULL);
    g_string_append_c(record, '\n');
    text = g_strconcat(record->str, extra->str, NULL);

    GError *error = NULL;
    gboolean added = umockdev_testbed_add_from_string(testbed, text, &error);

    if (!added)
        fprintf(stderr, "%s\n", error->message);
    assert(added);
    g_free(text);
    g_string_free(record, TRUE);
    g_string_free(extra, TRUE);
}

struct emulated_device *emulated_plug(struct emulated_usb *usb, const struct emulated_shape *shape)
{
    assert(usb->count < EMULATED_DEVICES_MAX);

    struct emulated_device *device = &usb->devices[usb->count++];

    *device = (struct emulated_device){ .usb = usb,
                                        .shape = *shape,
                                        .room = -1,
                                        .unplug_after = -1,
                                        .stall_after = -1,
                                        .port_status = 0x18,
                                        .answers = { -1, 0x12, 0x12, 0x12, 0x12 } };
    device->printed = malloc(EMULATED_BYTES_MAX);
    device->reports = calloc(REPORTS_MAX, sizeof *device->reports);
    device->handler = umockdev_ioctl_base_new();
    g_signal_connect(device->handler, "handle-ioctl", G_CALLBACK(device_on_ioctl), device);
    device_add(device);
    return device;
}

static void device_remove(struct emulated_device *device)
{
    char *syspath = g_strconcat("/sys", device->folder, NULL);

    device->plugged = false;
    umockdev_testbed_uevent(device->usb->testbed, syspath, "remove");
    umockdev_testbed_remove_device(device->usb->testbed, syspath);
    g_free(syspath);
}

void emulated_unplug(struct emulated_device *device, enum emulated_unplug manner)
{
    pthread_mutex_lock(&device->usb->lock);
    device_all_finish(device, manner == UNPLUG_NO_DEVICE ? -ESHUTDOWN : -EPROTO);
    device->report_count = 0;
    pthread_mutex_unlock(&device->usb->lock);
    device_remove(device);
}

void emulated_replug(struct emulated_device *device)
{
    if (device->plugged)
        device_remove(device);
    pthread_mutex_lock(&device->usb->lock);
    device->unplug_after = -1;
    device->report_count = 0;
    while (device->finished_count > 0)
        umockdev_ioctl_data_unref(device->finished[--device->finished_count].data);
    pthread_mutex_unlock(&device->usb->lock);
    device_add(device);
}

void emulated_usb_close(struct emulated_usb *usb)
{
    for (int i = 0; i < usb->count; i++) {
        struct emulated_device *device = &usb->devices[i];

        umockdev_testbed_detach_ioctl(usb->testbed, device->node, NULL);
        while (device->waiting_count > 0)
            umockdev_ioctl_data_unref(device->waiting[--device->waiting_count].data);
        while (device->finished_count > 0)
            umockdev_ioctl_data_unref(device->finished[--device->finished_count].data);
        g_object_unref(device->handler);
        free(device->printed);
        free(device->reports);
    }
    g_object_unref(usb->testbed);
    pthread_mutex_destroy(&usb->lock);
    free(usb);
}

/* ---- what a test does to a device ---- */

const char *emulated_node(const struct emulated_device *device)
{
    return device->node;
}

const char *emulated_driver(struct emulated_device *device)
{
    static char driver[sizeof device->driver];

    pthread_mutex_lock(&device->usb->lock);
    memcpy(driver, device->driver, sizeof driver);
    pthread_mutex_unlock(&device->usb->lock);
    return driver;
}

void emulated_hold(struct emulated_device *device, bool held)
{
    pthread_mutex_lock(&device->usb->lock);
    device->held = held;
    pthread_mutex_unlock(&device->usb->lock);
}

static int mode_open(const char *path, const struct stat *status, int kind, struct FTW *walk)
{
    (void)walk;
    if (kind != FTW_SL)
        chmod(path, status->st_mode | 0666 | (kind == FTW_D ? 0111 : 0));
    return 0;
}

void emulated_forbid(struct emulated_device *device)
{
    char *root = umockdev_testbed_get_root_dir(device->usb->testbed);
    char *node = g_strconcat(root, device->node, NULL);

    /* The testbed is made for its owner alone; its sockets must stay open to whoever we become. */
    nftw(root, mode_open, 8, FTW_PHYS);
    chmod(node, 0);
    g_free(node);
    g_free(root);
}

size_t emulated_printed(struct emulated_device *device, unsigned char *out, size_t room)
{
    pthread_mutex_lock(&device->usb->lock);

    size_t length = device->printed_length;

    memcpy(out, device->printed, length < room ? length : room);
    pthread_mutex_unlock(&device->usb->lock);
    return length;
}

void emulated_answer(struct emulated_device *device, int question, int byte)
{
    pthread_mutex_lock(&device->usb->lock);
    device->answers[question] = byte;
    pthread_mutex_unlock(&device->usb->lock);
}

void emulated_mute(struct emulated_device *device)
{
    for (int question = 1; question < QUESTIONS; question++)
        emulated_answer(device, question, -1);
}

static void limit_set(struct emulated_device *device, long *limit, long bytes)
{
    pthread_mutex_lock(&device->usb->lock);
    *limit = bytes;
    device_transfers_move(device);
    pthread_mutex_unlock(&device->usb->lock);
}

void emulated_room(struct emulated_device *device, long bytes)
{
    limit_set(device, &device->room, bytes);
}

void emulated_unplug_after(struct emulated_device *device, long bytes)
{
    limit_set(device, &device->unplug_after, bytes);
}

void emulated_unplug_as(struct emulated_device *device, enum emulated_unplug manner)
{
    pthread_mutex_lock(&device->usb->lock);
    device->breaks_first = manner == UNPLUG_PROTOCOL_ERROR_FIRST;
    pthread_mutex_unlock(&device->usb->lock);
}

void emulated_stall_after(struct emulated_device *device, long bytes)
{
    limit_set(device, &device->stall_after, bytes);
}

void emulated_stall_for_ever(struct emulated_device *device)
{
    limit_set(device, &device->stalls_for_ever, 1);
    limit_set(device, &device->stall_after, 0);
}

void emulated_port_status(struct emulated_device *device, int byte)
{
    pthread_mutex_lock(&device->usb->lock);
    device->port_status = byte;
    pthread_mutex_unlock(&device->usb->lock);
}

void emulated_say(struct emulated_device *device, const void *bytes, size_t length)
{
    emulated_report(device, bytes, length);
}

int emulated_resets(struct emulated_device *device)
{
    pthread_mutex_lock(&device->usb->lock);

    int resets = device->resets;

    pthread_mutex_unlock(&device->usb->lock);
    return resets;
}

void emulated_report(struct emulated_device *device, const void *report, size_t length)
{
    pthread_mutex_lock(&device->usb->lock);
    device_report_put(device, report, length);
    device_transfers_move(device);
    pthread_mutex_unlock(&device->usb->lock);
}

bool emulated_is_drained(struct emulated_device *device)
{
    pthread_mutex_lock(&device->usb->lock);

    bool drained = device->report_count == 0 && device->finished_count == 0;

    pthread_mutex_unlock(&device->usb->lock);
    return drained;
}
