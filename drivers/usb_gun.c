#include "drivers/usb_gun.h"

#include "base/lang.h"

#include <libusb.h>

#include <assert.h>
#include <stdio.h>

enum { FAULTS_MAX = 5, CONTROL_MS = 500 };
enum { GET_DESCRIPTOR = 0x06, SET_IDLE = 0x0A, SET_PROTOCOL = 0x0B, REPORT_DESCRIPTOR = 0x22 };
enum { TO_INTERFACE = 0x21, FROM_INTERFACE = 0x81 };

static void in_listen(struct gun *gun);

static void submit(struct gun *gun, struct libusb_transfer *transfer, bool *busy)
{
    if (libusb_submit_transfer(transfer) < 0) {
        gun->lost = true;
        return;
    }
    *busy = true;
    gun->pending++;
}

/* ---- what comes in ---- */

static void LIBUSB_CALL in_done(struct libusb_transfer *transfer)
{
    struct gun *gun = transfer->user_data;

    gun->in_busy = false;
    gun->pending--;
    switch (transfer->status) {
    case LIBUSB_TRANSFER_COMPLETED:
        gun->faults = 0;
        /* An empty report says nothing: the buffer still holds the one before. */
        if (transfer->actual_length > 0)
            scanner_feed(&gun->scanner, gun->in_bytes, (size_t)transfer->actual_length,
                         usb_bus_now_ms(gun->bus));
        break;
    case LIBUSB_TRANSFER_CANCELLED: return;
    case LIBUSB_TRANSFER_NO_DEVICE: gun->lost = true; return;
    case LIBUSB_TRANSFER_STALL:
        libusb_clear_halt(gun->handle, (unsigned char)gun->interface.in_endpoint);
        gun->faults++;
        break;
    case LIBUSB_TRANSFER_TIMED_OUT:
    case LIBUSB_TRANSFER_OVERFLOW:
    case LIBUSB_TRANSFER_ERROR: gun->faults++; break; /* a disturbance, or it is being unplugged */
    }
    if (gun->faults >= FAULTS_MAX)
        gun->lost = true;
    else
        in_listen(gun);
}

static void in_listen(struct gun *gun)
{
    libusb_fill_interrupt_transfer(gun->in, gun->handle, (unsigned char)gun->interface.in_endpoint,
                                   gun->in_bytes, gun->interface.in_packet_bytes, in_done, gun, 0);
    submit(gun, gun->in, &gun->in_busy);
}

/* ---- what it is ---- */

static void reading_start(struct gun *gun, struct hid_report report)
{
    gun->seen.state = SCANNER_READING;
    gun->seen.sends_codes = report.kind == HID_SCANNER;
    scanner_init(&gun->scanner, gun->seen.settings, report);
    in_listen(gun);
}

static void control_send(struct gun *gun, uint8_t type, uint8_t request, uint16_t value,
                         uint16_t length);

static void LIBUSB_CALL control_done(struct libusb_transfer *transfer)
{
    struct gun *gun = transfer->user_data;
    const unsigned char *data = libusb_control_transfer_get_data(transfer);

    gun->control_busy = false;
    gun->pending--;
    if (transfer->status == LIBUSB_TRANSFER_CANCELLED)
        return;
    if (gun->control_bytes[1] == SET_PROTOCOL) {
        control_send(gun, TO_INTERFACE, SET_IDLE, 0, 0); /* only changes are reported */
        return;
    }
    if (gun->control_bytes[1] != GET_DESCRIPTOR)
        return;

    size_t length =
        transfer->status == LIBUSB_TRANSFER_COMPLETED ? (size_t)transfer->actual_length : 0;
    struct hid_report report = hid_report_of(data, length);

    if (report.kind == HID_SCANNER)
        reading_start(gun, report);
    else
        gun->seen.state = SCANNER_BROKEN; /* something else: given back at the next turn */
}

static void control_send(struct gun *gun, uint8_t type, uint8_t request, uint16_t value,
                         uint16_t length)
{
    libusb_fill_control_setup(gun->control_bytes, type, request, value,
                              (uint16_t)gun->interface.number, length);
    libusb_fill_control_transfer(gun->control, gun->handle, gun->control_bytes, control_done, gun,
                                 CONTROL_MS);
    submit(gun, gun->control, &gun->control_busy);
}

/* ---- taking and giving back ---- */

void gun_give_back(struct gun *gun)
{
    if (!gun->handle)
        return;
    if (gun->in_busy)
        libusb_cancel_transfer(gun->in);
    if (gun->control_busy)
        libusb_cancel_transfer(gun->control);
    usb_bus_drain(gun->bus, &gun->pending);
    libusb_release_interface(gun->handle, gun->interface.number);
    libusb_close(gun->handle);
    gun->handle = NULL;
    gun->lost = false;
    scanner_reset(&gun->scanner); /* what was finished can still be taken */
}

void gun_forget(struct gun *gun)
{
    gun_give_back(gun);
    if (gun->device)
        libusb_unref_device(gun->device);
    gun->device = NULL;
}

static bool gun_open(struct gun *gun)
{
    int status = libusb_open(gun->device, &gun->handle);

    if (status == 0) {
        libusb_set_auto_detach_kernel_driver(gun->handle, 1);
        status = libusb_claim_interface(gun->handle, gun->interface.number);
        if (status < 0)
            libusb_close(gun->handle);
    }
    if (status == 0)
        return true;
    gun->handle = NULL;
    gun->seen.state = status == LIBUSB_ERROR_ACCESS ? SCANNER_DENIED
                      : status == LIBUSB_ERROR_BUSY ? SCANNER_BUSY
                                                    : SCANNER_BROKEN;
    return false;
}

void gun_take_keyboard(struct gun *gun)
{
    if (!gun_open(gun))
        return;
    reading_start(gun, hid_report_boot_keyboard());
    control_send(gun, TO_INTERFACE, SET_PROTOCOL, 0, 0); /* 0: the boot protocol */
}

void gun_take_codes(struct gun *gun, const struct hid_report *report)
{
    if (!gun_open(gun))
        return;
    if (report) {
        reading_start(gun, *report);
        return;
    }
    gun->seen.state = SCANNER_ASKED;

    int bytes = gun->interface.report_descriptor_bytes;

    if (bytes <= 0 || bytes > HID_DESCRIPTOR_MAX)
        bytes = HID_DESCRIPTOR_MAX;
    control_send(gun, FROM_INTERFACE, GET_DESCRIPTOR, REPORT_DESCRIPTOR << 8, (uint16_t)bytes);
}

void gun_meet(struct gun *gun, const struct usb_device *device,
              const struct usb_interface *interface, struct scanner_settings settings)
{
    gun->device = libusb_ref_device(device->handle);
    gun->interface = *interface;
    gun->faults = 0;
    gun->lost = false;
    gun->seen = (struct usb_scanner_seen){ .id = device->id,
                                           .state = SCANNER_UNASKED,
                                           .settings = settings };
    snprintf(gun->seen.name, sizeof gun->seen.name, "%s", device->name);
}

bool gun_init(struct gun *gun, struct usb_bus *bus, struct err *err)
{
    gun->bus = bus;
    scanner_init(&gun->scanner, scanner_settings_usual(), hid_report_boot_keyboard());
    gun->in = libusb_alloc_transfer(0);
    gun->control = libusb_alloc_transfer(0);
    if (gun->in && gun->control)
        return true;
    return err_fail(err, ERR_STORAGE, "%s", _("Plus de mémoire : fermer d'autres programmes."));
}

void gun_release(struct gun *gun)
{
    gun_forget(gun);
    libusb_free_transfer(gun->in);
    libusb_free_transfer(gun->control);
    gun->in = gun->control = NULL;
}

static const struct state_text {
    const char *word, *sentence;
} STATES[] = {
    [SCANNER_READING] = { "reading", N_("Scanner prêt.") },
    [SCANNER_ASKED] = { "asked", N_("Scanner interrogé : patienter un instant.") },
    [SCANNER_UNASKED] = { "unasked", N_("Clavier ou scanner ? Le dire une fois dans Appareils.") },
    [SCANNER_LEFT] = { "keyboard", N_("Clavier : laissé tel quel.") },
    [SCANNER_DENIED] = { "denied", N_("Scanner interdit à cet utilisateur : lancer "
                                      "« sudo make install », puis le rebrancher.") },
    [SCANNER_BUSY] = { "busy", N_("Scanner tenu par un autre programme : le fermer.") },
    [SCANNER_BROKEN] = { "broken", N_("Scanner muet : le débrancher et le rebrancher.") },
};

const char *usb_scanner_state_sentence(enum usb_scanner_state state)
{
    assert((size_t)state < COUNT_OF(STATES));
    return _(STATES[state].sentence);
}

const char *usb_scanner_state_word(enum usb_scanner_state state)
{
    assert((size_t)state < COUNT_OF(STATES));
    return STATES[state].word;
}
