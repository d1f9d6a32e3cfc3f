#include "reports/figures/products_sold.h"

#include "base/db.h"
#include "base/lang.h"
#include "reports/figures/session_heading.h"
#include "reports/figures/turnover.h"

#include <stdlib.h>

static const char SQL_UNKNOWN[] =
    "SELECT coalesce(sum(quantity), 0), coalesce(sum(gross), 0), count(*) FROM sale_line "
    "WHERE code = '' AND chain BETWEEN 'A' AND 'Z'";

static void put_product(const struct product *product, struct page *page)
{
    const struct cell cells[] = {
        cell_text(product->code),
        cell_text(product->label),
        cell_quantity(product->sold),
        cell_money(product->sold_gross),
        product->has_stock ? cell_quantity(product_stock(product)) : CELL_NONE,
        cell_money(product->price),
        cell_rate(product->rate),
        cell_text(product->barcode),
        cell_text(product->category),
        cell_word(product->by_weight ? "kg" : "piece", product->by_weight ? _("kg") : _("pièce")),
        cell_word(product->is_retired ? "yes" : "no", product->is_retired ? _("oui") : _("non")),
    };

    page_row(page, cells);
}

static bool put_unknown(struct db *db, struct page *page, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_UNKNOWN, err);

    if (stmt_next(&query) && stmt_int(&query, 2) > 0) {
        const struct cell cells[] = {
            cell_text(""),
            cell_word("unknown-article", _("Article inconnu")),
            cell_quantity(stmt_int(&query, 0)),
            cell_money(stmt_int(&query, 1)),
            CELL_NONE,
            CELL_NONE,
            CELL_NONE,
            CELL_NONE,
            CELL_NONE,
            CELL_NONE,
            CELL_NONE,
        };

        page_row(page, cells);
    }
    return stmt_finish(&query);
}

bool products_sold_page(struct db *db, struct page *page, struct err *err)
{
    const struct page_column columns[] = {
        { .name = "code", .heading = _("Code"), .kind = CELL_TEXT },
        { .name = "label", .heading = _("Produit"), .kind = CELL_TEXT },
        { .name = "sold", .heading = _("Vendu"), .kind = CELL_QUANTITY },
        { .name = "gross", .heading = _("Total (TTC)"), .kind = CELL_MONEY, .summed = true },
        { .name = "stock", .heading = _("Stock"), .kind = CELL_QUANTITY },
        { .name = "price", .heading = _("Prix"), .kind = CELL_MONEY, .reader = READER_FILES },
        { .name = "vat", .heading = _("Taxe (TVA)"), .kind = CELL_RATE, .reader = READER_FILES },
        { .name = "barcode",
          .heading = _("Code-barres"),
          .kind = CELL_TEXT,
          .reader = READER_FILES },
        { .name = "category",
          .heading = _("Catégorie"),
          .kind = CELL_TEXT,
          .reader = READER_FILES },
        { .name = "unit", .heading = _("Unité"), .kind = CELL_TEXT, .reader = READER_FILES },
        { .name = "retired", .heading = _("Retiré"), .kind = CELL_TEXT, .reader = READER_FILES },
    };
    const struct page_table table = { .columns = columns,
                                      .column_count = COUNT_OF(columns),
                                      .total_label = _("Total") };
    struct product *products = calloc(PRODUCTS_MAX, sizeof *products);
    cents turnover = 0;
    cents known = 0;
    int count = 0;
    bool good;

    if (!products)
        abort(); /* half a megabyte */
    good = session_heading_put(db, _("Produits vendus"), SQL_TICKET_DAYS, page, err) &&
           product_list_sold(db, products, PRODUCTS_MAX, &count, err);
    page_begin_table(page, &table);
    for (int i = 0; i < count; i++)
        put_product(&products[i], page);
    for (int i = 0; good && i < count; i++)
        known += products[i].sold_gross;
    /* Unknown articles are looked for among all lines only when there must be some. */
    good = good && turnover_read(db, &turnover, err) &&
           (turnover == known || put_unknown(db, page, err));
    page_end_table(page);
    free(products);
    return good;
}
