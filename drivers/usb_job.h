/*
 * The talk with one open printer: questions, answers and the bytes of a job,
 * as asynchronous transfers. drivers/usb_printer owns it and knows how a
 * printer comes and goes; here it is simply there, until `lost` says otherwise.
 *
 * Order: init, attach, start or ask, tick at deadline_ms, detach, release.
 */
#ifndef DRIVERS_USB_JOB_H
#define DRIVERS_USB_JOB_H

#include "drivers/printer.h"
#include "drivers/usb_bus.h"

enum { USB_CHUNK_MAX = 4096, USB_IN_BYTES_MAX = 1024, USB_DEVICE_ID_MAX = 512 };
enum { USB_CONTROL_BYTES = 8 + USB_DEVICE_ID_MAX };

struct libusb_device_handle;
struct libusb_transfer;

struct usb_printer_limits {
    int chunk_bytes; /* one transfer, 1..USB_CHUNK_MAX */
    int chunk_ms;    /* after so long a chunk is looked at; what it took counts */
    int status_ms;   /* for one answer */
    int progress_ms; /* without a byte taken: the job ends */
};

enum phase {
    PHASE_IDLE,
    PHASE_ASKING, /* only asked, no job */
    PHASE_BEFORE, /* asked before the first byte */
    PHASE_SENDING,
    PHASE_AFTER,   /* asked once the last byte was taken */
    PHASE_AT_ONCE, /* what a printer that does not print obeys all the same */
};

struct usb_job {
    struct usb_bus *bus;
    struct usb_printer_limits limits;
    struct libusb_device_handle *handle; /* borrowed; NULL: not attached */
    struct usb_interface interface;
    bool lost; /* the device went: detach */

    struct libusb_transfer *out, *in, *control;
    bool out_busy, in_busy, control_busy;
    int pending; /* transfers in flight */
    unsigned char out_bytes[USB_CHUNK_MAX], in_bytes[USB_IN_BYTES_MAX];
    unsigned char control_bytes[USB_CONTROL_BYTES];

    enum phase phase;
    int question;        /* 1..4 while asking, else 0 */
    int64_t question_ms; /* when its answer is due; -1: its request is still being sent */
    struct printer_status status;
    enum printer_state state; /* as last seen */
    int silences;             /* rounds of questions in a row without any answer */
    char model[USB_TEXT_MAX]; /* from the device id, "" until it has come */

    const unsigned char *bytes;   /* of the job, borrowed */
    const unsigned char *at_once; /* sent instead when it would not print; NULL: nothing is */
    size_t at_once_length;
    struct printer_job job;
    int64_t progress_ms; /* when the last byte was taken */
    int halts;           /* in a row */
    bool recover;        /* the last job was cut off: reset before the next one */
};

bool usb_job_init(struct usb_job *talk, struct usb_bus *bus, struct usb_printer_limits limits,
                  struct err *err) MUST_CHECK;
void usb_job_release(struct usb_job *talk);

void usb_job_attach(struct usb_job *talk, struct libusb_device_handle *handle,
                    const struct usb_interface *interface);
/* Cancels and lets the transfers come back; a running job ends FAILED or UNKNOWN. */
void usb_job_detach(struct usb_job *talk);

void usb_job_start(struct usb_job *talk, const void *bytes, size_t length);
/*
 * The same; but a printer that would not print gets `at_once`, in one transfer that is taken within
 * status_ms or withdrawn. Both are borrowed until the job ends.
 */
void usb_job_start_urgent(struct usb_job *talk, const void *bytes, size_t length,
                          const void *at_once, size_t at_once_length);
void usb_job_ask(struct usb_job *talk);
void usb_job_tick(struct usb_job *talk, int64_t now_ms);
int64_t usb_job_deadline_ms(const struct usb_job *talk); /* -1: none */

#endif
