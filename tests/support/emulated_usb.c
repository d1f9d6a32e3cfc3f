#include "tests/support/emulated_usb.h"

#include <linux/ioctl.h>
#include <linux/usbdevice_fs.h>
#include <umockdev.h>

#include <assert.h>
#include <errno.h>
#include <ftw.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { URBS_MAX = 16, REPORTS_MAX = 4096, REPORT_MAX = 64, DESCRIPTORS_MAX = 512 };
enum { CONTROL_SETUP_BYTES = 8, QUESTIONS = 5 };

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

/* ---- transfers, all under the lock ---- */

static struct usbdevfs_urb *urb_of(const struct urb *urb)
{
    return (struct usbdevfs_urb *)(void *)urb->data->data;
}

static void urb_finish(struct emulated_device *device, int index, int status, int length)
{
    struct urb urb = device->waiting[index];

    urb_of(&urb)->status = status;
    urb_of(&urb)->actual_length = length;
    device->waiting_count--;
    memmove(device->waiting + index, device->waiting + index + 1,
            sizeof urb * (size_t)(device->waiting_count - index));
    device->finished[device->finished_count++] = urb;
}

static void report_put(struct emulated_device *device, const void *bytes, size_t length)
{
    assert(device->report_count < REPORTS_MAX && length <= REPORT_MAX);

    struct report *report =
        &device->reports[(device->report_first + device->report_count++) % REPORTS_MAX];

    memcpy(report->bytes, bytes, length);
    report->length = length;
}

/* A question alone in its transfer is answered at once, even from a nearly full buffer. */
static bool is_question(const struct emulated_device *device, const struct usbdevfs_urb *urb)
{
    const unsigned char *bytes = urb->buffer;

    return device->room != 0 && urb->buffer_length == 3 && bytes[0] == 0x10 && bytes[1] == 0x04;
}

static void question_take(struct emulated_device *device, int index)
{
    const unsigned char *bytes = urb_of(&device->waiting[index])->buffer;
    int question = bytes[2] < QUESTIONS ? bytes[2] : 0;
    unsigned char answer = (unsigned char)device->answers[question];

    urb_finish(device, index, 0, 3);
    if (device->answers[question] >= 0)
        report_put(device, &answer, 1);
}

static void printer_take(struct emulated_device *device, const unsigned char *bytes, int count)
{
    assert(device->printed_length + (size_t)count <= EMULATED_BYTES_MAX);
    memcpy(device->printed + device->printed_length, bytes, (size_t)count);
    device->printed_length += (size_t)count;
}

/* How many bytes of a transfer are taken before something happens. */
static long taken_before_event(const struct emulated_device *device, long count)
{
    long limits[] = { device->room, device->unplug_after, device->stall_after };

    for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++)
        if (limits[i] >= 0 && limits[i] < count)
            count = limits[i];
    return count;
}

static void count_down(long *limit, long count)
{
    if (*limit >= 0)
        *limit -= count;
}

static void all_finish(struct emulated_device *device, int status)
{
    while (device->waiting_count > 0)
        urb_finish(device, 0, status, device->waiting[0].taken);
    device->gone = true;
}

/* True when the transfer is over. */
static bool out_move(struct emulated_device *device, int index)
{
    struct urb *urb = &device->waiting[index];
    int left = urb_of(urb)->buffer_length - urb->taken;
    int count = (int)taken_before_event(device, left);

    if (device->halted) {
        urb_finish(device, index, -EPIPE, 0);
        return true;
    }
    if (is_question(device, urb_of(urb))) {
        question_take(device, index);
        return true;
    }
    printer_take(device, (const unsigned char *)urb_of(urb)->buffer + urb->taken, count);
    urb->taken += count;
    count_down(&device->room, count);
    count_down(&device->unplug_after, count);
    count_down(&device->stall_after, count);
    if (device->unplug_after == 0) {
        all_finish(device, -ESHUTDOWN);
        return true;
    }
    if (device->stall_after == 0) {
        device->stall_after = -1;
        device->halted = true;
        urb_finish(device, index, -EPIPE, urb->taken);
        return true;
    }
    if (urb->taken < urb_of(urb)->buffer_length)
        return false;
    urb_finish(device, index, 0, urb->taken);
    return true;
}

static bool in_move(struct emulated_device *device, int index)
{
    struct urb *urb = &device->waiting[index];

    if (device->report_count == 0)
        return false;

    struct report *report = &device->reports[device->report_first];

    assert((int)report->length <= urb_of(urb)->buffer_length);
    memcpy(urb_of(urb)->buffer, report->bytes, report->length);
    device->report_first = (device->report_first + 1) % REPORTS_MAX;
    device->report_count--;
    urb_finish(device, index, 0, (int)report->length);
    return true;
}

static void control_answer(struct emulated_device *device, int index, const void *bytes,
                           size_t length)
{
    struct usbdevfs_urb *urb = urb_of(&device->waiting[index]);
    size_t room = (size_t)urb->buffer_length - CONTROL_SETUP_BYTES;

    if (!bytes) {
        urb_finish(device, index, -EPIPE, 0);
        return;
    }
    length = length < room ? length : room;
    memcpy((unsigned char *)urb->buffer + CONTROL_SETUP_BYTES, bytes, length);
    urb_finish(device, index, 0, (int)length);
}

static void device_id_answer(struct emulated_device *device, int index)
{
    char bytes[256];
    size_t length = device->shape.device_id ? strlen(device->shape.device_id) + 2 : 0;

    if (length == 0) {
        control_answer(device, index, NULL, 0);
        return;
    }
    bytes[0] = 0;
    bytes[1] = (char)length;
    memcpy(bytes + 2, device->shape.device_id, length - 2);
    control_answer(device, index, bytes, length);
}

static void control_move(struct emulated_device *device, int index)
{
    const unsigned char *setup = urb_of(&device->waiting[index])->buffer;
    unsigned char status = (unsigned char)device->port_status;

    switch (setup[0] << 8 | setup[1]) {
    case 0xA100: device_id_answer(device, index); break;
    case 0xA101: control_answer(device, index, device->port_status < 0 ? NULL : &status, 1); break;
    case 0x2102: /* SOFT_RESET */
        device->resets++;
        control_answer(device, index, "", 0);
        break;
    case 0x210A: /* SET_IDLE, SET_PROTOCOL */
    case 0x210B: control_answer(device, index, "", 0); break;
    case 0x8106: /* GET_DESCRIPTOR of the interface */
        control_answer(device, index, device->shape.report_descriptor,
                       device->shape.report_descriptor_bytes);
        break;
    default: control_answer(device, index, NULL, 0);
    }
}

static void transfers_move(struct emulated_device *device)
{
    for (int i = 0; i < device->waiting_count && !device->gone;) {
        struct usbdevfs_urb *urb = urb_of(&device->waiting[i]);
        bool over = true;

        if (urb->type == USBDEVFS_URB_TYPE_CONTROL)
            control_move(device, i);
        else if (urb->endpoint & 0x80)
            over = in_move(device, i);
        else
            over = out_move(device, i);
        if (!over)
            i++;
        else
            i = 0; /* an answer may now be there for one that waited */
    }
}

/* ---- ioctls ---- */

static void urb_submit(struct emulated_device *device, UMockdevIoctlClient *client)
{
    UMockdevIoctlData *argument = umockdev_ioctl_client_get_arg(client);
    UMockdevIoctlData *data =
        umockdev_ioctl_data_resolve(argument, 0, sizeof(struct usbdevfs_urb), NULL);
    struct usbdevfs_urb *urb = (struct usbdevfs_urb *)(void *)data->data;
    UMockdevIoctlData *buffer = umockdev_ioctl_data_resolve(
        data, G_STRUCT_OFFSET(struct usbdevfs_urb, buffer), (gsize)urb->buffer_length, NULL);

    assert(device->waiting_count < URBS_MAX);
    device->waiting[device->waiting_count++] = (struct urb){ data, 0 };
    if (buffer)
        umockdev_ioctl_data_unref(buffer);
    transfers_move(device);
    umockdev_ioctl_client_complete(client, 0, 0);
}

static void urb_reap(struct emulated_device *device, UMockdevIoctlClient *client)
{
    if (device->finished_count == 0) {
        /* The node always polls as ready: without this the host's loop takes a whole core. */
        pthread_mutex_unlock(&device->usb->lock);
        usleep(500);
        pthread_mutex_lock(&device->usb->lock);
        umockdev_ioctl_client_complete(client, -1, device->gone ? ENODEV : EAGAIN);
        return;
    }

    struct urb urb = device->finished[0];
    UMockdevIoctlData *pointer =
        umockdev_ioctl_data_resolve(umockdev_ioctl_client_get_arg(client), 0, sizeof(void *), NULL);

    memmove(device->finished, device->finished + 1, sizeof urb * (size_t)--device->finished_count);
    umockdev_ioctl_data_set_ptr(pointer, 0, urb.data);
    umockdev_ioctl_client_complete(client, 0, 0);
    umockdev_ioctl_data_unref(pointer);
    umockdev_ioctl_data_unref(urb.data);
}

static void urb_discard(struct emulated_device *device, UMockdevIoctlClient *client)
{
    /* The argument is the address in the host's memory, not data. */
    gulong address = *(gulong *)(void *)umockdev_ioctl_client_get_arg(client)->data;

    for (int i = 0; i < device->waiting_count; i++)
        if (device->waiting[i].data->client_addr == address) {
            urb_finish(device, i, -ENOENT, device->waiting[i].taken);
            umockdev_ioctl_client_complete(client, 0, 0);
            return;
        }
    umockdev_ioctl_client_complete(client, -1, EINVAL);
}

static void driver_get(struct emulated_device *device, UMockdevIoctlClient *client)
{
    UMockdevIoctlData *data = umockdev_ioctl_data_resolve(umockdev_ioctl_client_get_arg(client), 0,
                                                          sizeof(struct usbdevfs_getdriver), NULL);
    struct usbdevfs_getdriver *answer = (struct usbdevfs_getdriver *)(void *)data->data;
    bool bound = device->driver[0] != '\0';

    snprintf(answer->driver, sizeof answer->driver, "%s", device->driver);
    umockdev_ioctl_client_complete(client, bound ? 0 : -1, bound ? 0 : ENODATA);
    umockdev_ioctl_data_unref(data);
}

static void driver_move(struct emulated_device *device, UMockdevIoctlClient *client)
{
    UMockdevIoctlData *data = umockdev_ioctl_data_resolve(umockdev_ioctl_client_get_arg(client), 0,
                                                          sizeof(struct usbdevfs_ioctl), NULL);
    unsigned code = (unsigned)((struct usbdevfs_ioctl *)(void *)data->data)->ioctl_code;

    if (code == (unsigned)USBDEVFS_CONNECT && device->shape.kernel_driver)
        snprintf(device->driver, sizeof device->driver, "%s", device->shape.kernel_driver);
    else if (code == (unsigned)USBDEVFS_DISCONNECT)
        device->driver[0] = '\0';
    umockdev_ioctl_client_complete(client, 0, 0);
    umockdev_ioctl_data_unref(data);
}

static void claim(struct emulated_device *device, UMockdevIoctlClient *client, bool detach)
{
    if (device->held || (!detach && device->driver[0] != '\0')) {
        umockdev_ioctl_client_complete(client, -1, EBUSY);
        return;
    }
    device->claimed = true;
    snprintf(device->driver, sizeof device->driver, "usbfs");
    umockdev_ioctl_client_complete(client, 0, 0);
}

static void halt_clear(struct emulated_device *device, UMockdevIoctlClient *client)
{
    device->resets += device->halted;
    device->halted = false;
    umockdev_ioctl_client_complete(client, 0, 0);
}

static void capabilities_get(UMockdevIoctlClient *client)
{
    UMockdevIoctlData *data = umockdev_ioctl_data_resolve(umockdev_ioctl_client_get_arg(client), 0,
                                                          sizeof(guint32), NULL);

    *(guint32 *)(void *)data->data = USBDEVFS_CAP_BULK_SCATTER_GATHER |
                                     USBDEVFS_CAP_BULK_CONTINUATION |
                                     USBDEVFS_CAP_NO_PACKET_SIZE_LIM | USBDEVFS_CAP_ZERO_PACKET |
                                     USBDEVFS_CAP_REAP_AFTER_DISCONNECT;
    umockdev_ioctl_client_complete(client, 0, 0);
    umockdev_ioctl_data_unref(data);
}

static gboolean ioctl_answer(struct emulated_device *device, UMockdevIoctlClient *client)
{
    unsigned request = (unsigned)umockdev_ioctl_client_get_request(client);

    if (request == (unsigned)USBDEVFS_REAPURBNDELAY || request == (unsigned)USBDEVFS_REAPURB) {
        urb_reap(device, client);
        return TRUE;
    }
    if (device->gone && request != (unsigned)USBDEVFS_DISCARDURB) {
        umockdev_ioctl_client_complete(client, -1, ENODEV);
        return TRUE;
    }
    switch (request) {
    case (unsigned)USBDEVFS_GET_CAPABILITIES: capabilities_get(client); break;
    case (unsigned)USBDEVFS_GETDRIVER: driver_get(device, client); break;
    case (unsigned)USBDEVFS_IOCTL: driver_move(device, client); break;
    case (unsigned)USBDEVFS_DISCONNECT_CLAIM: claim(device, client, true); break;
    case (unsigned)USBDEVFS_CLAIMINTERFACE: claim(device, client, false); break;
    case (unsigned)USBDEVFS_RELEASEINTERFACE:
        device->claimed = false;
        device->driver[0] = '\0';
        umockdev_ioctl_client_complete(client, 0, 0);
        break;
    case (unsigned)USBDEVFS_SETINTERFACE:
    case (unsigned)USBDEVFS_SETCONFIGURATION:
    case (unsigned)USBDEVFS_RESETEP:
    case (unsigned)USBDEVFS_RESET: umockdev_ioctl_client_complete(client, 0, 0); break;
    case (unsigned)USBDEVFS_CLEAR_HALT: halt_clear(device, client); break;
    case (unsigned)USBDEVFS_SUBMITURB: urb_submit(device, client); break;
    case (unsigned)USBDEVFS_DISCARDURB: urb_discard(device, client); break;
    default: return FALSE;
    }
    return TRUE;
}

static gboolean on_ioctl(UMockdevIoctlBase *handler, UMockdevIoctlClient *client, gpointer context)
{
    struct emulated_device *device = context;

    (void)handler;
    pthread_mutex_lock(&device->usb->lock);

    gboolean answered = ioctl_answer(device, client);

    pthread_mutex_unlock(&device->usb->lock);
    return answered;
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
    g_signal_connect(device->handler, "handle-ioctl", G_CALLBACK(on_ioctl), device);
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
    all_finish(device, manner == UNPLUG_NO_DEVICE ? -ESHUTDOWN : -EPROTO);
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
    transfers_move(device);
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

void emulated_stall_after(struct emulated_device *device, long bytes)
{
    limit_set(device, &device->stall_after, bytes);
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
    report_put(device, report, length);
    transfers_move(device);
    pthread_mutex_unlock(&device->usb->lock);
}

bool emulated_is_drained(struct emulated_device *device)
{
    pthread_mutex_lock(&device->usb->lock);

    bool drained = device->report_count == 0 && device->finished_count == 0;

    pthread_mutex_unlock(&device->usb->lock);
    return drained;
}
