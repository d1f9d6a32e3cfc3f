#include "drivers/usb_job.h"

#include "base/lang.h"

#include <libusb.h>

#include <assert.h>
#include <stdio.h>
#include <string.h>

enum { HALTS_MAX = 3, SILENCES_MAX = 2, CONTROL_MS = 500 };
enum { GET_DEVICE_ID = 0, GET_PORT_STATUS = 1, SOFT_RESET = 2 }; /* USB printer class 1.1, 4.2 */
enum { CLASS_IN = 0xA1, CLASS_OUT = 0x21 };
enum { PORT_PAPER_EMPTY = 0x20, PORT_NO_ERROR = 0x08 };

static void question_next(struct usb_job *talk);
static void chunk_send(struct usb_job *talk);
static void LIBUSB_CALL out_done(struct libusb_transfer *transfer);
static void LIBUSB_CALL control_done(struct libusb_transfer *transfer);

static void submit(struct usb_job *talk, struct libusb_transfer *transfer, bool *busy)
{
    if (libusb_submit_transfer(transfer) < 0) {
        talk->lost = true; /* it went between two transfers: no callback will ever come */
        return;
    }
    *busy = true;
    talk->pending++;
}

static void came_back(struct usb_job *talk, bool *busy)
{
    *busy = false;
    talk->pending--;
}

/* ---- asking how it is ---- */

static void status_settle(struct usb_job *talk)
{
    talk->silences = talk->status.answered ? 0 : talk->silences + 1;
    talk->state = printer_status_state(&talk->status);
    talk->job.printer_state = talk->state;
}

static void job_end(struct usb_job *talk, enum job_state state)
{
    talk->phase = PHASE_IDLE;
    talk->question = 0;
    talk->bytes = NULL;
    talk->job.state = state;
    talk->job.waiting = false;
    talk->job.printer_state = talk->state;
    /* What was cut off in the middle of a picture would eat the next job as more of it. */
    talk->recover = talk->job.sent > 0 && talk->job.sent < talk->job.length;
}

/* Nothing came out, or perhaps something did: that is all that is known of a job cut off. */
static void job_break(struct usb_job *talk)
{
    if (talk->job.state == JOB_RUNNING)
        job_end(talk, talk->job.sent > 0 ? JOB_UNKNOWN : JOB_FAILED);
    talk->phase = PHASE_IDLE;
    talk->question = 0;
}

static void at_once_send(struct usb_job *talk)
{
    talk->phase = PHASE_AT_ONCE;
    memcpy(talk->out_bytes, talk->at_once, talk->at_once_length);
    libusb_fill_bulk_transfer(talk->out, talk->handle, (unsigned char)talk->interface.out_endpoint,
                              talk->out_bytes, (int)talk->at_once_length, out_done, talk,
                              (unsigned)talk->limits.status_ms);
    submit(talk, talk->out, &talk->out_busy);
}

static void question_settle(struct usb_job *talk)
{
    enum phase phase = talk->phase;

    talk->question = 0;
    status_settle(talk);
    if (phase == PHASE_ASKING) {
        talk->phase = PHASE_IDLE;
    } else if (phase == PHASE_BEFORE && !printer_state_prints(talk->state) && talk->at_once) {
        at_once_send(talk);
    } else if (phase == PHASE_BEFORE && !printer_state_prints(talk->state)) {
        job_end(talk, JOB_FAILED);
    } else if (phase == PHASE_BEFORE) {
        talk->phase = PHASE_SENDING;
        chunk_send(talk);
    } else {
        bool printed = talk->status.answered && printer_state_prints(talk->state);

        talk->job.silent = !talk->status.answered;
        job_end(talk, printed ? JOB_PRINTED : JOB_UNKNOWN);
    }
}

static void question_ask(struct usb_job *talk, int question)
{
    talk->question = question;
    talk->question_ms = -1;
    printer_status_put_request(question, talk->out_bytes);
    libusb_fill_bulk_transfer(talk->out, talk->handle, (unsigned char)talk->interface.out_endpoint,
                              talk->out_bytes, STATUS_REQUEST_BYTES, out_done, talk,
                              (unsigned)talk->limits.status_ms);
    submit(talk, talk->out, &talk->out_busy);
}

static bool answers(const struct usb_job *talk)
{
    return talk->interface.in_endpoint != 0 && talk->silences < SILENCES_MAX;
}

static void question_next(struct usb_job *talk)
{
    /* One question without an answer is enough: the others would only cost their time. */
    bool silent = talk->question > 0 && !talk->status.answered;

    if (silent || talk->question == STATUS_PAPER)
        question_settle(talk);
    else
        question_ask(talk, talk->question + 1);
}

static void questions_start(struct usb_job *talk, enum phase phase)
{
    talk->phase = phase;
    talk->question = 0;
    talk->status = (struct printer_status){ .answered = 0 };
    if (phase != PHASE_ASKING && !answers(talk))
        question_settle(talk);
    else if (talk->interface.in_endpoint == 0)
        question_settle(talk);
    else
        question_next(talk);
}

static void in_listen(struct usb_job *talk)
{
    if (!talk->in_busy && talk->interface.in_endpoint)
        submit(talk, talk->in, &talk->in_busy);
}

static void LIBUSB_CALL in_done(struct libusb_transfer *transfer)
{
    struct usb_job *talk = transfer->user_data;

    came_back(talk, &talk->in_busy);
    switch (transfer->status) {
    case LIBUSB_TRANSFER_COMPLETED:
    case LIBUSB_TRANSFER_TIMED_OUT: break;
    case LIBUSB_TRANSFER_OVERFLOW: break;
    case LIBUSB_TRANSFER_CANCELLED: return;
    case LIBUSB_TRANSFER_STALL:
        libusb_clear_halt(talk->handle, (unsigned char)talk->interface.in_endpoint);
        if (talk->halts++ > HALTS_MAX)
            return; /* it cannot answer; printing goes on without */
        break;
    case LIBUSB_TRANSFER_ERROR:
    case LIBUSB_TRANSFER_NO_DEVICE: talk->lost = true; return;
    }
    /* Only what this transfer brought: after an empty one the buffer holds older bytes. */
    for (int i = 0; i < transfer->actual_length; i++)
        if (talk->question > 0 && talk->question_ms >= 0 &&
            printer_status_take(&talk->status, talk->question, talk->in_bytes[i])) {
            question_next(talk);
            break; /* bytes that follow answer an older question */
        }
    in_listen(talk);
}

/* ---- sending ---- */

static void chunk_send(struct usb_job *talk)
{
    size_t left = talk->job.length - talk->job.sent;
    size_t count =
        left < (size_t)talk->limits.chunk_bytes ? left : (size_t)talk->limits.chunk_bytes;

    memcpy(talk->out_bytes, talk->bytes + talk->job.sent, count);
    libusb_fill_bulk_transfer(talk->out, talk->handle, (unsigned char)talk->interface.out_endpoint,
                              talk->out_bytes, (int)count, out_done, talk,
                              (unsigned)talk->limits.chunk_ms);
    submit(talk, talk->out, &talk->out_busy);
}

static void control_send(struct usb_job *talk, uint8_t type, uint8_t request, uint16_t length)
{
    uint16_t index = (uint16_t)(talk->interface.number << 8 | talk->interface.alternate);

    if (talk->control_busy)
        return;
    if (request != GET_DEVICE_ID)
        index = (uint16_t)talk->interface.number;
    libusb_fill_control_setup(talk->control_bytes, type, request, 0, index, length);
    libusb_fill_control_transfer(talk->control, talk->handle, talk->control_bytes, control_done,
                                 talk, CONTROL_MS);
    submit(talk, talk->control, &talk->control_busy);
}

static void chunk_taken(struct usb_job *talk, int count)
{
    int64_t now_ms = usb_bus_now_ms(talk->bus);

    if (count > 0) {
        talk->job.sent += (size_t)count;
        talk->job.waiting = false;
        talk->progress_ms = now_ms;
        talk->halts = 0;
    } else {
        talk->job.waiting = true;
        control_send(talk, CLASS_IN, GET_PORT_STATUS, 1);
    }
    if (talk->job.sent == talk->job.length)
        questions_start(talk, PHASE_AFTER);
    else if (now_ms - talk->progress_ms >= talk->limits.progress_ms)
        job_break(talk);
    else
        chunk_send(talk);
}

static void request_sent(struct usb_job *talk, const struct libusb_transfer *transfer)
{
    if (transfer->status == LIBUSB_TRANSFER_COMPLETED &&
        transfer->actual_length == STATUS_REQUEST_BYTES) {
        talk->question_ms = usb_bus_now_ms(talk->bus) + talk->limits.status_ms;
        return;
    }
    question_next(talk); /* not taken: no answer to wait for */
}

static void LIBUSB_CALL out_done(struct libusb_transfer *transfer)
{
    struct usb_job *talk = transfer->user_data;

    came_back(talk, &talk->out_busy);
    switch (transfer->status) {
    case LIBUSB_TRANSFER_COMPLETED:
    case LIBUSB_TRANSFER_TIMED_OUT: break;
    case LIBUSB_TRANSFER_CANCELLED: return;
    case LIBUSB_TRANSFER_STALL:
        libusb_clear_halt(talk->handle, (unsigned char)talk->interface.out_endpoint);
        if (++talk->halts > HALTS_MAX) {
            job_break(talk);
            return;
        }
        break;
    case LIBUSB_TRANSFER_OVERFLOW:
    case LIBUSB_TRANSFER_ERROR:
    case LIBUSB_TRANSFER_NO_DEVICE:
        if (talk->phase == PHASE_SENDING)
            talk->job.sent += (size_t)transfer->actual_length;
        talk->lost = true;
        return;
    }
    if (talk->question > 0)
        request_sent(talk, transfer);
    else if (talk->phase == PHASE_SENDING)
        chunk_taken(talk, transfer->actual_length);
    else if (talk->phase == PHASE_AT_ONCE)
        job_end(talk,
                (size_t)transfer->actual_length == talk->at_once_length ? JOB_PRINTED : JOB_FAILED);
}

/* ---- the control endpoint ---- */

/* "MFG:EPSON;MDL:TM-T20II;…" (IEEE 1284), after two bytes of length. */
static void device_id_take(struct usb_job *talk, const unsigned char *bytes, int length)
{
    char text[USB_DEVICE_ID_MAX + 1];
    int used = 0;

    for (int i = 2; i < length && used < USB_DEVICE_ID_MAX; i++)
        text[used++] = bytes[i] >= 0x20 && bytes[i] < 0x7F ? (char)bytes[i] : ' ';
    text[used] = '\0';

    const char *model = strstr(text, "MDL:");

    if (!model)
        model = strstr(text, "MODEL:");
    if (!model)
        return;
    model = strchr(model, ':') + 1;
    snprintf(talk->model, sizeof talk->model, "%.*s", (int)strcspn(model, ";"), model);
}

static void port_status_take(struct usb_job *talk, unsigned char byte)
{
    if (!talk->job.waiting)
        return;
    if (byte & PORT_PAPER_EMPTY)
        talk->state = PRINTER_PAPER_OUT;
    else if (!(byte & PORT_NO_ERROR))
        talk->state = PRINTER_COVER_OPEN;
    talk->job.printer_state = talk->state;
}

static void LIBUSB_CALL control_done(struct libusb_transfer *transfer)
{
    struct usb_job *talk = transfer->user_data;
    const unsigned char *data = libusb_control_transfer_get_data(transfer);
    bool answered = transfer->status == LIBUSB_TRANSFER_COMPLETED && transfer->actual_length >= 1;

    came_back(talk, &talk->control_busy);
    if (transfer->status == LIBUSB_TRANSFER_CANCELLED)
        return;
    /* Many printers know none of these requests: the job goes on all the same. */
    switch (talk->control_bytes[1]) {
    case GET_DEVICE_ID:
        if (answered)
            device_id_take(talk, data, transfer->actual_length);
        break;
    case GET_PORT_STATUS:
        if (answered)
            port_status_take(talk, data[0]);
        break;
    case SOFT_RESET:
        if (talk->job.state == JOB_RUNNING)
            questions_start(talk, PHASE_BEFORE);
        break;
    default: break;
    }
}

/* ---- what the printer's owner calls ---- */

bool usb_job_init(struct usb_job *talk, struct usb_bus *bus, struct usb_printer_limits limits,
                  struct err *err)
{
    *talk = (struct usb_job){ .bus = bus, .limits = limits, .state = PRINTER_ABSENT };
    talk->out = libusb_alloc_transfer(0);
    talk->in = libusb_alloc_transfer(0);
    talk->control = libusb_alloc_transfer(0);
    if (talk->out && talk->in && talk->control)
        return true;
    usb_job_release(talk);
    return err_fail(err, ERR_STORAGE, "%s", _("Plus de mémoire : fermer d'autres programmes."));
}

void usb_job_release(struct usb_job *talk)
{
    assert(talk->pending == 0);
    libusb_free_transfer(talk->out);
    libusb_free_transfer(talk->in);
    libusb_free_transfer(talk->control);
    talk->out = talk->in = talk->control = NULL;
}

void usb_job_attach(struct usb_job *talk, struct libusb_device_handle *handle,
                    const struct usb_interface *interface)
{
    talk->handle = handle;
    talk->interface = *interface;
    talk->silences = 0;
    talk->halts = 0;
    talk->lost = false;
    talk->recover = false;
    talk->model[0] = '\0';
    talk->state = PRINTER_SILENT;
    libusb_fill_bulk_transfer(talk->in, handle, (unsigned char)interface->in_endpoint,
                              talk->in_bytes, interface->in_packet_bytes, in_done, talk, 0);
    control_send(talk, CLASS_IN, GET_DEVICE_ID, USB_DEVICE_ID_MAX);
    in_listen(talk);
    questions_start(talk, PHASE_ASKING);
}

void usb_job_detach(struct usb_job *talk)
{
    talk->state = PRINTER_ABSENT;
    job_break(talk);
    if (!talk->handle)
        return;
    if (talk->out_busy)
        libusb_cancel_transfer(talk->out);
    if (talk->in_busy)
        libusb_cancel_transfer(talk->in);
    if (talk->control_busy)
        libusb_cancel_transfer(talk->control);
    usb_bus_drain(talk->bus, &talk->pending);
    talk->handle = NULL;
}

void usb_job_start(struct usb_job *talk, const void *bytes, size_t length)
{
    usb_job_start_urgent(talk, bytes, length, NULL, 0);
}

void usb_job_start_urgent(struct usb_job *talk, const void *bytes, size_t length,
                          const void *at_once, size_t at_once_length)
{
    assert(talk->handle && talk->job.state != JOB_RUNNING);
    assert(at_once_length <= USB_CHUNK_MAX);
    talk->bytes = bytes;
    talk->at_once = at_once;
    talk->at_once_length = at_once_length;
    talk->job = (struct printer_job){ .state = JOB_RUNNING,
                                      .length = length,
                                      .printer_state = talk->state };
    talk->progress_ms = usb_bus_now_ms(talk->bus);
    talk->halts = 0;
    if (talk->phase == PHASE_ASKING && talk->question > 0) {
        talk->phase = PHASE_BEFORE; /* the same questions, going on */
    } else if (talk->recover && !talk->control_busy) {
        talk->recover = false;
        libusb_clear_halt(talk->handle, (unsigned char)talk->interface.out_endpoint);
        control_send(talk, CLASS_OUT, SOFT_RESET, 0);
    } else {
        questions_start(talk, PHASE_BEFORE);
    }
}

void usb_job_ask(struct usb_job *talk)
{
    talk->silences = 0; /* a person asks: perhaps it was only switched off */
    if (talk->handle && talk->phase == PHASE_IDLE && talk->job.state != JOB_RUNNING)
        questions_start(talk, PHASE_ASKING);
}

void usb_job_tick(struct usb_job *talk, int64_t now_ms)
{
    if (talk->question > 0 && talk->question_ms >= 0 && now_ms >= talk->question_ms)
        question_next(talk);
}

int64_t usb_job_deadline_ms(const struct usb_job *talk)
{
    if (talk->lost)
        return 0;
    return talk->question > 0 ? talk->question_ms : -1;
}
