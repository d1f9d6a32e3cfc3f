#include "reports/hub/hub_link.h"

#include "base/lang.h"
#include "base/plugin.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

bool hub_wire_load(const struct hub_wire **out, struct err *err)
{
    const struct hub_wire *wire = plugin_find("libflashcoop-hub.so", "flashcoop_hub");

    if (!wire || wire->version != HUB_WIRE_VERSION)
        return err_fail(
            err, ERR_STORAGE,
            _("libflashcoop-hub.so ou libpq manque : installer flashcoop-hub, ou libpq5."));
    *out = wire;
    return true;
}

bool hub_open(struct hub *out, const char *service, struct err *err)
{
    *out = (struct hub){ .link = NULL };
    return hub_wire_load(&out->wire, err) && out->wire->open(service, &out->link, err);
}

void hub_close(struct hub *hub)
{
    if (hub->link)
        hub->wire->close(hub->link);
    hub->link = NULL;
}

bool hub_ask(struct hub *hub, const char *sql, const char *const *texts, int count,
             struct hub_rows **out, struct err *err)
{
    struct hub_call call = { .sql = sql, .count = count };

    assert(count <= HUB_VALUES_MAX);
    for (int i = 0; i < count; i++)
        call.values[i] = hub_text(texts[i]);
    return hub->wire->exchange(hub->link, &call, 1, out, err);
}

void hub_rows_free(struct hub *hub, struct hub_rows *rows)
{
    if (rows)
        hub->wire->free_rows(rows);
}

bool hub_int(struct hub *hub, const struct hub_rows *rows, int row, int column, int64_t *out,
             struct err *err)
{
    const char *text = hub->wire->value(rows, row, column);
    char *end;
    long long number;

    errno = 0;
    number = strtoll(text, &end, 10);
    if (errno || *end)
        return err_fail(err, ERR_STORAGE, _("Le serveur donne « %.40s », qui ne tient pas."), text);
    *out = number;
    return true;
}

struct hub_value hub_text(const char *text)
{
    return (struct hub_value){ HUB_TEXT, text, text ? strlen(text) : 0 };
}

struct hub_value hub_bytes(const void *bytes, size_t length)
{
    return (struct hub_value){ HUB_BYTES, bytes, length };
}
