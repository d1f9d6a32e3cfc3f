/* The workshops of J2, J3 and J4 by command: a price, a loan as an exercise, a making. */
#include "base/lang.h"
#include "ledger/allergens.h"
#include "pos/acts/workshop_act.h"
#include "pos/commands/command.h"
#include "reports/figures/group_look.h"
#include "programme/agenda.h"
#include "programme/programme_store.h"
#include "programme/workbook.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WHAT_AT = 1, DETAIL_AT = 2, VALUES_AT = 3 };

/* -- KEY=VALUE. -- */

/* The value of `key`, NULL when that argument is another one. */
static const char *value_of(const char *argument, const char *key)
{
    size_t length = strlen(key);

    return strncmp(argument, key, length) == 0 && argument[length] == '=' ? argument + length + 1
                                                                          : NULL;
}

static bool count_parse(const char *text, int64_t *out, struct err *err)
{
    char *end;
    long long number = strtoll(text, &end, 10);

    if (end == text || *end != '\0' || number < 0 || number > WORKSHOP_QUANTITY_MAX)
        return err_fail(err, ERR_INPUT, _("« %.20s » : un nombre entier."), text);
    *out = number;
    return true;
}

/* One of the keys of a price sheet. ERR_USAGE: none of them. */
static bool price_take(const char *argument, struct price_sheet *sheet, struct err *err)
{
    const struct {
        const char *key;
        int64_t *cents;
    } AMOUNTS[] = {
        { "materials", &sheet->materials_cents },
        { "packaging", &sheet->packaging_cents },
        { "stand", &sheet->fixed_cents },
        { "price", &sheet->price_cents },
    };
    const char *value = value_of(argument, "quantity");

    if (value)
        return count_parse(value, &sheet->quantity, err);
    for (size_t i = 0; i < COUNT_OF(AMOUNTS); i++)
        if ((value = value_of(argument, AMOUNTS[i].key)) != NULL)
            return money_parse(value, AMOUNTS[i].cents, err);
    if ((value = value_of(argument, "vat")) != NULL)
        return rate_parse(value, &sheet->rate, err);
    return err_fail(err, ERR_USAGE,
                    _("« %.40s » : quantity= materials= packaging= stand= price= ou vat=."),
                    argument);
}

/* -- J2. -- */

static void price_put_facts(const struct price_sheet *sheet, const struct price_result *result,
                            struct page *page)
{
    char rate[MONEY_TEXT_MAX];

    rate_format_file(sheet->rate, rate);
    page_begin_table(page, &PAGE_FACTS);
    page_fact(page, "price", _("Prix payé, TVA comprise"), cell_money(sheet->price_cents));
    page_fact(page, "vat_rate", _("TVA, en %"), cell_text(rate));
    page_fact(page, "price_net", _("Prix sans la taxe"), cell_money(result->net_cents));
    page_fact(page, "variable", _("Un paquet coûte"), cell_money(result->variable_cents));
    page_fact(page, "margin", _("Il reste"), cell_money(result->margin_cents));
    page_fact(page, "full_cost", _("Tout compris"), cell_money(result->full_cost_cents));
    page_fact(page, "break_even", _("À vendre pour ne rien perdre"),
              result->breaks_even ? cell_integer(result->break_even) : CELL_NONE);
    page_end_table(page);
    if (!result->breaks_even)
        page_sentence(page, _("Ce prix perd de l'argent."));
}

static bool price_run(struct command *command, struct book *book, struct err *err)
{
    const char *product = command->arguments[DETAIL_AT];
    struct price_sheet sheet;
    struct price_result result;
    struct page_target target;
    struct page *page;
    bool found = false;

    if (!workbook_price_sheet(book->db, product, &sheet, &found, err))
        return false;
    if (!found)
        sheet = (struct price_sheet){ .quantity = 0 };
    if (!workshop_rate(&book->till, product, &sheet.rate, err))
        return false;
    for (int i = VALUES_AT; i < command->argument_count; i++)
        if (!price_take(command->arguments[i], &sheet, err))
            return false;
    if (!price_sheet_solve(&sheet, &result, err) ||
        !command_target(command, "price", &target, err) ||
        !workshop_put_price(&book->till, product, &sheet, command_value(command, "--reason"),
                            err) ||
        !group_page_open(book->till.db, &target, &page, err))
        return false;
    page_title(page, _("Notre prix"), product);
    price_put_facts(&sheet, &result, page);
    return page_close(page, err);
}

/* -- J3. -- */

static bool loan_run(struct command *command, struct book *book, struct err *err)
{
    const struct page_column columns[] = {
        { "month", _("Mois"), CELL_INTEGER, READER_ALL, false },
        { "payment", _("On rend"), CELL_MONEY, READER_ALL, true },
        { "interest", _("Intérêts"), CELL_MONEY, READER_ALL, true },
        { "balance", _("Il reste"), CELL_MONEY, READER_ALL, false },
    };
    const struct page_table table = { .columns = columns,
                                      .column_count = (int)COUNT_OF(columns),
                                      .total_label = _("En tout"),
                                      .total_name = "TOTAL" };
    struct page_target target;
    struct page *page;
    struct loan loan;
    int64_t months;
    cents amount;
    basis_points rate;

    if (command->argument_count != VALUES_AT + 2)
        return command_misused(command, err);
    if (!money_parse(command->arguments[DETAIL_AT], &amount, err) ||
        !count_parse(command->arguments[VALUES_AT], &months, err) ||
        !rate_parse(command->arguments[VALUES_AT + 1], &rate, err) ||
        !loan_plan(amount, (int)months, rate, &loan, err) ||
        !command_target(command, "loan", &target, err) ||
        !group_page_open(book->till.db, &target, &page, err))
        return false;
    page_title(page, _("Exercice : un prêt"), "");
    page_sentence(page, _(" EXERCICE : aucun prêt n'est demandé. "));
    page_begin_table(page, &table);
    for (int i = 0; i < loan.months; i++)
        page_row(page,
                 (struct cell[]){ cell_integer(i + 1), cell_money(loan.table[i].payment_cents),
                                  cell_money(loan.table[i].interest_cents),
                                  cell_money(loan.table[i].balance_cents) });
    page_end_table(page);
    return page_close(page, err);
}

/* -- J4. -- */

/* The day of the session at that date; without one the day of production. */
static bool day_of_batch(struct db *db, const char *date, int *out, struct err *err)
{
    struct calendar calendar;
    struct day day;

    if (!programme_calendar(db, &calendar, err))
        return false;
    if (!date) {
        *out = calendar_step_day(&calendar, STEP_PRODUCE);
        return true;
    }
    if (!day_parse(date, &day, err))
        return false;
    *out = calendar_find(&calendar, day);
    return *out > 0 || err_fail(err, ERR_INPUT, _("Le %s n'est pas un jour de la session."), date);
}

static bool batch_add(struct command *command, struct book *book, struct err *err)
{
    const char *lot = command_value(command, "--lot"), *lost = command_value(command, "--lost");
    const char *allergens = command_value(command, "--allergens");
    struct batch batch = { .lost = 0 };
    struct product product;

    if (!lot || command->argument_count != VALUES_AT + 1)
        return command_misused(command, err);
    if (!product_find(book->db, command->arguments[DETAIL_AT], &product, err) ||
        !count_parse(command->arguments[VALUES_AT], &batch.made, err) ||
        (lost && !count_parse(lost, &batch.lost, err)) ||
        !text_copy(batch.lot, sizeof batch.lot, lot, "--lot", err) ||
        !text_copy(batch.allergens, sizeof batch.allergens, allergens ? allergens : "",
                   "--allergens", err) ||
        !day_of_batch(book->db, command_value(command, "--date"), &batch.day, err))
        return false;
    snprintf(batch.product, sizeof batch.product, "%s", product.code);
    return workshop_put_batch(&book->till, &batch, command_value(command, "--reason"), err) &&
           printf("batch %s %s %lld\n", batch.product, batch.lot,
                  (long long)(batch.made - batch.lost)) > 0;
}

static void batch_row(void *context, const struct batch *batch)
{
    page_row(context, (struct cell[]){ cell_text(batch->product), cell_text(batch->lot),
                                       cell_integer(batch->day), cell_integer(batch->made),
                                       cell_integer(batch->lost), cell_text(batch->materials),
                                       cell_text(batch->allergens), cell_text(batch->use_by) });
}

static bool batch_list(struct command *command, struct book *book, struct err *err)
{
    const struct page_column columns[] = {
        { "product", _("Produit"), CELL_TEXT, READER_ALL, false },
        { "lot", _("Lot"), CELL_TEXT, READER_ALL, false },
        { "day", _("Jour"), CELL_INTEGER, READER_ALL, false },
        { "made", _("Faits"), CELL_INTEGER, READER_ALL, true },
        { "lost", _("Perdus"), CELL_INTEGER, READER_ALL, true },
        { "materials", _("Avec quoi"), CELL_TEXT, READER_ALL, false },
        { "allergens", _("Allergènes"), CELL_TEXT, READER_ALL, false },
        { "use_by", _("À utiliser avant"), CELL_TEXT, READER_ALL, false },
    };
    const struct page_table table = { .columns = columns, .column_count = (int)COUNT_OF(columns) };
    struct page_target target;
    struct page *page;

    if (!command_target(command, "batches", &target, err) ||
        !group_page_open(book->till.db, &target, &page, err))
        return false;
    page_title(page, _("Ce que nous avons fait"), book->till.session.name);
    page_begin_table(page, &table);
    if (!workbook_each_batch(book->db, batch_row, page, err)) {
        page_abandon(page);
        return false;
    }
    page_end_table(page);
    return page_close(page, err);
}

/* The batch of a lot, "L1" or "C1:L1" where two products have the same. */
struct search {
    const char *asked;
    struct batch batch;
    int found;
};

static void search_batch(void *context, const struct batch *batch)
{
    struct search *search = context;
    char full[sizeof batch->product + sizeof batch->lot + 1];

    snprintf(full, sizeof full, "%s:%s", batch->product, batch->lot);
    if (strcmp(search->asked, batch->lot) != 0 && strcmp(search->asked, full) != 0)
        return;
    search->batch = *batch;
    search->found++;
}

static bool batch_change(const char *argument, struct batch *batch, struct err *err)
{
    const char *value;
    int64_t day;

    if ((value = value_of(argument, "made")) != NULL)
        return count_parse(value, &batch->made, err);
    if ((value = value_of(argument, "lost")) != NULL)
        return count_parse(value, &batch->lost, err);
    if ((value = value_of(argument, "allergens")) != NULL)
        return text_copy(batch->allergens, sizeof batch->allergens, value, "allergens", err);
    if ((value = value_of(argument, "materials")) != NULL)
        return text_copy(batch->materials, sizeof batch->materials, value, "materials", err);
    if ((value = value_of(argument, "use_by")) != NULL)
        return text_copy(batch->use_by, sizeof batch->use_by, value, "use_by", err);
    if ((value = value_of(argument, "day")) != NULL) {
        if (!count_parse(value, &day, err))
            return false;
        batch->day = (int)day;
        return true;
    }
    return err_fail(err, ERR_USAGE,
                    _("« %.40s » : made= lost= allergens= materials= use_by= ou day=."), argument);
}

static bool batch_correct(struct command *command, struct book *book, struct err *err)
{
    struct search search = { .found = 0 };
    struct batch after;

    if (command->argument_count < VALUES_AT + 2)
        return command_misused(command, err);
    search.asked = command->arguments[VALUES_AT];
    if (!workbook_each_batch(book->db, search_batch, &search, err))
        return false;
    if (search.found != 1)
        return err_fail(err, ERR_NOT_FOUND,
                        search.found == 0
                            ? _("Lot « %.24s » inconnu : voir workshop BOOK batch list.")
                            : _("Lot « %.24s » : plusieurs produits l'ont, écrire PRODUIT:LOT."),
                        search.asked);
    after = search.batch;
    for (int i = VALUES_AT + 1; i < command->argument_count; i++)
        if (!batch_change(command->arguments[i], &after, err))
            return false;
    return workshop_correct_batch(&book->till, &search.batch, &after,
                                  command_value(command, "--reason"), err);
}

static bool batch_run(struct command *command, struct book *book, struct err *err)
{
    const char *what = command->arguments[DETAIL_AT];

    if (strcmp(what, "list") == 0 && command->argument_count == VALUES_AT)
        return batch_list(command, book, err);
    return strcmp(what, "correct") == 0 ? batch_correct(command, book, err)
                                        : batch_add(command, book, err);
}

/* What records nothing needs no book that can be written. */
static bool workshop_reads(const struct command *command)
{
    const char *what = command->arguments[WHAT_AT];

    return strcmp(what, "loan") == 0 ||
           (strcmp(what, "batch") == 0 && command->argument_count == VALUES_AT &&
            strcmp(command->arguments[DETAIL_AT], "list") == 0);
}

static bool workshop_run(struct command *command, struct err *err)
{
    static const struct {
        const char *name;
        bool (*run)(struct command *command, struct book *book, struct err *err);
    } WORKSHOPS[] = { { "price", price_run }, { "loan", loan_run }, { "batch", batch_run } };
    struct book book;

    for (size_t i = 0; i < COUNT_OF(WORKSHOPS); i++) {
        if (strcmp(command->arguments[WHAT_AT], WORKSHOPS[i].name) != 0)
            continue;
        command->host_corrects = true;
        if (workshop_reads(command) ? !command_look_book(command, AS_ANIMATOR, &book, err)
                                    : !command_open_book(command, AS_ANIMATOR, &book, err))
            return false;

        bool good = WORKSHOPS[i].run(command, &book, err);

        book_close(&book);
        return good;
    }
    return command_misused(command, err);
}

const struct command_kind COMMAND_WORKSHOP = {
    .name = "workshop",
    .usage = "BOOK price PRODUCT [quantity=N] [materials=E] [packaging=E] [stand=E] [price=E] "
             "[vat=R] | BOOK loan AMOUNT MONTHS RATE | BOOK batch PRODUCT QUANTITY --lot L "
             "[--date D] [--lost N] [--allergens A;B] | BOOK batch list | BOOK batch correct LOT "
             "KEY=VALUE… --reason R [--format text|csv|pdf|xlsx|html] [-o FILE] [--force] "
             "[--as WHO]",
    .summary = N_("Les ateliers : le prix d'un paquet avec et sans TVA, un prêt en exercice, une "
                  "fabrication et sa correction."),
    .options = " --lot= --date= --lost= --allergens= --reason= --format= -o= --force --as= ",
    .argument_min = 3,
    .argument_max = 12,
    .run = workshop_run,
};
