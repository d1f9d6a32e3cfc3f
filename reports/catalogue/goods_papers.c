/* The papers of what is sold and made: prices, batches, recipes, labels. */
#include "base/lang.h"
#include "programme/workbook.h"
#include "reports/catalogue/session_data.h"
#include "reports/papers/paper_keepsake.h"
#include "reports/papers/paper_label.h"
#include "reports/papers/paper_money.h"
#include "reports/papers/paper_workshop.h"

#include <stdlib.h>
#include <string.h>

enum { PRICES_MAX = 20 };

bool session_paper_recipes(const struct session_data *papers, int person, struct outlet *outlet,
                           struct err *err)
{
    struct recipe_card *cards = calloc(PRICES_MAX, sizeof *cards);
    bool good = true;
    int count = 0;

    (void)person;
    if (!cards)
        return err_fail(err, ERR_STORAGE, _("Plus de mémoire : fermer d'autres programmes."));
    for (int i = 0; good && i < papers->goods.count && count < PRICES_MAX; i++) {
        const struct product *product = &papers->goods.list[i];

        cards[count].product = product->label;
        good = workbook_recipe(papers->till->db, product->code, &cards[count].recipe, err);
        count += good && cards[count].recipe.count > 0;
    }
    good = good && paper_recipes(&papers->head, cards, count, outlet, err);
    free(cards);
    return good;
}

bool session_paper_prices(const struct session_data *papers, int person, struct outlet *outlet,
                          struct err *err)
{
    struct price_paper prices[PRICES_MAX];
    int count = papers->goods.count < PRICES_MAX ? papers->goods.count : PRICES_MAX;

    (void)person;
    for (int i = 0; i < count; i++) {
        const struct product *product = &papers->goods.list[i];

        prices[i] = (struct price_paper){ .product = product->label };
        if (!workbook_price_sheet(papers->till->db, product->code, &prices[i].sheet,
                                  &prices[i].known, err))
            return false;
        prices[i].sheet.rate = product->rate;
    }
    return paper_price_sheets(&papers->head, prices, count, outlet, err);
}

/* The workshop's own example of J3: 300,00 € over a year at 6 %. */
bool session_paper_loan(const struct session_data *papers, int person, struct outlet *outlet,
                        struct err *err)
{
    struct loan loan;

    (void)person;
    return loan_plan(30000, 12, 600, &loan, err) && paper_loan(&papers->head, &loan, outlet, err);
}

struct batch_list {
    struct batch list[BATCHES_SHOWN_MAX];
    int count;
};

static void take_batch(void *context, const struct batch *batch)
{
    struct batch_list *batches = context;

    if (batches->count < BATCHES_SHOWN_MAX)
        batches->list[batches->count++] = *batch;
}

static const char *product_name(const struct session_data *papers, const char *code)
{
    for (int i = 0; i < papers->goods.count; i++)
        if (strcmp(papers->goods.list[i].code, code) == 0)
            return papers->goods.list[i].label;
    return code;
}

bool session_paper_batches(const struct session_data *papers, int person, struct outlet *outlet,
                           struct err *err)
{
    struct batch_list batches = { .count = 0 };
    const char *names[BATCHES_SHOWN_MAX];

    (void)person;
    if (!workbook_each_batch(papers->till->db, take_batch, &batches, err))
        return false;
    for (int i = 0; i < batches.count; i++)
        names[i] = product_name(papers, batches.list[i].product);
    return paper_batches(&papers->head, batches.list, names, batches.count, outlet, err);
}

static void set_pictures(const struct session_data *papers, struct label_sheets *sheets)
{
    for (int i = 0; i < sheets->count; i++) {
        const struct product *product = &sheets->list[i].product;

        sheets->list[i].picture =
            pictures_of_product(papers->pictures, product->code, product->label);
    }
}

/* A page for each batch, and one with a blank lot for each product without any. */
static bool put_labels(const struct session_data *papers, const struct batch_list *batches,
                       struct label_sheets *sheets, struct err *err)
{
    for (int i = 0; i < papers->goods.count; i++) {
        const struct product *product = &papers->goods.list[i];
        int before = sheets->count;

        for (int k = 0; k < batches->count && sheets->count < LABEL_SHEETS_MAX; k++) {
            const struct batch *batch = &batches->list[k];
            struct product_label *label = &sheets->list[sheets->count];

            if (strcmp(batch->product, product->code) != 0)
                continue;
            if (!goods_of_batch(product, batch, &label->product, err) ||
                !label_words_read(papers->till->db, product->code, batch, &label->words, err))
                return false;
            label->batch = batch;
            sheets->count++;
        }
        if (sheets->count > before || sheets->count == LABEL_SHEETS_MAX)
            continue;
        sheets->list[sheets->count] = (struct product_label){ .product = *product };
        if (!label_words_read(papers->till->db, product->code, NULL,
                              &sheets->list[sheets->count++].words, err))
            return false;
    }
    return true;
}

bool session_paper_labels(const struct session_data *papers, int person, struct outlet *outlet,
                          struct err *err)
{
    struct label_sheets *sheets = calloc(1, sizeof *sheets);
    struct batch_list batches = { .count = 0 };
    bool good;

    (void)person;
    if (!sheets)
        return err_fail(err, ERR_STORAGE, _("Plus de mémoire : fermer d'autres programmes."));
    sheets->sector = papers->goods.sector;
    good = workbook_each_batch(papers->till->db, take_batch, &batches, err) &&
           put_labels(papers, &batches, sheets, err);
    set_pictures(papers, sheets);
    good = good && paper_labels(&papers->head, sheets, outlet, err);
    free(sheets);
    return good;
}
