#include "pos/acts/incoming.h"

#include "base/lang.h"
#include "base/text.h"
#include "drivers/barcode.h"
#include "ledger/charge.h"
#include "pos/acts/badge.h"

#include <stdio.h>
#include <string.h>

enum product_column {
    PRODUCT_CODE,
    PRODUCT_LABEL,
    PRODUCT_PRICE,
    PRODUCT_VAT,
    PRODUCT_BARCODE,
    PRODUCT_CATEGORY,
    PRODUCT_UNIT,
    PRODUCT_STOCK,
    PRODUCT_COST,
    PRODUCT_ALLERGENS,
    PRODUCT_FIBRES,
    PRODUCT_USE_BY,
    PRODUCT_BEST_BEFORE,
};

static const struct csv_column PRODUCT_COLUMNS[] = {
    { "code", true },         { "label", true },      { "price", true },   { "vat", true },
    { "barcode", false },     { "category", false },  { "unit", false },   { "stock", false },
    { "cost", false },        { "allergens", false }, { "fibres", false }, { "use_by", false },
    { "best_before", false },
};

struct incoming {
    struct till *till;
    int64_t count;
    int64_t known_seq; /* charges: the newest record before the file */
    struct people people;
};

/* An empty field leaves what is there. */
static bool field_take(char *out, size_t room, const char *text, const char *what, struct err *err)
{
    return text[0] == '\0' || text_copy(out, room, text, what, err);
}

static bool day_take(struct day *out, const char *text, struct err *err)
{
    return text[0] == '\0' || day_parse(text, out, err);
}

static bool unit_take(struct product *product, const char *text, struct err *err)
{
    if (text[0] == '\0')
        return true;
    product->by_weight = strcmp(text, "kg") == 0;
    return product->by_weight || strcmp(text, "piece") == 0 ||
           err_fail(err, ERR_INPUT, _("Unité « %.20s » : piece ou kg."), text);
}

static bool product_take_words(struct product *product, const char *const *fields, struct err *err)
{
    char barcode[BARCODE_MAX] = "";

    if (!field_take(barcode, sizeof barcode - 2, fields[PRODUCT_BARCODE], "barcode", err))
        return false;
    if (barcode[0]) {
        if (barcode_kind(barcode) == BARCODE_WRONG)
            return err_fail(err, ERR_INPUT,
                            _("Code-barres %s : son dernier chiffre ne convient pas, le relire."),
                            barcode);
        barcode_normalise(barcode, product->barcode, sizeof product->barcode);
    }
    return text_copy(product->label, sizeof product->label, fields[PRODUCT_LABEL], "label", err) &&
           field_take(product->category, sizeof product->category, fields[PRODUCT_CATEGORY],
                      "category", err) &&
           field_take(product->allergens, sizeof product->allergens, fields[PRODUCT_ALLERGENS],
                      "allergens", err) &&
           field_take(product->fibres, sizeof product->fibres, fields[PRODUCT_FIBRES], "fibres",
                      err);
}

static bool product_take_figures(struct product *product, const char *const *fields,
                                 struct err *err)
{
    if (!money_parse(fields[PRODUCT_PRICE], &product->price, err) ||
        !rate_parse(fields[PRODUCT_VAT], &product->rate, err) ||
        !unit_take(product, fields[PRODUCT_UNIT], err) ||
        !day_take(&product->use_by, fields[PRODUCT_USE_BY], err) ||
        !day_take(&product->best_before, fields[PRODUCT_BEST_BEFORE], err))
        return false;
    if (fields[PRODUCT_COST][0] == '\0')
        return true;
    if (!money_parse(fields[PRODUCT_COST], &product->cost, err))
        return false;
    return product->cost >= 0 || err_fail(err, ERR_INPUT, _("Un coût n'est pas négatif."));
}

/* An in-store code of our own: the first number from the count of records on that nobody has. */
static bool barcode_give(struct till *till, struct product *product, struct err *err)
{
    int64_t number = till->real.head.seq;

    for (;;) {
        struct product holder;
        struct err nobody = ERR_EMPTY;

        if (!barcode_make_store(number++, product->barcode, err))
            return false;
        if (!product_find_barcode(till->db, product->barcode, &holder, &nobody))
            return nobody.code == ERR_NOT_FOUND || err_fail(err, nobody.code, "%s", nobody.text);
    }
}

/* The stock of the file is what lies there now; the journal gets the difference. */
static bool stock_take(struct till *till, const struct product *product, bool is_new,
                       const char *text, struct err *err)
{
    thousandths wanted = 0;
    bool is_zero = strcmp(text, "0") == 0;

    if (text[0] == '\0')
        return true;
    if (!is_zero && !quantity_parse(text, false, &wanted, err))
        return false;

    thousandths moved = wanted - (is_new ? 0 : product_stock(product));

    if (moved == 0 && !is_new && product->has_stock)
        return true;
    return till_move_stock(till, product->code, moved, is_new ? "produced" : "correction", err);
}

static bool product_row(void *context, long line, const char *const *fields, struct err *err)
{
    struct incoming *in = context;
    struct product product = { .cost = -1, .use_by = DAY_NONE, .best_before = DAY_NONE };
    struct err unknown = ERR_EMPTY;
    bool is_new = !product_find(in->till->db, fields[PRODUCT_CODE], &product, &unknown);

    (void)line;
    if (is_new && unknown.code != ERR_NOT_FOUND)
        return err_fail(err, unknown.code, "%s", unknown.text);
    if (!text_copy(product.code, sizeof product.code, fields[PRODUCT_CODE], "code", err) ||
        !product_take_words(&product, fields, err) || !product_take_figures(&product, fields, err))
        return false;
    if (product.barcode[0] == '\0' && !barcode_give(in->till, &product, err))
        return false;
    if (!till_put_product(in->till, &product, err) ||
        !stock_take(in->till, &product, is_new, fields[PRODUCT_STOCK], err))
        return false;
    in->count++;
    return true;
}

bool incoming_products_read(struct till *till, const char *path, struct csv_faults *faults,
                            int64_t *count, struct err *err)
{
    static const struct csv_table TABLE = { PRODUCT_COLUMNS, COUNT_OF(PRODUCT_COLUMNS), product_row,
                                            "products" };
    struct incoming in = { .till = till };
    bool good = csv_read(path, &TABLE, &in, faults, err);

    *count = in.count;
    return good;
}

enum charge_column {
    CHARGE_COLUMN_DATE,
    CHARGE_COLUMN_LABEL,
    CHARGE_COLUMN_CATEGORY,
    CHARGE_COLUMN_NET,
    CHARGE_COLUMN_VAT,
    CHARGE_COLUMN_SUPPLIER,
    CHARGE_COLUMN_DOCUMENT,
    CHARGE_COLUMN_PAID_FROM,
};

static const struct csv_column CHARGE_COLUMNS[] = {
    { "date", true },       { "label", true },     { "category", true },  { "net", true },
    { "vat_amount", true }, { "supplier", false }, { "document", false }, { "paid_from", false },
};

struct twin {
    const struct charge *charge;
    int64_t known_seq;
    bool found;
};

static bool charge_is_same(const struct charge *a, const struct charge *b)
{
    return a->day.number == b->day.number && a->category == b->category && a->net == b->net &&
           a->vat == b->vat && strcmp(a->label, b->label) == 0 &&
           strcmp(a->supplier, b->supplier) == 0 && strcmp(a->document, b->document) == 0 &&
           strcmp(a->paid_from, b->paid_from) == 0;
}

static bool twin_look(void *context, const struct charge_row *row, struct err *err)
{
    struct twin *twin = context;

    (void)err;
    if (row->seq <= twin->known_seq && charge_is_same(&row->charge, twin->charge))
        twin->found = true;
    return true;
}

/* The same file given twice must not count its charges twice. */
static bool twin_check(const struct incoming *in, const struct charge *charge, struct err *err)
{
    struct twin twin = { .charge = charge, .known_seq = in->known_seq };

    if (!charge_each(in->till->db, twin_look, &twin, err))
        return false;
    return !twin.found || err_fail(err, ERR_INPUT,
                                   _("Cette charge est déjà dans le livre : la retirer du "
                                     "fichier."));
}

static bool charge_read(const char *const *fields, struct charge *charge, struct err *err)
{
    snprintf(charge->paid_from, sizeof charge->paid_from, "host");
    return day_parse(fields[CHARGE_COLUMN_DATE], &charge->day, err) &&
           text_copy(charge->label, sizeof charge->label, fields[CHARGE_COLUMN_LABEL], "label",
                     err) &&
           charge_category_parse(fields[CHARGE_COLUMN_CATEGORY], &charge->category, err) &&
           money_parse(fields[CHARGE_COLUMN_NET], &charge->net, err) &&
           money_parse(fields[CHARGE_COLUMN_VAT], &charge->vat, err) &&
           field_take(charge->supplier, sizeof charge->supplier, fields[CHARGE_COLUMN_SUPPLIER],
                      "supplier", err) &&
           field_take(charge->document, sizeof charge->document, fields[CHARGE_COLUMN_DOCUMENT],
                      "document", err) &&
           field_take(charge->paid_from, sizeof charge->paid_from, fields[CHARGE_COLUMN_PAID_FROM],
                      "paid_from", err);
}

/* Who advanced money is paid back: it must be somebody of this group. */
static bool payer_check(const struct incoming *in, const struct charge *charge, struct err *err)
{
    return strcmp(charge->paid_from, "host") == 0 || strcmp(charge->paid_from, "drawer") == 0 ||
           people_know(&in->people, charge->paid_from, err);
}

static bool charge_row_take(void *context, long line, const char *const *fields, struct err *err)
{
    struct incoming *in = context;
    struct charge charge = { .net = 0 };

    (void)line;
    if (!charge_read(fields, &charge, err) || !payer_check(in, &charge, err) ||
        !twin_check(in, &charge, err) || !charge_put(in->till, &charge, err))
        return false;
    in->count++;
    return true;
}

bool incoming_charges_read(struct till *till, const char *path, struct csv_faults *faults,
                           int64_t *count, struct err *err)
{
    static const struct csv_table TABLE = { CHARGE_COLUMNS, COUNT_OF(CHARGE_COLUMNS),
                                            charge_row_take, "charges" };
    struct incoming in = { .till = till, .known_seq = till->real.head.seq };
    bool good = people_read(till->db, &in.people, err) && csv_read(path, &TABLE, &in, faults, err);

    *count = in.count;
    return good;
}
