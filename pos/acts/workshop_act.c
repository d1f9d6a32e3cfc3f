#include "pos/acts/workshop_act.h"

#include "base/lang.h"
#include "pos/acts/act.h"
#include "ledger/product.h"
#include "programme/programme_store.h"
#include "programme/workbook.h"

#include <stdio.h>
#include <string.h>

enum { USUAL_RATE = 550, WHAT_MAX = 160 };

bool workshop_rate(struct till *till, const char *product, int *rate, struct err *err)
{
    struct product known;
    struct err unknown = ERR_EMPTY;

    *rate = till->session.vat_on ? USUAL_RATE : 0;
    if (product_find(till->db, product, &known, &unknown))
        *rate = known.rate;
    return unknown.code == ERR_NONE || unknown.code == ERR_NOT_FOUND ||
           err_fail(err, unknown.code, "%s", unknown.text);
}

/* Once the session is done, a reason: inside the transaction. */
static bool allow(struct till *till, const char *kind, const char *product, const char *reason,
                  struct err *err)
{
    char what[WHAT_MAX];
    const struct act act = { ACTION_PEOPLE, what, reason, false };

    snprintf(what, sizeof what, "%s %.40s", kind, product);
    return act_allow(till, &act, err);
}

/* What one packet costs without the stand goes to the till, when the product is there already. */
static bool cost_record(struct till *till, const char *code, const struct price_sheet *sheet,
                        struct err *err)
{
    struct price_result result;
    struct product product;
    struct err unknown = ERR_EMPTY;

    if (!product_find(till->db, code, &product, &unknown))
        return unknown.code == ERR_NOT_FOUND || err_fail(err, unknown.code, "%s", unknown.text);
    if (!price_sheet_solve(sheet, &result, err))
        return false;
    if (product.cost == result.variable_cents)
        return true;
    product.cost = result.variable_cents;
    return till_put_product(till, &product, err);
}

bool workshop_put_price(struct till *till, const char *product, const struct price_sheet *sheet,
                        const char *reason, struct err *err)
{
    if (!till_batch_begin(till, err))
        return false;

    bool good = allow(till, "price-sheet", product, reason, err) &&
                workbook_set_price_sheet(till->db, product, sheet, err) &&
                cost_record(till, product, sheet, err);

    return till_batch_end(till, good, err) && good;
}

bool workshop_put_batch(struct till *till, const struct batch *batch, const char *reason,
                        struct err *err)
{
    if (!till_batch_begin(till, err))
        return false;

    bool good = allow(till, "batch", batch->product, reason, err) &&
                workbook_add_batch(till->db, batch, err);

    if (good && batch->made > batch->lost)
        good = till_move_stock(till, batch->product, (batch->made - batch->lost) * ONE_PIECE,
                               "produced", err);
    return till_batch_end(till, good, err) && good;
}

struct change {
    const char *key;
    char old[DETAIL_MAX];
    char new[DETAIL_MAX];
};

static struct change text_change(const char *key, const char *before, const char *after)
{
    struct change change = { .key = key };

    snprintf(change.old, sizeof change.old, "%s", before);
    snprintf(change.new, sizeof change.new, "%s", after);
    return change;
}

static struct change count_change(const char *key, int64_t before, int64_t after)
{
    char old[24], new[24];

    snprintf(old, sizeof old, "%lld", (long long)before);
    snprintf(new, sizeof new, "%lld", (long long)after);
    return text_change(key, old, new);
}

/* What was and is, for the agenda in one line, for the trace a row each. */
static bool changes_note(struct till *till, const struct batch *before, const struct batch *after,
                         const char *reason, struct err *err)
{
    const struct change changes[] = {
        count_change("made", before->made, after->made),
        count_change("lost", before->lost, after->lost),
        count_change("day", before->day, after->day),
        text_change("allergens", before->allergens, after->allergens),
        text_change("materials", before->materials, after->materials),
        text_change("use_by", before->use_by, after->use_by),
    };
    char what[WHAT_MAX], key[WHAT_MAX], lot[WHAT_MAX];
    struct correction correction = { what, reason, till_now(till), till->actor.who };
    size_t length;

    snprintf(lot, sizeof lot, "%.32s:%.24s", before->product, before->lot);
    snprintf(what, sizeof what, "batch %.32s %.24s", before->product, before->lot);
    for (size_t i = 0; i < COUNT_OF(changes); i++)
        if (strcmp(changes[i].old, changes[i].new) != 0) {
            length = strlen(what);
            snprintf(what + length, sizeof what - length, ", %s %.40s → %.40s", changes[i].key,
                     changes[i].old, changes[i].new);
        }
    if (!programme_note_correction(till->db, &correction, err))
        return false;
    correction.what = key;
    for (size_t i = 0; i < COUNT_OF(changes); i++) {
        snprintf(key, sizeof key, "batch %s", changes[i].key);
        if (strcmp(changes[i].old, changes[i].new) != 0 &&
            !programme_trace(till->db, &correction,
                             &(struct traced){ lot, changes[i].old, changes[i].new }, err))
            return false;
    }
    return true;
}

bool workshop_correct_batch(struct till *till, const struct batch *before,
                            const struct batch *after, const char *reason, struct err *err)
{
    int64_t more = (after->made - after->lost) - (before->made - before->lost);

    if (!till_batch_begin(till, err))
        return false;

    bool good = changes_note(till, before, after, reason, err) &&
                workbook_correct_batch(till->db, after, err);

    if (good && more != 0)
        good = till_move_stock(till, after->product, more * ONE_PIECE, "correction", err);
    return till_batch_end(till, good, err) && good;
}
