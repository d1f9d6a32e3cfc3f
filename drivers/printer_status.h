/*
 * What a receipt printer says of itself: the bytes that answer DLE EOT 1 to 4.
 *
 * A byte is believed only when its fixed bits are right, (b & 0x93) == 0x12:
 * printers also send stale answers, echoes and noise. Pure.
 */
#ifndef DRIVERS_PRINTER_STATUS_H
#define DRIVERS_PRINTER_STATUS_H

#include <stdbool.h>
#include <stddef.h>

/* The questions, in the order they are asked: DLE EOT n. */
enum { STATUS_PRINTER = 1, STATUS_OFFLINE = 2, STATUS_ERROR = 3, STATUS_PAPER = 4 };
enum { STATUS_REQUEST_BYTES = 3 };

struct printer_status {
    unsigned answered; /* bit n: question n was answered */
    bool offline, cover_open, feed_pressed;
    bool paper_out, paper_low;
    bool cutter_jammed, broken, overheated; /* broken: only switching off and on helps */
    bool drawer_pin_high;                   /* what it means depends on the drawer */
};

enum printer_state {
    PRINTER_ABSENT, /* no printer is plugged in */
    PRINTER_SILENT, /* plugged in, never says how it is */
    PRINTER_READY,
    PRINTER_PAPER_LOW,
    PRINTER_PAPER_OUT,
    PRINTER_COVER_OPEN,
    PRINTER_HOT, /* waits until the head has cooled */
    PRINTER_JAMMED,
    PRINTER_BROKEN,
    PRINTER_DENIED, /* no permission to use it */
    PRINTER_BUSY,   /* another program holds it */
};

void printer_status_put_request(int question, unsigned char out[STATUS_REQUEST_BYTES]);
bool printer_status_is_answer(unsigned char byte);

/* Add one answer. False, and nothing changed: the byte cannot be a status. */
bool printer_status_take(struct printer_status *status, int question, unsigned char byte);

/*
 * The one state that matters most. Offline without a cause is READY: emulations
 * that always say so print all the same.
 */
enum printer_state printer_status_state(const struct printer_status *status);

/* It would print now; also true of SILENT, which must not block selling. */
bool printer_state_prints(enum printer_state state);

/* What is wrong and what to do, or that all is well; one sentence, never NULL. */
const char *printer_state_sentence(enum printer_state state);

/* A name for files and tests: "ready", "paper-out"... */
const char *printer_state_word(enum printer_state state);

#endif
