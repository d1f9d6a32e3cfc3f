#include "pos/acts/incoming_pictures.h"

#include "base/picture.h"
#include "ledger/product.h"
#include "ledger/product_picture.h"
#include "pos/acts/picture_file.h"

#include <stdio.h>
#include <string.h>

enum { COLUMN_CODE, COLUMN_FILE, PICTURE_PATH_MAX = 4096 };

static const struct csv_column COLUMNS[] = { { "code", true }, { "file", true } };

struct period_totals {
    struct till *till;
    const char *list; /* where it is read from */
    int64_t count;
};

static bool row_take(void *context, long line, const char *const *fields, struct err *err)
{
    struct period_totals *reading = context;
    const char *slash = strrchr(reading->list, '/');
    int folder = fields[COLUMN_FILE][0] != '/' && slash ? (int)(slash + 1 - reading->list) : 0;
    struct buf png = buf_init(PICTURE_BYTES_MAX);
    struct product product;
    char path[PICTURE_PATH_MAX];
    bool good;

    (void)line;
    snprintf(path, sizeof path, "%.*s%s", folder, reading->list, fields[COLUMN_FILE]);
    good = product_find(reading->till->db, fields[COLUMN_CODE], &product, err) &&
           picture_file_read(path, &png, err) &&
           product_picture_put(reading->till->db, product.code, &png, err);
    buf_release(&png);
    reading->count += good;
    return good;
}

bool incoming_pictures_read(struct till *till, const char *path, struct csv_faults *faults,
                            int64_t *count, struct err *err)
{
    static const struct csv_table TABLE = { COLUMNS, COUNT_OF(COLUMNS), row_take, "pictures" };
    struct period_totals reading = { .till = till, .list = path };
    bool good = csv_read(path, &TABLE, &reading, faults, err);

    *count = reading.count;
    return good;
}
