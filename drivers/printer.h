/*
 * What a printer is, whoever makes it: USB, a file, or a test.
 *
 * Printing is asynchronous: start a job, let the event loop turn, and look at
 * how it went. A job ends in one of three ways, and the difference is what the
 * print queue lives on: PRINTED, FAILED (nothing came out: send it again), or
 * UNKNOWN (some of it may have come out: a copy is marked DUPLICATA).
 */
#ifndef DRIVERS_PRINTER_H
#define DRIVERS_PRINTER_H

#include "base/err.h"
#include "drivers/printer_profile.h"
#include "drivers/printer_status.h"

#include <stdint.h>

enum job_state { JOB_NONE, JOB_RUNNING, JOB_PRINTED, JOB_FAILED, JOB_UNKNOWN };

struct printer_job {
    enum job_state state;
    size_t sent, length; /* bytes the printer has taken, and bytes of the job */
    bool waiting;        /* running, and taking nothing for a while: look at `printer_state` */
    bool silent;         /* UNKNOWN only because this printer never says how it is */
    enum printer_state printer_state; /* as last seen */
};

struct printer {
    void *self;
    const struct printer_kind *kind;
};

struct printer_kind {
    /* `bytes` are borrowed until the job ends. ERR_DEVICE, ERR_BUSY: not now, nothing was sent. */
    bool (*start)(void *self, const void *bytes, size_t length, int64_t now_ms, struct err *err);
    /*
     * Open the drawer now or not at all: never later, when the printer is ready again. A job like
     * another; FAILED when the printer cannot open it as it is. Errors as of start().
     */
    bool (*open_drawer)(void *self, int64_t now_ms, struct err *err);
    const struct printer_job *(*job)(const void *self);
    enum printer_state (*state)(const void *self); /* as last seen, without asking */
    /* Ask how it is; the answer is in state() once asking() is false again. */
    void (*ask)(void *self, int64_t now_ms);
    bool (*asking)(const void *self);
    struct printer_profile (*profile)(const void *self);
    void (*close)(void *self);
};

#endif
