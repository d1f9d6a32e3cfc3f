#include "tests/support/emulated_device.h"

#include <linux/ioctl.h>
#include <linux/usbdevice_fs.h>

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { CONTROL_SETUP_BYTES = 8 };

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

void device_report_put(struct emulated_device *device, const void *bytes, size_t length)
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
        device_report_put(device, &answer, 1);
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

void device_all_finish(struct emulated_device *device, int status)
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
        device_all_finish(device, device->breaks_first ? -EPROTO : -ESHUTDOWN);
        return true;
    }
    if (device->stall_after == 0) {
        device->stall_after = device->stalls_for_ever ? 0 : -1;
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

void device_transfers_move(struct emulated_device *device)
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
    device_transfers_move(device);
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

gboolean device_on_ioctl(UMockdevIoctlBase *handler, UMockdevIoctlClient *client, gpointer context)
{
    struct emulated_device *device = context;

    (void)handler;
    pthread_mutex_lock(&device->usb->lock);

    gboolean answered = ioctl_answer(device, client);

    pthread_mutex_unlock(&device->usb->lock);
    return answered;
}
