#include "ledger/product_picture.h"

#include "ledger/product.h"

bool product_picture_put(struct db *db, const char *code, const struct buf *png, struct err *err)
{
    static const char SQL_PUT[] = "INSERT INTO product_picture (code, png) VALUES (?1, ?2) "
                                  "ON CONFLICT (code) DO UPDATE SET png = excluded.png";
    struct product product;
    struct stmt put;

    if (!product_find(db, code, &product, err))
        return false;
    put = db_prepare(db, SQL_PUT, err);
    stmt_bind_text(&put, 1, code);
    stmt_bind_blob(&put, 2, png->data, png->length);
    stmt_run(&put);
    return stmt_finish(&put);
}

bool product_picture_find(struct db *db, const char *code, struct buf *png, bool *found,
                          struct err *err)
{
    static const char SQL_FIND[] = "SELECT png FROM product_picture WHERE code = ?1";
    struct stmt find = db_prepare(db, SQL_FIND, err);
    const void *bytes;
    size_t length;

    stmt_bind_text(&find, 1, code);
    *found = stmt_next(&find);
    if (*found) {
        bytes = stmt_blob(&find, 0, &length);
        buf_put(png, bytes, length);
        *found = !png->failed; /* larger than any that was put: not ours */
    }
    return stmt_finish(&find);
}
