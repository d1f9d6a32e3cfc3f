#include "programme/workbook.h"

#include "base/lang.h"
#include "base/text.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

static const char SQL_PRICE_SHEET[] =
    "SELECT quantity, materials_cents, packaging_cents, fixed_cents, price_cents "
    "FROM price_sheet WHERE product = ?1";
static const char SQL_SET_PRICE_SHEET[] =
    "INSERT INTO price_sheet (product, quantity, materials_cents, packaging_cents, fixed_cents, "
    "price_cents) VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (product) DO UPDATE SET "
    "quantity = excluded.quantity, materials_cents = excluded.materials_cents, "
    "packaging_cents = excluded.packaging_cents, fixed_cents = excluded.fixed_cents, "
    "price_cents = excluded.price_cents";
static const char SQL_RECIPE[] = "SELECT ingredient, quantity, cost_cents FROM recipe_item "
                                 "WHERE product = ?1 ORDER BY rank";
static const char SQL_CLEAR_RECIPE[] = "DELETE FROM recipe_item WHERE product = ?1";
static const char SQL_ADD_RECIPE_ITEM[] =
    "INSERT INTO recipe_item (product, rank, ingredient, quantity, cost_cents) "
    "VALUES (?1, ?2, ?3, ?4, ?5)";
static const char SQL_BATCH_EXISTS[] = "SELECT 1 FROM batch WHERE product = ?1 AND lot = ?2";
static const char SQL_ADD_BATCH[] =
    "INSERT INTO batch (product, lot, day, made, lost, materials, allergens, use_by) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
static const char SQL_CORRECT_BATCH[] =
    "UPDATE batch SET day = ?3, made = ?4, lost = ?5, materials = ?6, allergens = ?7, use_by = ?8 "
    "WHERE product = ?1 AND lot = ?2";
static const char SQL_BATCHES[] = "SELECT product, lot, day, made, lost, materials, allergens, "
                                  "use_by FROM batch ORDER BY day, product, lot";
static const char SQL_ADD_OPINION[] =
    "INSERT INTO opinion (moment, respondent, question, words) VALUES (?1, ?2, ?3, ?4)";
static const char SQL_OPINIONS[] =
    "SELECT moment, respondent, question, words FROM opinion ORDER BY id";
static const char SQL_FORGET_OPINION[] =
    "DELETE FROM opinion WHERE respondent = ?1 AND question = ?2";
static const char SQL_OPINION[] = "SELECT words FROM opinion WHERE respondent = ?1 AND "
                                  "question = ?2 ORDER BY id DESC LIMIT 1";
static const char SQL_ADD_CALL[] =
    "INSERT INTO follow_up_call (badge, date, channel, result) VALUES (?1, ?2, ?3, ?4)";
static const char SQL_CALLS[] =
    "SELECT date, channel, result FROM follow_up_call WHERE badge = ?1 ORDER BY date, id";

bool workbook_price_sheet(struct db *db, const char *product, struct price_sheet *out, bool *found,
                          struct err *err)
{
    struct stmt query = db_prepare(db, SQL_PRICE_SHEET, err);

    stmt_bind_text(&query, 1, product);
    *found = stmt_next(&query);
    if (*found)
        *out = (struct price_sheet){ .quantity = stmt_int(&query, 0),
                                     .materials_cents = stmt_int(&query, 1),
                                     .packaging_cents = stmt_int(&query, 2),
                                     .fixed_cents = stmt_int(&query, 3),
                                     .price_cents = stmt_int(&query, 4) };
    return stmt_finish(&query);
}

bool workbook_set_price_sheet(struct db *db, const char *product, const struct price_sheet *sheet,
                              struct err *err)
{
    struct price_result result;

    if (!price_sheet_solve(sheet, &result, err))
        return false;

    struct stmt put = db_prepare(db, SQL_SET_PRICE_SHEET, err);

    stmt_bind_text(&put, 1, product);
    stmt_bind_int(&put, 2, sheet->quantity);
    stmt_bind_int(&put, 3, sheet->materials_cents);
    stmt_bind_int(&put, 4, sheet->packaging_cents);
    stmt_bind_int(&put, 5, sheet->fixed_cents);
    stmt_bind_int(&put, 6, sheet->price_cents);
    stmt_run(&put);
    return stmt_finish(&put);
}

bool workbook_recipe(struct db *db, const char *product, struct recipe *out, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_RECIPE, err);

    *out = (struct recipe){ 0 };
    stmt_bind_text(&query, 1, product);
    while (stmt_next(&query) && out->count < RECIPE_ITEMS_MAX) {
        struct recipe_item *item = &out->items[out->count++];

        snprintf(item->ingredient, sizeof item->ingredient, "%s", stmt_text(&query, 0));
        snprintf(item->quantity, sizeof item->quantity, "%s", stmt_text(&query, 1));
        item->cost_cents = stmt_int(&query, 2);
    }
    return stmt_finish(&query);
}

static bool recipe_check(const struct recipe *recipe, struct err *err)
{
    for (int i = 0; i < recipe->count; i++) {
        if (recipe->items[i].ingredient[0] == '\0')
            return err_fail(err, ERR_INPUT, _("Un ingrédient n'a pas de nom : l'écrire."));
        if (recipe->items[i].cost_cents < 0 || recipe->items[i].cost_cents > WORKSHOP_CENTS_MAX)
            return err_fail(err, ERR_INPUT,
                            _("Un montant est négatif ou trop grand : écrire des euros."));
    }
    return true;
}

bool workbook_set_recipe(struct db *db, const char *product, const struct recipe *recipe,
                         struct err *err)
{
    if (!recipe_check(recipe, err))
        return false;

    struct stmt clear = db_prepare(db, SQL_CLEAR_RECIPE, err);

    stmt_bind_text(&clear, 1, product);
    stmt_run(&clear);
    if (!stmt_finish(&clear))
        return false;

    struct stmt insert = db_prepare(db, SQL_ADD_RECIPE_ITEM, err);

    for (int i = 0; i < recipe->count; i++) {
        stmt_bind_text(&insert, 1, product);
        stmt_bind_int(&insert, 2, i + 1);
        stmt_bind_text(&insert, 3, recipe->items[i].ingredient);
        stmt_bind_text(&insert, 4, recipe->items[i].quantity);
        stmt_bind_int(&insert, 5, recipe->items[i].cost_cents);
        stmt_run(&insert);
    }
    return stmt_finish(&insert);
}

int64_t recipe_cost_cents(const struct recipe *recipe)
{
    int64_t sum = 0;

    for (int i = 0; i < recipe->count; i++)
        sum += recipe->items[i].cost_cents;
    return sum;
}

static bool batch_exists(struct db *db, const struct batch *batch, bool *out, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_BATCH_EXISTS, err);

    stmt_bind_text(&query, 1, batch->product);
    stmt_bind_text(&query, 2, batch->lot);
    *out = stmt_next(&query);
    return stmt_finish(&query);
}

static bool batch_run(struct db *db, const char *sql, const struct batch *batch, struct err *err)
{
    struct stmt stmt = db_prepare(db, sql, err);

    stmt_bind_text(&stmt, 1, batch->product);
    stmt_bind_text(&stmt, 2, batch->lot);
    stmt_bind_int(&stmt, 3, batch->day);
    stmt_bind_int(&stmt, 4, batch->made);
    stmt_bind_int(&stmt, 5, batch->lost);
    stmt_bind_text(&stmt, 6, batch->materials);
    stmt_bind_text(&stmt, 7, batch->allergens);
    stmt_bind_text(&stmt, 8, batch->use_by);
    stmt_run(&stmt);
    return stmt_finish(&stmt);
}

bool workbook_add_batch(struct db *db, const struct batch *batch, struct err *err)
{
    bool exists;

    if (!batch_check(batch, err) || !batch_exists(db, batch, &exists, err))
        return false;
    if (exists)
        return err_fail(err, ERR_INPUT, _("Le lot %s existe déjà : en prendre un autre."),
                        batch->lot);

    return batch_run(db, SQL_ADD_BATCH, batch, err);
}

bool workbook_correct_batch(struct db *db, const struct batch *batch, struct err *err)
{
    bool exists;

    if (!batch_check(batch, err) || !batch_exists(db, batch, &exists, err))
        return false;
    if (!exists)
        return err_fail(err, ERR_NOT_FOUND, _("Le lot %s n'existe pas : voir la liste des lots."),
                        batch->lot);
    return batch_run(db, SQL_CORRECT_BATCH, batch, err);
}

bool workbook_each_batch(struct db *db, batch_fn *each, void *context, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_BATCHES, err);

    while (stmt_next(&query)) {
        struct batch batch = { .day = stmt_range(&query, 2, 1, DAYS_MAX),
                               .made = stmt_int(&query, 3),
                               .lost = stmt_int(&query, 4) };

        snprintf(batch.product, sizeof batch.product, "%s", stmt_text(&query, 0));
        snprintf(batch.lot, sizeof batch.lot, "%s", stmt_text(&query, 1));
        snprintf(batch.materials, sizeof batch.materials, "%s", stmt_text(&query, 5));
        snprintf(batch.allergens, sizeof batch.allergens, "%s", stmt_text(&query, 6));
        snprintf(batch.use_by, sizeof batch.use_by, "%s", stmt_text(&query, 7));
        each(context, &batch);
    }
    return stmt_finish(&query);
}

bool workbook_add_opinion(struct db *db, const struct opinion *opinion, struct err *err)
{
    struct stmt insert = db_prepare(db, SQL_ADD_OPINION, err);

    stmt_bind_text(&insert, 1, opinion->moment);
    stmt_bind_text(&insert, 2, opinion->respondent);
    stmt_bind_text(&insert, 3, opinion->question);
    stmt_bind_text(&insert, 4, opinion->words);
    stmt_run(&insert);
    return stmt_finish(&insert);
}

bool opinion_check(const struct opinion *opinion, struct err *err)
{
    if (opinion->words[strspn(opinion->words, " ")] == '\0')
        return err_fail(err, ERR_INPUT, _("Rien n'est dit : écrire les mots, ou ôter la ligne."));
    if (strlen(opinion->words) >= OPINION_WORDS_MAX)
        return err_fail(err, ERR_INPUT, _("C'est trop long : %d lettres au plus."),
                        (int)OPINION_WORDS_MAX - 1);
    return text_is_clean(opinion->words) ||
           err_fail(err, ERR_INPUT, _("Ces mots ont un signe illisible : les écrire à nouveau."));
}

bool workbook_put_opinion(struct db *db, const struct opinion *opinion, struct err *err)
{
    struct stmt forget = db_prepare(db, SQL_FORGET_OPINION, err);

    stmt_bind_text(&forget, 1, opinion->respondent);
    stmt_bind_text(&forget, 2, opinion->question);
    stmt_run(&forget);
    if (!stmt_finish(&forget))
        return false;
    if (opinion->words[0] == '\0')
        return true;
    return opinion_check(opinion, err) && workbook_add_opinion(db, opinion, err);
}

bool workbook_opinion(struct db *db, const char *respondent, const char *question,
                      char out[OPINION_WORDS_MAX], struct err *err)
{
    struct stmt query = db_prepare(db, SQL_OPINION, err);

    out[0] = '\0';
    stmt_bind_text(&query, 1, respondent);
    stmt_bind_text(&query, 2, question);
    if (stmt_next(&query))
        snprintf(out, OPINION_WORDS_MAX, "%s", stmt_text(&query, 0));
    return stmt_finish(&query);
}

bool workbook_each_opinion(struct db *db, opinion_fn *each, void *context, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_OPINIONS, err);

    while (stmt_next(&query)) {
        const struct opinion opinion = { stmt_text(&query, 0), stmt_text(&query, 1),
                                         stmt_text(&query, 2), stmt_text(&query, 3) };

        each(context, &opinion);
    }
    return stmt_finish(&query);
}

static const struct field_word CHANNELS[] = {
    { "telephone", N_("téléphone") },
    { "online", N_("en ligne") },
    { "letter", N_("lettre") },
    { "visit", N_("visite") },
    { NULL, NULL },
};

static const struct field_word RESULTS[] = {
    { "no-answer", N_("pas de réponse") },
    { "answered", N_("a répondu") },
    { "refused", N_("a refusé") },
    { "lost", N_("injoignable") },
    { NULL, NULL },
};

#define CALL_AT(member) FIELD_AT(struct follow_up_call, member)

const struct field CALL_FIELDS[CALL_FIELD_COUNT] = {
    { "badge", N_("Badge"), NULL, &FIELD_TEXT, CALL_AT(badge), .required = true },
    { "date", N_("Quel jour"), NULL, &FIELD_DAY, CALL_AT(date), .required = true,
      .day = DAY_OF_FACT },
    { "channel", N_("Comment"), NULL, &FIELD_WORD, CALL_AT(channel), .words = CHANNELS,
      .required = true },
    { "result", N_("Résultat"), NULL, &FIELD_WORD, CALL_AT(result), .words = RESULTS,
      .required = true },
};

bool workbook_add_call(struct db *db, const struct follow_up_call *call, struct err *err)
{
    struct stmt insert = db_prepare(db, SQL_ADD_CALL, err);

    stmt_bind_text(&insert, 1, call->badge);
    stmt_bind_int(&insert, 2, call->date.number);
    stmt_bind_text(&insert, 3, call->channel);
    stmt_bind_text(&insert, 4, call->result);
    stmt_run(&insert);
    return stmt_finish(&insert);
}

bool workbook_each_call(struct db *db, const char *badge, call_fn *each, void *context,
                        struct err *err)
{
    struct stmt query = db_prepare(db, SQL_CALLS, err);

    stmt_bind_text(&query, 1, badge);
    while (stmt_next(&query)) {
        struct follow_up_call call = { .date = stmt_day(&query, 0) };

        snprintf(call.badge, sizeof call.badge, "%s", badge);
        snprintf(call.channel, sizeof call.channel, "%s", stmt_text(&query, 1));
        snprintf(call.result, sizeof call.result, "%s", stmt_text(&query, 2));
        each(context, &call);
    }
    return stmt_finish(&query);
}

/* The last call that settled something wins; "no-answer" settles nothing. */
static void call_weigh(void *context, const struct follow_up_call *call)
{
    struct follow_up *follow_up = context;

    follow_up->attempts++;
    if (strcmp(call->result, "answered") == 0)
        follow_up->state = FOLLOW_UP_ANSWERED;
    else if (strcmp(call->result, "refused") == 0)
        follow_up->state = FOLLOW_UP_REFUSED;
    else if (strcmp(call->result, "lost") == 0)
        follow_up->state = FOLLOW_UP_LOST;
}

bool workbook_follow_up(struct db *db, const char *badge, struct follow_up_window window,
                        struct day today, struct follow_up *out, struct err *err)
{
    *out = (struct follow_up){ .state = FOLLOW_UP_UNDATED };
    if (!workbook_each_call(db, badge, call_weigh, out, err))
        return false;
    if (out->state == FOLLOW_UP_UNDATED && window.from.number != DAY_NONE_NUMBER)
        out->state = today.number < window.from.number  ? FOLLOW_UP_WAITING
                     : today.number <= window.to.number ? FOLLOW_UP_DUE
                                                        : FOLLOW_UP_LATE;
    return true;
}

const char *follow_up_word(enum follow_up_state state)
{
    static const char *const WORDS[] = { "undated",  "waiting", "due", "late",
                                         "answered", "refused", "lost" };

    return WORDS[state];
}

const char *follow_up_name(enum follow_up_state state)
{
    static const char *const NAMES[] = { N_("sans date"),  N_("à venir"),   N_("à appeler"),
                                         N_("en retard"),  N_("a répondu"), N_("a refusé"),
                                         N_("injoignable") };

    return _(NAMES[state]);
}
