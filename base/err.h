/*
 * One way to fail. A function that can fail returns bool and takes
 * `struct err *err` last. On true, `err` is untouched. On false, it holds
 * a code for the caller and a sentence for the person at the stall.
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include <stdbool.h>
#include <stddef.h>

enum err_code {
    ERR_NONE = 0,
    ERR_INPUT,      /* typed, scanned or imported something we refuse */
    ERR_NOT_FOUND,  /* no such product, participant, ticket          */
    ERR_UNBALANCED, /* debits and credits differ                     */
    ERR_CLOSED,     /* the day or the session is closed              */
    ERR_REASON,     /* the host may all the same, who says why       */
    ERR_FORBIDDEN,  /* this role may not do it, or the PIN is wrong  */
    ERR_TAMPERED,   /* the hash chain does not match                 */
    ERR_USAGE,      /* wrong command line                            */
    ERR_BUSY,       /* another program holds the book or the device  */
    ERR_DEVICE,     /* printer or scanner absent, jammed             */
    ERR_STORAGE,    /* SQLite, a file or the disk refused            */
};

enum { ERR_TEXT_MAX = 400 };

struct err {
    enum err_code code;
    char text[ERR_TEXT_MAX]; /* UTF-8, one sentence in the chosen language, NUL-terminated */
    const char *form;        /* the sentence without what it quotes, "%s" there; NULL: none */
};

#define ERR_EMPTY ((struct err){ .code = ERR_NONE })

/* The result of the function must be looked at. */
#define MUST_CHECK __attribute__((warn_unused_result))

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

/*
 * Keep the first failure and always return false: `return err_fail(...)`.
 * A text longer than the field is cut at a whole character. What people typed may
 * be quoted as it is: broken UTF-8 and control characters become `?`.
 */
bool err_fail(struct err *err, enum err_code code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* ERR_STORAGE, in words: why the system refused to open, read or write `path`. */
bool err_fail_file(struct err *err, const char *path, int reason);

/* Put `prefix` and ": " before the sentence already there, as in `FILE:LINE: ...`. */
void err_prefix(struct err *err, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The exit status promised by the command line: 0, 1 refused, 2 usage, 3 file, disk or device. */
int err_exit_status(const struct err *err);

#endif
