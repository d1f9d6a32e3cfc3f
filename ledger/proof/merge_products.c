#include "ledger/proof/merge_products.h"

#include "ledger/fact_order.h"

#include <stdio.h>

#define IS_NEWEST                                                                                  \
    "(chain, seq) = (SELECT newer.chain, newer.seq FROM product_fact AS newer WHERE "              \
    "newer.code = fact.code ORDER BY " FACT_NEWEST_FIRST("newer") " LIMIT 1)"

/* Barcodes come afterwards: none may stand twice, not even on the way. */
static const char SQL_FREE_BARCODES[] = "UPDATE product SET barcode = '' WHERE barcode <> ''";
static const char SQL_RENEW_PRODUCTS[] =
    "INSERT INTO product (code, position, label, price, rate, barcode, category, unit, cost, "
    "allergens, fibres, use_by, best_before, retired) SELECT code, 1000, label, price, rate, "
    "'', category, unit, cost, allergens, fibres, use_by, best_before, retired "
    "FROM product_fact AS fact WHERE " IS_NEWEST
    " ON CONFLICT (code) DO UPDATE SET label = excluded.label, price = excluded.price, "
    "rate = excluded.rate, category = excluded.category, unit = excluded.unit, "
    "cost = excluded.cost, allergens = excluded.allergens, fibres = excluded.fibres, "
    "use_by = excluded.use_by, best_before = excluded.best_before, retired = excluded.retired";
static const char SQL_BARCODES[] =
    "SELECT code, barcode FROM product_fact AS fact WHERE barcode <> '' AND " IS_NEWEST
    " ORDER BY chain <> (SELECT value FROM local WHERE key = 'till'), " FACT_PLACE("fact") ", code";
static const char SQL_TAKE_BARCODE[] =
    "UPDATE OR IGNORE product SET barcode = ?2 WHERE code = ?1 RETURNING code";
static const char SQL_WITHOUT[] =
    "SELECT code FROM product WHERE barcode = '' AND EXISTS (SELECT 1 FROM product_fact AS fact "
    "WHERE fact.code = product.code AND fact.barcode <> '' AND " IS_NEWEST ") LIMIT 1";
static const char SQL_RENEW_SOLD[] =
    "UPDATE product SET "
    "sold = (SELECT coalesce(sum(quantity), 0) FROM sale_line "
    "WHERE sale_line.code = product.code AND chain BETWEEN 'A' AND 'Z'), "
    "sold_gross = (SELECT coalesce(sum(gross), 0) FROM sale_line "
    "WHERE sale_line.code = product.code AND chain BETWEEN 'A' AND 'Z'), "
    "moved = (SELECT coalesce(sum(quantity), 0) FROM stock_movement "
    "WHERE stock_movement.code = product.code), "
    "has_stock = EXISTS (SELECT 1 FROM stock_movement WHERE stock_movement.code = product.code)";

static bool run(struct db *db, const char *sql, struct err *err)
{
    struct stmt stmt = db_prepare(db, sql, err);

    stmt_run(&stmt);
    return stmt_finish(&stmt);
}

static bool barcodes_give(struct db *db, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_BARCODES, err);
    struct stmt take = db_prepare(db, SQL_TAKE_BARCODE, err);

    while (stmt_next(&query)) {
        stmt_bind_text(&take, 1, stmt_text(&query, 0));
        stmt_bind_text(&take, 2, stmt_text(&query, 1));
        stmt_run(&take);
    }

    bool read = stmt_finish(&query);

    return stmt_finish(&take) && read;
}

/* One that got none although its newest fact has one; "" when there is none. */
static bool without_find(struct db *db, char code[CODE_MAX], struct err *err)
{
    struct stmt query = db_prepare(db, SQL_WITHOUT, err);

    code[0] = '\0';
    if (stmt_next(&query))
        snprintf(code, CODE_MAX, "%s", stmt_text(&query, 0));
    return stmt_finish(&query);
}

static bool barcodes_settle(struct till *till, struct err *err)
{
    struct product product;
    char code[CODE_MAX];

    while (without_find(till->db, code, err)) {
        if (code[0] == '\0')
            return true;
        if (!product_find(till->db, code, &product, err) ||
            !product_seal(&till->real, &product, &till->actor, till_now(till), err))
            return false;
    }
    return false;
}

bool merge_products(struct till *till, struct err *err)
{
    return run(till->db, SQL_FREE_BARCODES, err) && run(till->db, SQL_RENEW_PRODUCTS, err) &&
           barcodes_give(till->db, err) && barcodes_settle(till, err) &&
           run(till->db, SQL_RENEW_SOLD, err);
}
