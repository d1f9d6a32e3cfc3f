/*
 * Everything that can be read, printed or exported, one row each, in the order in which a session
 * needs it. Commands, screens, the folder of all papers, help, the man page and completion read
 * this list; no name stands twice.
 */
#ifndef REPORTS_CATALOGUE_H
#define REPORTS_CATALOGUE_H

#include "base/buf.h"
#include "programme/agenda.h"
#include "reports/catalogue/export_kinds.h"
#include "reports/catalogue/paper_kinds.h"
#include "reports/catalogue/report_kinds.h"
#include "reports/catalogue/slip_kinds.h"

enum trait {
    EVIDENCE = 1 << 0,     /* what a training body asks for: in a folder of its own */
    EACH_PERSON = 1 << 1,  /* one file a person */
    WHEN_SHARED = 1 << 2,  /* only once the sharing is decided */
    TABLE = 1 << 3,        /* its file is a spreadsheet; else a PDF */
    TO_READ = 1 << 4,      /* no CSV and no XLSX: a paper for people */
    PRIVATE = 1 << 5,      /* for the team: not in the folder that is handed on */
    LANDSCAPE = 1 << 6,    /* wider than high */
    NAMES_PEOPLE = 1 << 7, /* what people were marked, answered, called, given: the animator's */
    RECORDED = 1 << 8,     /* asking for it is a record: who acts must be known */
    FOLDER_ONLY = 1 << 9,  /* a page that `report` does not know */
    INTO_FOLDER = 1 << 10, /* an export of several files */
    PER_TICKET = 1 << 11,  /* as long as there are tickets: in no folder of a large book */
    PAGE_A_DAY = 1 << 12,  /* among the papers of one day it holds the page of that day alone */
    EXERCISE = 1 << 13,    /* in the folder of an exercise session alone */
};

/* When a paper is needed, beside the steps of the days. */
enum when { WHEN_NEVER, WHEN_BEFORE = STEPS_MAX + 1, WHEN_EACH_DAY, WHEN_LAST_DAY, WHEN_LATER };

/* What a paper of the till is of. */
enum need { NEED_NOTHING, NEED_DAY, NEED_TICKET, NEED_PRODUCT };

struct catalogue_row {
    const char *name;   /* as commands say it, and its spreadsheet */
    const char *title;  /* N_(): for people; NULL: no screen offers it */
    unsigned traits;    /* enum trait */
    const char *detail; /* what a command says after the name: ":N"; NULL nothing */

    report_fn *report;

    int when; /* enum step or enum when: when its paper is needed; 0: not in the folder of papers */
    const char *file; /* its name there where that is another; a person's badge follows */
    paper_fn *paper;  /* NULL: its report */
    ready_fn *ready;  /* NULL: always */

    slip_fn *slip;
    const char *job; /* N_(): what the queue of the printer calls it, with its detail */
    enum need need;

    export_fn *export;
};

enum door { DOOR_REPORT, DOOR_SCREEN, DOOR_FOLDER, DOOR_PRINTER, DOOR_EXPORT };

/* Whether it can be had there; DOOR_SCREEN: among the reports that are read on the screen. */
bool catalogue_opens(const struct catalogue_row *row, enum door door);

/* The next row behind that door; NULL after the last. `row` NULL: the first. */
const struct catalogue_row *catalogue_next(const struct catalogue_row *row, enum door door);

/* "z:3" is z with the detail 3. NULL: nothing of that name is behind that door. */
const struct catalogue_row *catalogue_find(const char *asked, enum door door, const char **detail);

/* "x|z:N|receipt:N": what may be asked for there. */
void catalogue_names(enum door door, struct buf *out);

/* False: the format has no day for its paper, and the folder does without. */
bool catalogue_is_of(const struct catalogue_row *row, const struct calendar *calendar);

/* Is it one of the papers of J`day`? */
bool catalogue_is_of_day(const struct catalogue_row *row, const struct calendar *calendar, int day);

/* "J5", "chaque jour": the days that the session has. */
void catalogue_when(const struct catalogue_row *row, const struct calendar *calendar,
                    char out[AGENDA_TEXT_MAX]);

/*
 * The one way to a report. ERR_NOT_FOUND: no such detail, or nothing was decided yet.
 * ERR_FORBIDDEN: it names people, and who acts may not see it.
 */
bool catalogue_report(const struct catalogue_row *row, struct till *till,
                      const struct report_request *request, struct page *page,
                      struct err *err) MUST_CHECK;

#endif
