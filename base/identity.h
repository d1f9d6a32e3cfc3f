/*
 * What the first bytes of a book say it is, judged without SQLite: a foreign
 * file must not gain a WAL from us, nor lose one.
 */
#ifndef BASE_IDENTITY_H
#define BASE_IDENTITY_H

#include "base/err.h"

#include <stdint.h>

typedef const char *script_fn(void);

enum { IDENTITY_SCRIPTS_MAX = 3 };

struct identity {
    int32_t application_id; /* whose file it is */
    int32_t version;        /* of the schema: PRAGMA user_version */
    /* What made its tables; ends with NULL. None: its schema is not judged. */
    script_fn *scripts[IDENTITY_SCRIPTS_MAX];
    /* Schemas of before, which are opened too: SHA-256 of the sorted texts of sqlite_schema, each
     * ended by a line feed. Ends with NULL; may be NULL. */
    const char *const *earlier;
};

/* ERR_INPUT: another program's file, or a newer version than `wanted`. */
bool identity_check(struct identity found, const struct identity *wanted,
                    struct err *err) MUST_CHECK;

/*
 * Check the header of the file `path`. ERR_NOT_FOUND: no such file. ERR_STORAGE:
 * cannot be read. ERR_INPUT: as above, or not a database.
 */
bool identity_check_file(const char *path, const struct identity *wanted,
                         struct err *err) MUST_CHECK;

#endif
