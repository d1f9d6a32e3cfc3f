/* A column on its way to the server: PostgreSQL's binary form of a list. */
#ifndef REPORTS_HUB_WIRE_LIST_H
#define REPORTS_HUB_WIRE_LIST_H

#include "base/db.h"
#include "reports/hub/hub_link.h"

struct wire_list {
    enum hub_type type; /* of the list */
    int count;
    bool has_null;
    struct buf bytes; /* the head, filled in at the end, then the elements */
};

struct wire_list wire_list_init(enum hub_type type);
void wire_list_release(struct wire_list *list);

void wire_list_put_int(struct wire_list *list, int64_t value);
void wire_list_put_text(struct wire_list *list, const char *text);
void wire_list_put_bytes(struct wire_list *list, const void *bytes,
                         size_t length); /* NULL = null */
void wire_list_put_cell(struct wire_list *list, const struct stmt_cell *cell);

/* The list as a parameter, borrowed; ERR_STORAGE: it grew beyond its ceiling. */
bool wire_list_value(struct wire_list *list, struct hub_value *out, struct err *err) MUST_CHECK;

#endif
