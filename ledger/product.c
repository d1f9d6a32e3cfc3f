#include "ledger/product.h"

#include "base/lang.h"
#include "base/text.h"
#include "ledger/money_field.h"

#include <ctype.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#define PRODUCT_COLUMNS                                                                            \
    "code, position, label, price, rate, barcode, category, unit, cost, allergens, fibres, "       \
    "use_by, best_before, sold, sold_gross, moved, has_stock, retired"

static const char SQL_FIND[] = "SELECT " PRODUCT_COLUMNS " FROM product WHERE code = ?";
static const char SQL_FIND_BARCODE[] = "SELECT " PRODUCT_COLUMNS " FROM product WHERE barcode = ?";
static const char SQL_LIST[] =
    "SELECT " PRODUCT_COLUMNS " FROM product WHERE retired = 0 ORDER BY position, code LIMIT ?";
static const char SQL_LIST_ALL[] =
    "SELECT " PRODUCT_COLUMNS " FROM product ORDER BY retired, position, code LIMIT ?";
static const char SQL_LIST_SOLD[] =
    "SELECT " PRODUCT_COLUMNS " FROM product WHERE retired = 0 OR sold <> 0 OR moved <> 0 "
    "ORDER BY retired, position, code LIMIT ?";
static const char SQL_NEXT_POSITION[] = "SELECT coalesce(max(position), 0) + 1, count(*) "
                                        "FROM product";
static const char SQL_PUT[] =
    "INSERT INTO product (code, position, label, price, rate, barcode, category, unit, cost, "
    "allergens, fibres, use_by, best_before, retired) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (code) DO UPDATE SET position = excluded.position, label = excluded.label, "
    "price = excluded.price, rate = excluded.rate, barcode = excluded.barcode, "
    "category = excluded.category, unit = excluded.unit, cost = excluded.cost, "
    "allergens = excluded.allergens, fibres = excluded.fibres, use_by = excluded.use_by, "
    "best_before = excluded.best_before, retired = excluded.retired";
static const char SQL_MOVE[] = "UPDATE product SET moved = moved + ?, has_stock = 1 "
                               "WHERE code = ?";
static const char SQL_ADD_SOLD[] =
    "UPDATE product SET sold = sold + ?, sold_gross = sold_gross + ? WHERE code = ?";
/* On its own: RETURNING keeps its rows in a table of its own, three times the work. */
static const char SQL_IS_BELOW[] = "SELECT has_stock AND moved < sold FROM product WHERE code = ?";

thousandths product_stock(const struct product *product)
{
    return product->moved - product->sold;
}

static bool code_is_good(const char *code)
{
    if (code[0] == '\0')
        return false;
    for (const char *at = code; *at; at++)
        if (!isalnum((unsigned char)*at) && *at != '-' && *at != '_' && *at != '.')
            return false;
    return true;
}

static bool barcode_is_good(const char *barcode)
{
    for (const char *at = barcode; *at; at++)
        if (*at <= ' ' || *at > '~')
            return false;
    return true;
}

static const struct field_word UNITS[] = {
    { "piece", N_("à la pièce") },
    { "kg", N_("au poids (kg)") },
    { NULL, NULL },
};

#define PRODUCT_AT(member) FIELD_AT(struct product, member)

const struct field PRODUCT_FIELDS[PRODUCT_FIELD_COUNT] = {
    { "code", N_("Code"), N_("court : C1"), &FIELD_TEXT, PRODUCT_AT(code), .required = true },
    { "label", N_("Nom"), NULL, &FIELD_TEXT, PRODUCT_AT(label), .required = true },
    { "price", N_("Prix, TVA comprise"), NULL, &FIELD_MONEY, PRODUCT_AT(price), .required = true },
    { "vat", N_("Taux de TVA"), N_("5,5 10 20 ou 0"), &FIELD_RATE, PRODUCT_AT(rate),
      .required = true },
    { "barcode", N_("Code-barres"), N_("+ : en créer un"), &FIELD_TEXT, PRODUCT_AT(barcode) },
    { "category", N_("Sorte"), NULL, &FIELD_TEXT, PRODUCT_AT(category) },
    { "unit", N_("Vendu"), N_("gauche, droite"), &FIELD_EITHER, PRODUCT_AT(by_weight),
      .words = UNITS },
    { "cost", N_("Ce que ça coûte"), N_("sans taxe"), &FIELD_COST, PRODUCT_AT(cost) },
    { "allergens", N_("Allergènes"), N_("gluten, lait ; ou : aucun"), &FIELD_TEXT,
      PRODUCT_AT(allergens) },
    { "fibres", N_("Fibres"), N_("tissu : 100 % coton"), &FIELD_TEXT, PRODUCT_AT(fibres) },
    { "use_by", N_("À consommer jusqu'au"), NULL, &FIELD_DAY, PRODUCT_AT(use_by),
      .day = DAY_OF_KEEPING },
    { "best_before", N_("De préférence avant"), NULL, &FIELD_DAY, PRODUCT_AT(best_before),
      .day = DAY_OF_KEEPING },
    { "retired", N_("Retiré"), NULL, &FIELD_EITHER, PRODUCT_AT(is_retired), .words = FIELD_NO_YES },
};

bool product_check(const struct product *product, bool vat_on, struct err *err)
{
    if (!code_is_good(product->code))
        return err_fail(err, ERR_INPUT,
                        _("Code de produit « %s » : lettres sans accent, chiffres, - ou _."),
                        product->code);
    if (product->label[0] == '\0' || !text_is_clean(product->label))
        return err_fail(err, ERR_INPUT, _("Le produit %s n'a pas de nom : l'écrire."),
                        product->code);
    if (product->price < 0 || product->price > CENTS_MAX / 100000)
        return err_fail(err, ERR_INPUT, _("Prix de %s hors limites : de 0 à 9 999,99 €."),
                        product->code);
    if (product->rate < 0 || product->rate > RATE_MAX || (!vat_on && product->rate != 0))
        return err_fail(err, ERR_INPUT,
                        vat_on ? _("Taux de TVA de %s hors limites : de 0 à 100 %%.")
                               : _("Taux de TVA de %s : 0, la session est sans TVA."),
                        product->code);
    if (!barcode_is_good(product->barcode))
        return err_fail(err, ERR_INPUT,
                        _("Code-barres de %s illisible : chiffres ou lettres sans espace."),
                        product->code);
    return true;
}

static struct day day_or_none(const struct stmt *row, int column)
{
    return stmt_day(row, column);
}

static void field_copy(char *out, size_t room, const char *text)
{
    size_t length = strlen(text);

    if (length >= room)
        length = room - 1; /* only a book altered by hand holds more */
    memcpy(out, text, length);
    out[length] = '\0';
}

static void product_read(const struct stmt *row, struct product *out)
{
    *out = (struct product){ .position = stmt_range(row, 1, 0, INT_MAX) };
    field_copy(out->code, sizeof out->code, stmt_text(row, 0));
    field_copy(out->label, sizeof out->label, stmt_text(row, 2));
    out->price = stmt_int(row, 3);
    out->rate = stmt_range(row, 4, 0, RATE_MAX);
    field_copy(out->barcode, sizeof out->barcode, stmt_text(row, 5));
    field_copy(out->category, sizeof out->category, stmt_text(row, 6));
    out->by_weight = strcmp(stmt_text(row, 7), "kg") == 0;
    out->cost = stmt_int(row, 8);
    field_copy(out->allergens, sizeof out->allergens, stmt_text(row, 9));
    field_copy(out->fibres, sizeof out->fibres, stmt_text(row, 10));
    out->use_by = day_or_none(row, 11);
    out->best_before = day_or_none(row, 12);
    out->sold = stmt_int(row, 13);
    out->sold_gross = stmt_int(row, 14);
    out->moved = stmt_int(row, 15);
    out->has_stock = stmt_int(row, 16) != 0;
    out->is_retired = stmt_int(row, 17) != 0;
}

/* True when found; false with err untouched when there is no such product, set when it failed. */
static bool product_query(struct db *db, const char *sql, const char *text, struct product *out,
                          struct err *err)
{
    struct stmt query = db_prepare(db, sql, err);
    bool found;

    stmt_bind_text(&query, 1, text);
    found = stmt_next(&query);
    if (found)
        product_read(&query, out);
    return stmt_finish(&query) && found;
}

bool product_find(struct db *db, const char *code, struct product *out, struct err *err)
{
    if (product_query(db, SQL_FIND, code, out, err))
        return true;
    return err_fail(err, ERR_NOT_FOUND, _("Produit « %.32s » inconnu : vérifier le code."), code);
}

bool product_find_barcode(struct db *db, const char *barcode, struct product *out, struct err *err)
{
    if (barcode[0] != '\0' && product_query(db, SQL_FIND_BARCODE, barcode, out, err))
        return true;
    return err_fail(err, ERR_NOT_FOUND,
                    _("Code-barres « %.32s » inconnu : choisir le produit ou taper un prix."),
                    barcode);
}

struct product *product_room(void)
{
    struct product *room = malloc(sizeof *room * PRODUCTS_MAX);

    if (!room)
        abort();
    return room;
}

static bool list_read(struct db *db, const char *sql, struct product *out, int room, int *count,
                      struct err *err)
{
    struct stmt query = db_prepare(db, sql, err);
    int found = 0;

    stmt_bind_int(&query, 1, room);
    while (found < room && stmt_next(&query))
        product_read(&query, &out[found++]);
    if (!stmt_finish(&query))
        return false;
    *count = found;
    return true;
}

bool product_list(struct db *db, struct product *out, int room, int *count, struct err *err)
{
    return list_read(db, SQL_LIST, out, room, count, err);
}

bool product_list_all(struct db *db, struct product *out, int room, int *count, struct err *err)
{
    return list_read(db, SQL_LIST_ALL, out, room, count, err);
}

bool product_list_sold(struct db *db, struct product *out, int room, int *count, struct err *err)
{
    return list_read(db, SQL_LIST_SOLD, out, room, count, err);
}

static void fact_day(struct fact *fact, struct day day)
{
    if (day.number == DAY_NONE_NUMBER)
        fact_null(fact);
    else
        fact_int(fact, day.number);
}

bool product_seal(struct journal *journal, const struct product *product, const struct actor *actor,
                  struct moment moment, struct err *err)
{
    if (!journal_begin(journal, RECORD_PRODUCT, 0, actor, moment, err))
        return false;

    struct fact fact = fact_begin(journal, FACT_PRODUCT);

    fact_text(&fact, product->code);
    fact_text(&fact, product->label);
    fact_int(&fact, product->price);
    fact_int(&fact, product->rate);
    fact_text(&fact, product->barcode);
    fact_text(&fact, product->category);
    fact_text(&fact, product->by_weight ? "kg" : "piece");
    fact_int(&fact, product->cost);
    fact_text(&fact, product->allergens);
    fact_text(&fact, product->fibres);
    fact_day(&fact, product->use_by);
    fact_day(&fact, product->best_before);
    fact_int(&fact, product->is_retired);
    fact_end(&fact);
    return journal_seal(journal, err);
}

static void bind_day(struct stmt *stmt, int parameter, struct day day)
{
    if (day.number == DAY_NONE_NUMBER)
        stmt_bind_null(stmt, parameter);
    else
        stmt_bind_int(stmt, parameter, day.number);
}

static bool product_store(struct db *db, const struct product *product, int position,
                          struct err *err)
{
    struct stmt put = db_prepare(db, SQL_PUT, err);

    stmt_bind_text(&put, 1, product->code);
    stmt_bind_int(&put, 2, position);
    stmt_bind_text(&put, 3, product->label);
    stmt_bind_int(&put, 4, product->price);
    stmt_bind_int(&put, 5, product->rate);
    stmt_bind_text(&put, 6, product->barcode);
    stmt_bind_text(&put, 7, product->category);
    stmt_bind_text(&put, 8, product->by_weight ? "kg" : "piece");
    stmt_bind_int(&put, 9, product->cost);
    stmt_bind_text(&put, 10, product->allergens);
    stmt_bind_text(&put, 11, product->fibres);
    bind_day(&put, 12, product->use_by);
    bind_day(&put, 13, product->best_before);
    stmt_bind_int(&put, 14, product->is_retired);
    stmt_run(&put);
    return stmt_finish(&put);
}

static bool product_is_same(const struct product *a, const struct product *b)
{
    return strcmp(a->label, b->label) == 0 && a->price == b->price && a->rate == b->rate &&
           strcmp(a->barcode, b->barcode) == 0 && strcmp(a->category, b->category) == 0 &&
           a->by_weight == b->by_weight && a->cost == b->cost &&
           strcmp(a->allergens, b->allergens) == 0 && strcmp(a->fibres, b->fibres) == 0 &&
           a->use_by.number == b->use_by.number && a->best_before.number == b->best_before.number &&
           a->is_retired == b->is_retired;
}

static bool product_place(struct db *db, int *position, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_NEXT_POSITION, err);
    int64_t count = 0;

    if (stmt_next(&query)) {
        *position = stmt_range(&query, 0, 0, INT_MAX);
        count = stmt_int(&query, 1);
    }
    if (!stmt_finish(&query))
        return false;
    if (count >= PRODUCTS_MAX)
        return err_fail(err, ERR_INPUT, _("Trop de produits : %d au plus."), PRODUCTS_MAX);
    return true;
}

bool product_put(struct journal *journal, const struct product *product, const struct actor *actor,
                 struct moment moment, struct err *err)
{
    struct db *db = journal->db;
    struct product before;
    int position = product->position;
    bool known = product_query(db, SQL_FIND, product->code, &before, err);

    if (err->code != ERR_NONE)
        return false;
    if (known && position == 0)
        position = before.position;
    if (!known && !product_place(db, &position, err))
        return false;

    struct product holder;
    bool taken =
        product->barcode[0] && product_query(db, SQL_FIND_BARCODE, product->barcode, &holder, err);

    if (taken && strcmp(holder.code, product->code) != 0)
        return err_fail(err, ERR_INPUT, _("Code-barres %s déjà pris par %s : en choisir un autre."),
                        product->barcode, holder.label);
    if (err->code != ERR_NONE)
        return false;
    if ((!known || !product_is_same(&before, product)) &&
        !product_seal(journal, product, actor, moment, err))
        return false;
    return product_store(db, product, position, err);
}

bool product_move_stock(struct journal *journal, const struct stock_move *move,
                        const struct actor *actor, struct moment moment, struct err *err)
{
    if (!journal_begin(journal, RECORD_STOCK, 0, actor, moment, err))
        return false;

    struct fact fact = fact_begin(journal, FACT_STOCK_MOVEMENT);

    fact_text(&fact, move->code);
    fact_int(&fact, move->quantity);
    fact_text(&fact, move->reason);
    fact_end(&fact);
    if (!journal_seal(journal, err))
        return false;

    struct stmt update = db_prepare(journal->db, SQL_MOVE, err);

    stmt_bind_int(&update, 1, move->quantity);
    stmt_bind_text(&update, 2, move->code);
    stmt_run(&update);
    return stmt_finish(&update);
}

bool product_add_sold(struct db *db, const char *code, thousandths quantity, cents gross,
                      bool *is_below, struct err *err)
{
    struct stmt add = db_prepare(db, SQL_ADD_SOLD, err);
    struct stmt below = db_prepare(db, SQL_IS_BELOW, err);
    bool good;

    stmt_bind_int(&add, 1, quantity);
    stmt_bind_int(&add, 2, gross);
    stmt_bind_text(&add, 3, code);
    stmt_run(&add);
    stmt_bind_text(&below, 1, code);
    *is_below = stmt_next(&below) && stmt_int(&below, 0) != 0;
    good = stmt_finish(&below);
    return stmt_finish(&add) && good;
}
