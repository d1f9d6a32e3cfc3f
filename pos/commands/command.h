/*
 * One command of `flashcoop NAME …`: what it takes, what it was given, and what
 * the commands share. pos/command_NAME.c holds each; pos/main.c lists them.
 *
 * A command returns false with `err` set; main() says it on one line and turns
 * its code into the exit status that docs promise (err_exit_status()).
 */
#ifndef POS_COMMAND_H
#define POS_COMMAND_H

#include "base/csv.h"
#include "pos/acts/book.h"
#include "reports/catalogue/catalogue.h"
#include "reports/print/page.h"

enum { COMMAND_OPTIONS_MAX = 24, COMMAND_USAGE_MAX = 500, COMMAND_ANY_COUNT = -1 };

struct command;

struct command_kind {
    const char *name;
    const char *usage;              /* what follows the name; %s stands for `names` */
    void (*names)(struct buf *out); /* "a|b|c", from a catalogue; NULL none */
    const char *summary;            /* N_(): what it does, one sentence */
    const char *detail; /* words of the contract, as they are in every language; NULL none */
    void (*put_detail)(struct buf *out); /* the same, from a table; NULL none */
    const char *options; /* " --as= --force ": with `=` when a value follows; spaces around each */
    int argument_min;
    int argument_max; /* COMMAND_ANY_COUNT: as many as one likes */
    bool (*run)(struct command *command, struct err *err);
};

struct command_option {
    const char *name;  /* "--as" */
    const char *value; /* "" for one that takes none */
};

struct command {
    const struct command_kind *kind;
    const char **arguments; /* after the name, options taken out; borrowed from main() */
    int argument_count;
    struct command_option options[COMMAND_OPTIONS_MAX];
    int option_count;
    struct clock clock;
    const char *where;  /* what an error is about: a book, a file, else the command's name */
    bool host_corrects; /* after the session closing, --reason without --as is the host's */
    bool asks_help;     /* `--help` stands among the options */
    bool told;          /* every sentence of the failure already stands on stderr */
};

/* What follows the name, as help shows it. */
void command_usage(const struct command_kind *kind, char out[COMMAND_USAGE_MAX]);

/* NULL when the option was not given. */
const char *command_value(const struct command *command, const char *option);
bool command_has(const struct command *command, const char *option);

#define AS_HOST     "host" /* who acts unless --as says otherwise */
#define AS_ANIMATOR "animator"

/*
 * Open the book of the first argument and sign in as `--as`, else as `default_actor`: to write, to
 * let something leave (where that cannot be noted it is only read), to look at what names people.
 * A PIN comes from FLASHCOOP_PIN, else from the terminal. ERR_FORBIDDEN: wrong, or none to ask.
 */
bool command_open_book(struct command *command, const char *default_actor, struct book *book,
                       struct err *err) MUST_CHECK;
bool command_leave_book(struct command *command, const char *default_actor, struct book *book,
                        struct err *err) MUST_CHECK;
bool command_look_book(struct command *command, const char *default_actor, struct book *book,
                       struct err *err) MUST_CHECK;
/* Without signing in: to read, and to write. */
bool command_read_book(struct command *command, struct book *book, struct err *err) MUST_CHECK;
bool command_write_book(struct command *command, struct book *book, struct err *err) MUST_CHECK;
/* Before the result of a reading is given. ERR_BUSY: it was not one state of the book. */
bool command_end_reading(struct command *command, struct book *book, struct err *err) MUST_CHECK;
/* Sign in at an open till: `who` acts, with `tutor` ("" none) beside. */
bool command_sign_in(struct till *till, const char *who, const char *tutor,
                     struct err *err) MUST_CHECK;
/* What is recorded from now on puts something right, if `--reason` says why. */
void command_correct(const struct command *command, struct till *till);

/* Ask on the terminal, unseen. ERR_FORBIDDEN: there is none; `variable` could have held it. */
bool command_ask_secret(const char *question, const char *variable, char out[PIN_MAX],
                        struct err *err) MUST_CHECK;

/* That `-o`, if given, can be written: asked before anything is recorded. */
bool command_place_check(const struct command *command, struct err *err) MUST_CHECK;

/* --format, -o, --force; then group_page_open(). ERR_USAGE; as command_place_check(). */
bool command_target(struct command *command, const char *title, struct page_target *out,
                    struct err *err) MUST_CHECK;
#define TARGET_OPTIONS " --format= -o= --force "

/* An amount given as option or argument. ERR_USAGE. */
bool command_amount(const char *text, cents *out, struct err *err) MUST_CHECK;

/* Copy the closed book onto the sticks that are there; said on stderr, and no failure. */
void command_tell_backup(const char *path);

/* What went wrong, after the place where: one line on stderr, whatever a name holds. */
void command_tell_failure(const struct command *command, const struct err *err);

/* Put every fault on stderr, one line each, and mark the failure as told. */
void command_tell_faults(struct command *command, const struct csv_faults *faults);

/* ERR_USAGE that sends to the help. Always false. */
bool command_misused(const struct command *command, struct err *err);

extern const struct command_kind COMMAND_NEW, COMMAND_IMPORT, COMMAND_SELL, COMMAND_CASH,
    COMMAND_PIN, COMMAND_CLOSE, COMMAND_REPORT, COMMAND_EXPORT, COMMAND_ACCOUNTS, COMMAND_PERSON,
    COMMAND_GRID, COMMAND_SHARE, COMMAND_CONSOLIDATE, COMMAND_HUB, COMMAND_VERIFY, COMMAND_TILL,
    COMMAND_MERGE, COMMAND_DEMO, COMMAND_SET, COMMAND_PRINT, COMMAND_DEVICES, COMMAND_BACKUP,
    COMMAND_ACCEPT, COMMAND_WHERE, COMMAND_HELP_ME, COMMAND_TEMPLATE, COMMAND_WORKSHOP,
    COMMAND_PRODUCT, COMMAND_RECONCILE, COMMAND_FORMATS, COMMAND_QUOTE, COMMAND_INVOICE,
    COMMAND_CREDIT, COMMAND_SETTLE, COMMAND_EXERCISE, COMMAND_KIT;

#endif
