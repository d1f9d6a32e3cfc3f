/*
 * The line to the hub, a PostgreSQL server, as the rest of the program sees it.
 * What speaks to the server lives in `libflashcoop-hub.so` (hub_wire.c, the only
 * file that knows libpq), loaded by the commands of the hub alone.
 *
 * All that we are told is the name of a service: host, user, TLS and password
 * stand in libpq's own files and are never seen here, printed or kept.
 */
#ifndef REPORTS_HUB_LINK_H
#define REPORTS_HUB_LINK_H

#include "base/buf.h"

/* A parameter, in the binary form of its type. */
enum hub_type {
    HUB_BYTES = 17,
    HUB_INT = 20,
    HUB_TEXT = 25,
    HUB_BYTES_LIST = 1001,
    HUB_INT_LIST = 1016,
    HUB_TEXT_LIST = 1009,
};

enum { HUB_VALUES_MAX = 32, HUB_CALLS_MAX = 64, HUB_SQLSTATE_MAX = 6 };

struct hub_value {
    enum hub_type type;
    const void *bytes; /* borrowed; NULL = null */
    size_t length;
};

struct hub_call {
    const char *sql;
    int count;
    struct hub_value values[HUB_VALUES_MAX];
};

struct hub_link; /* an open connection */
struct hub_rows; /* what a query gave, as text */

/* What libflashcoop-hub.so gives; the one symbol in it is `flashcoop_hub`. */
struct hub_wire {
    int version; /* HUB_WIRE_VERSION */
    bool (*open)(const char *service, struct hub_link **out, struct err *err);
    void (*close)(struct hub_link *link); /* accepts NULL */
    /* A script of several statements, without parameters. */
    bool (*script)(struct hub_link *link, const char *sql, struct err *err);
    /*
     * Calls sent together, one round trip; the rows of the last one. The first
     * failure ends them. ERR_INPUT: the server refused; ERR_FORBIDDEN: this login
     * may not; ERR_STORAGE: the server is lost, or its disk.
     */
    bool (*exchange)(struct hub_link *link, const struct hub_call *calls, int count,
                     struct hub_rows **out, struct err *err);
    int (*row_count)(const struct hub_rows *rows);
    const char *(*value)(const struct hub_rows *rows, int row, int column); /* "" for null */
    bool (*is_null)(const struct hub_rows *rows, int row, int column);
    void (*free_rows)(struct hub_rows *rows); /* accepts NULL */
};

enum { HUB_WIRE_VERSION = 1 };

/* ERR_STORAGE: the file is missing or of another version. */
bool hub_wire_load(const struct hub_wire **out, struct err *err) MUST_CHECK;

/* The hub as the commands hold it. */
struct hub {
    const struct hub_wire *wire;
    struct hub_link *link;
};

bool hub_open(struct hub *out, const char *service, struct err *err) MUST_CHECK;
void hub_close(struct hub *hub); /* accepts a closed one */

/* One query with text parameters (NULL = null); free the rows with hub_rows_free(). */
bool hub_ask(struct hub *hub, const char *sql, const char *const *texts, int count,
             struct hub_rows **out, struct err *err) MUST_CHECK;
void hub_rows_free(struct hub *hub, struct hub_rows *rows);
/* A whole number of a column; ERR_STORAGE: it does not fit. */
bool hub_int(struct hub *hub, const struct hub_rows *rows, int row, int column, int64_t *out,
             struct err *err) MUST_CHECK;

struct hub_value hub_text(const char *text); /* NULL = null */
struct hub_value hub_bytes(const void *bytes, size_t length);

#endif
