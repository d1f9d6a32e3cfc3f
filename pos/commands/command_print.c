/* Papers on the receipt printer, or their bytes in a file. */
#include "base/lang.h"
#include "pos/commands/command.h"
#include "pos/machine/devices.h"
#include "reports/catalogue/slip_paper.h"
#include "pos/acts/paper_ask.h"
#include "reports/figures/till_day.h"

#include <stdio.h>
#include <string.h>

enum { WIDTH_WIDE_MM = 80, ANSWER_MS = 100 };

struct printing {
    struct loop loop;
    struct devices devices;
    int64_t job; /* in the queue */
    bool over;
    char notice[sizeof((struct err *)0)->text]; /* the last one */
};

static void scan_ignore(void *context, const struct scan *scan)
{
    (void)context;
    (void)scan;
}

static void notice_keep(void *context, const char *text)
{
    struct printing *printing = context;

    snprintf(printing->notice, sizeof printing->notice, "%s", text);
}

static void signal_end(void *context, int signal_number)
{
    struct printing *printing = context;

    if (signal_number == SIGINT || signal_number == SIGTERM || signal_number == SIGHUP)
        printing->over = true;
}

static bool bytes_to_file(struct command *command, struct till *till, const char *name,
                          struct err *err)
{
    const char *width = command_value(command, "--width");
    struct printer_profile profile =
        printer_profile_of_width(width && strcmp(width, "58") == 0 ? 58 : WIDTH_WIDE_MM);
    struct buf bytes = buf_init(ESCPOS_JOB_MAX);
    struct print_job job;

    bool good = print_queue_take(till, name, &job, err) &&
                paper_make(till, job.paper, job.copy, &profile, &bytes, err) &&
                buf_write_file(&bytes, command_value(command, "-o"),
                               command_has(command, "--force"), err) &&
                print_queue_done(till, &job, err);

    buf_release(&bytes);
    return good;
}

static bool job_is_over(struct printing *printing, struct till *till, struct print_job *job,
                        struct err *err)
{
    bool found = false;

    if (!print_queue_find(till->db, printing->job, job, &found, err))
        return true;
    return job->state != PRINT_WAITING && job->state != PRINT_SENT;
}

static bool job_judge(const struct print_job *job, const struct printing *printing, struct err *err)
{
    if (job->state == PRINT_DONE)
        return true;
    if (job->state == PRINT_UNSAID) {
        printf("%s\n", _("Envoyé. Cette imprimante ne dit pas si elle a imprimé : regarder."));
        return true;
    }

    const char *why = job->reason[0] ? job->reason : printing->notice;

    return err_fail(err, ERR_DEVICE, "%s", why[0] ? why : printer_state_sentence(PRINTER_ABSENT));
}

static bool print_and_wait(struct printing *printing, struct till *till, const char *name,
                           struct err *err)
{
    struct print_job job = { .state = PRINT_WAITING };
    struct err ignored = ERR_EMPTY;

    devices_use_book(&printing->devices, till); /* before asking: what waited until now is old */
    if (!print_queue_put(till, name, &printing->job, err))
        return false;
    devices_print(&printing->devices);
    /* The first job that cannot even start ends the wait: nobody is here to mend it. */
    while (printing->devices.usb && !printing->over && !job_is_over(printing, till, &job, err) &&
           (printing->devices.printing || printing->devices.retry))
        if (!loop_turn(&printing->loop, err))
            break;
    if (!job_is_over(printing, till, &job, err) &&
        !print_queue_set(till->db, printing->job,
                         printing->devices.printing ? PRINT_UNKNOWN : PRINT_FAILED,
                         printing->notice, &ignored))
        return false;
    return !err->code && job_judge(&job, printing, err);
}

static bool bytes_to_printer(struct till *till, const char *name, struct err *err)
{
    struct printing printing = { .over = false };
    struct devices_owner owner = { &printing, scan_ignore, notice_keep, NULL };

    if (!loop_init(&printing.loop, signal_end, &printing, err))
        return false;
    devices_open(&printing.devices, &printing.loop, &owner);

    bool good = print_and_wait(&printing, till, name, err);

    devices_close(&printing.devices);
    loop_release(&printing.loop);
    return good;
}

/* A name that is no paper, a ticket that is none: refused before anything is recorded. */
static bool paper_check(struct till *till, const char *name, struct err *err)
{
    struct printer_profile profile = printer_profile_of_width(WIDTH_WIDE_MM);
    struct buf bytes = buf_init(ESCPOS_JOB_MAX);
    bool good = paper_make(till, name, 0, &profile, &bytes, err);

    buf_release(&bytes);
    return good;
}

/* A printed X is an X that was taken. */
static bool x_record(struct till *till, const char *name, struct err *err)
{
    struct closing closing;

    return strcmp(name, "x") != 0 || till_day_read_x(till, true, &closing, err);
}

/* As bytes for the printer, or as a PDF for another one. */
static bool paper_to_file(struct command *command, struct till *till, const char *name,
                          struct err *err)
{
    const char *format = command_value(command, "--format");

    if (format && strcmp(format, "pdf") == 0)
        return paper_write_pdf(till, name, command_value(command, "-o"),
                               command_has(command, "--force"), err);
    return bytes_to_file(command, till, name, err);
}

static bool print_run(struct command *command, struct err *err)
{
    const char *format = command_value(command, "--format");
    const char *width = command_value(command, "--width");
    char paper[PRINT_PAPER_MAX];
    struct book book;

    if (format && (strcmp(format, "pdf") != 0 || !command_value(command, "-o")))
        return command_misused(command, err);
    if (width && strcmp(width, "58") != 0 && strcmp(width, "80") != 0)
        return command_misused(command, err);

    if (!command_place_check(command, err))
        return false;
    if (!(command_value(command, "-o") ? command_leave_book(command, AS_ANIMATOR, &book, err)
                                       : command_open_book(command, AS_ANIMATOR, &book, err)))
        return false;

    bool good = paper_number(&book.till, command->arguments[1], paper, err) &&
                paper_check(&book.till, paper, err) && x_record(&book.till, paper, err) &&
                (command_value(command, "-o") ? paper_to_file(command, &book.till, paper, err)
                                              : bytes_to_printer(&book.till, paper, err)) &&
                command_end_reading(command, &book, err);

    book_close(&book);
    return good;
}

static void print_names(struct buf *out)
{
    catalogue_names(DOOR_PRINTER, out);
}

const struct command_kind COMMAND_PRINT = {
    .name = "print",
    .usage = "BOOK %s [-o FILE] [--format pdf] [--width 58|80] [--force] [--as WHO]",
    .names = print_names,
    .summary = N_("Un papier sur l'imprimante à tickets ; dans un fichier, ses octets ou un PDF."),
    .options = " -o= --format= --width= --force --as= ",
    .argument_min = 2,
    .argument_max = 2,
    .run = print_run,
};
