#include "pos/machine/devices.h"

#include "base/lang.h"
#include "drivers/escpos.h"
#include "reports/catalogue/slip_paper.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

static void devices_look(struct devices *devices);
static void trial_due(void *context, int events);

static void timer_due(void *context, int events)
{
    struct devices *devices = context;

    (void)events;
    usb_bus_handle(devices->bus, loop_now_ms());
    devices_look(devices);
}

static void bus_ready(void *context, int events)
{
    timer_due(context, events);
}

static void timer_arm(struct devices *devices)
{
    int64_t now_ms = loop_now_ms();
    int64_t deadline_ms = usb_bus_deadline_ms(devices->bus, now_ms);

    if (deadline_ms < 0)
        loop_disarm(devices->loop, timer_due, devices);
    else
        loop_arm(devices->loop, deadline_ms > now_ms ? (int)(deadline_ms - now_ms) : 0, timer_due,
                 devices);
}

static void watch(void *context, int fd, short events)
{
    struct devices *devices = context;
    struct err ignored = ERR_EMPTY;

    /* A device too many is not heard: the program goes on without it. */
    if (!loop_watch(devices->loop, fd, events, bus_ready, devices, &ignored))
        return;
}

static void unwatch(void *context, int fd)
{
    struct devices *devices = context;

    loop_unwatch(devices->loop, fd);
}

static void backup_told(void *context, bool good, const char *text)
{
    static const char PREFIX[] = "flashcoop: ";
    struct devices *devices = context;

    (void)good;
    if (strncmp(text, PREFIX, strlen(PREFIX)) == 0)
        text += strlen(PREFIX);
    if (devices->is_closing)
        fprintf(stderr, "%s%s\n", PREFIX, text);
    else
        devices->owner.noticed(devices->owner.context, text);
}

void devices_open(struct devices *devices, struct loop *loop, const struct devices_owner *owner)
{
    struct usb_watcher watcher = { devices, watch, unwatch };
    struct err err = ERR_EMPTY;

    *devices = (struct devices){ .loop = loop, .owner = *owner, .bytes = buf_init(ESCPOS_JOB_MAX) };
    devices->backup = (struct backup_job){ .loop = loop, .context = devices, .told = backup_told };
    if (!device_memory_read(&devices->memory, &err)) {
        owner->noticed(owner->context, err.text);
        err = ERR_EMPTY;
    }
    if (!usb_bus_open(&watcher, &devices->bus, &err))
        return; /* no USB: the state is ABSENT, and that is said where somebody asks */
    if (usb_printer_open(devices->bus, NULL, usb_printer_limits_usual(), &devices->usb, &err) &&
        usb_scanners_open(devices->bus, devices->memory.known, devices->memory.known_count,
                          &devices->scanners, &err)) {
        devices->printer = usb_printer_as_printer(devices->usb);
        timer_arm(devices);
        return;
    }
    devices_close(devices);
    devices->is_closing = false; /* without USB the rest goes on */
}

void devices_close(struct devices *devices)
{
    devices->is_closing = true;
    backup_job_finish(&devices->backup);
    if (devices->till)
        devices_use_book(devices, NULL);
    usb_scanners_close(devices->scanners);
    usb_printer_close(devices->usb);
    usb_bus_close(devices->bus);
    if (devices->loop) {
        loop_disarm(devices->loop, timer_due, devices);
        loop_disarm(devices->loop, trial_due, devices);
    }
    buf_release(&devices->bytes);
    devices->scanners = NULL;
    devices->usb = NULL;
    devices->bus = NULL;
}

static void say(struct devices *devices, const char *sentence, const char *why)
{
    char paper[PRINT_PAPER_MAX + 40], text[sizeof((struct err *)0)->text];

    paper_describe(devices->job.paper, paper, sizeof paper);
    snprintf(text, sizeof text, sentence, paper, why);
    devices->owner.noticed(devices->owner.context, text);
}

static void job_settle(struct devices *devices, enum print_state state, const char *reason)
{
    struct err err = ERR_EMPTY;

    devices->printing = false;
    if (!print_queue_set(devices->till->db, devices->job.id, state, reason, &err))
        devices->owner.noticed(devices->owner.context, err.text);
}

static void job_ended(struct devices *devices, const struct printer_job *job)
{
    const char *reason = printer_state_sentence(job->printer_state);

    switch (job->state) {
    case JOB_PRINTED: job_settle(devices, PRINT_DONE, ""); return;
    case JOB_FAILED:
        job_settle(devices, PRINT_FAILED, reason);
        say(devices, _("Pas imprimé (%s) : %s Le redemander dans Appareils."), reason);
        return;
    case JOB_UNKNOWN:
        if (job->silent) {
            job_settle(devices, PRINT_UNSAID, reason);
            return;
        }
        job_settle(devices, PRINT_UNKNOWN, reason);
        say(devices, _("Peut-être imprimé en partie (%s) : %s Le redemander dans Appareils."),
            reason);
        return;
    case JOB_NONE:
    case JOB_RUNNING: return;
    }
}

static void job_watch(struct devices *devices)
{
    const struct printer_job *job = devices->printer.kind->job(devices->printer.self);

    if (!devices->printing)
        return;
    if (job->state != JOB_RUNNING) {
        devices->said_waiting = false;
        job_ended(devices, job);
    } else if (job->waiting && !printer_state_prints(job->printer_state) &&
               !devices->said_waiting) {
        devices->said_waiting = true;
        say(devices, _("L'impression attend (%s) : %s"),
            printer_state_sentence(job->printer_state));
    }
}

/* True when the job is on its way; false: it is settled or put off. */
static bool job_send(struct devices *devices)
{
    struct printer_profile profile = devices->printer.kind->profile(devices->printer.self);
    struct err err = ERR_EMPTY;

    buf_clear(&devices->bytes);
    if (!paper_make(devices->till, devices->job.paper, devices->job.copy, &profile, &devices->bytes,
                    &err)) {
        job_settle(devices, PRINT_FAILED, err.text);
        say(devices, _("Pas imprimé (%s) : %s"), err.text);
        return false;
    }
    if (!devices->printer.kind->start(devices->printer.self, devices->bytes.data,
                                      devices->bytes.length, loop_now_ms(), &err)) {
        devices->retry = false; /* until something changes, or somebody asks */
        say(devices, _("Le papier attend (%s) : %s"), err.text);
        return false;
    }
    devices->printing = true;
    return print_queue_set(devices->till->db, devices->job.id, PRINT_SENT, "", &err);
}

static void queue_move(struct devices *devices)
{
    struct err err = ERR_EMPTY;
    bool found = false;

    if (!devices->till || !devices->retry || !devices->usb ||
        devices->printer.kind->job(devices->printer.self)->state == JOB_RUNNING)
        return; /* a job that runs still reads `bytes`, whosever it was */
    while (print_queue_next(devices->till->db, &devices->job, &found, &err) && found)
        if (job_send(devices) || !devices->retry)
            return;
    devices->retry = false;
}

/* No code came: it may be what somebody types on. */
static void trial_give_up(struct devices *devices)
{
    devices->trying = false;
    devices->trial.role = ROLE_UNASKED;
    usb_scanners_tell(devices->scanners, &devices->trial, loop_now_ms());
    devices->owner.noticed(devices->owner.context,
                           _("Aucun code lu : l'appareil est de nouveau un clavier."));
}

static void trial_due(void *context, int events)
{
    struct devices *devices = context;

    (void)events;
    if (devices->trying)
        trial_give_up(devices);
    devices_look(devices);
}

void devices_try(struct devices *devices, const struct usb_known *known, int patience_ms)
{
    if (!devices->scanners)
        return;
    devices->trial = *known;
    devices->trying = true;
    usb_scanners_tell(devices->scanners, known, loop_now_ms());
    if (!loop_arm(devices->loop, patience_ms, trial_due, devices))
        trial_give_up(devices);
    devices_look(devices);
}

static void trial_look(struct devices *devices)
{
    struct err err = ERR_EMPTY;

    if (!devices->trying || !usb_scanners_proved(devices->scanners, &devices->trial.id))
        return;
    loop_disarm(devices->loop, trial_due, devices);
    devices->trying = false;
    device_memory_put(&devices->memory, &devices->trial);
    devices->owner.noticed(devices->owner.context, device_memory_write(&devices->memory, &err)
                                                       ? _("C'est bien un scanner : c'est retenu.")
                                                       : err.text);
}

static void scans_hand_over(struct devices *devices)
{
    struct scan scan;

    while (usb_scanners_take(devices->scanners, &scan))
        devices->owner.scanned(devices->owner.context, &scan);
}

/* Different whenever a scanner came, went or changed its state. */
static int scanners_mark(const struct devices *devices)
{
    struct usb_scanner_seen seen[USB_SCANNERS_MAX];
    int count = usb_scanners_list(devices->scanners, seen, USB_SCANNERS_MAX);
    int mark = count;

    for (int i = 0; i < count; i++)
        mark = mark * 8 + (int)seen[i].state;
    return mark;
}

static void changes_tell(struct devices *devices, enum printer_state state)
{
    int mark = scanners_mark(devices);
    bool changed = state != devices->last_state || mark != devices->last_scanners;

    devices->last_state = state;
    devices->last_scanners = mark;
    if (changed && devices->owner.changed)
        devices->owner.changed(devices->owner.context);
}

/* After every turn of the bus. */
static void devices_look(struct devices *devices)
{
    if (!devices->bus || devices->is_looking)
        return;
    devices->is_looking = true;

    bool was_printing = devices->printing;
    enum printer_state state = devices_printer_state(devices);

    job_watch(devices);
    /* The next one, if there is one; or the printer has come, or is ready again. */
    if ((was_printing && !devices->printing) ||
        (state != devices->last_state && printer_state_prints(state)))
        devices->retry = true;
    queue_move(devices);
    scans_hand_over(devices);
    trial_look(devices);
    devices->is_looking = false;
    changes_tell(devices, state);
    timer_arm(devices);
}

void devices_use_book(struct devices *devices, struct till *till)
{
    struct err ignored = ERR_EMPTY;

    if (devices->till == till)
        return;
    if (devices->till && devices->printing)
        job_settle(devices, PRINT_UNKNOWN, _("Le livre a été fermé pendant l'impression."));
    devices->till = till;
    if (till && print_queue_recover(till->db, &ignored))
        devices->retry = true;
}

void devices_print(struct devices *devices)
{
    devices->retry = true;
    if (devices->bus)
        devices_look(devices);
}

void devices_refresh(struct devices *devices)
{
    if (!devices->bus)
        return;
    usb_bus_rescan(devices->bus, loop_now_ms());
    devices->printer.kind->ask(devices->printer.self, loop_now_ms());
    devices_look(devices);
}

bool devices_tell(struct devices *devices, const struct usb_known *known, struct err *err)
{
    if (devices->trying && usb_id_is_same(&devices->trial.id, &known->id)) {
        devices->trying = false; /* what is said now counts */
        loop_disarm(devices->loop, trial_due, devices);
    }
    device_memory_put(&devices->memory, known);
    if (devices->scanners)
        usb_scanners_tell(devices->scanners, known, loop_now_ms());
    if (devices->bus)
        devices_look(devices);
    return device_memory_write(&devices->memory, err);
}

void devices_open_drawer(struct devices *devices)
{
    struct err ignored = ERR_EMPTY;

    if (!devices->usb || devices->printer.kind->state(devices->printer.self) == PRINTER_ABSENT ||
        devices->printer.kind->job(devices->printer.self)->state == JOB_RUNNING)
        return;
    if (devices->printer.kind->open_drawer(devices->printer.self, loop_now_ms(), &ignored))
        timer_arm(devices);
}

bool devices_print_test(struct devices *devices, struct err *err)
{
    if (!devices->usb)
        return err_fail(err, ERR_DEVICE, "%s", printer_state_sentence(PRINTER_ABSENT));

    struct printer_profile profile = devices->printer.kind->profile(devices->printer.self);

    if (devices->printer.kind->job(devices->printer.self)->state == JOB_RUNNING)
        return err_fail(err, ERR_BUSY, "%s", _("L'imprimante finit le papier précédent."));
    buf_clear(&devices->bytes);
    paper_make_test(&profile, &devices->bytes);

    bool started = devices->printer.kind->start(devices->printer.self, devices->bytes.data,
                                                devices->bytes.length, loop_now_ms(), err);

    timer_arm(devices);
    return started;
}

enum printer_state devices_printer_state(const struct devices *devices)
{
    return devices->usb ? devices->printer.kind->state(devices->printer.self) : PRINTER_ABSENT;
}

bool devices_are_asking(const struct devices *devices)
{
    return devices->usb && devices->printer.kind->asking(devices->printer.self);
}
