/* Services: quotes, invoices and credit notes, and what clients pay. */
#include "base/lang.h"
#include "ledger/billing/billing.h"
#include "pos/acts/date_limits.h"
#include "pos/commands/command.h"
#include "reports/figures/group_look.h"
#include "reports/figures/service_list.h"

#include <stdio.h>
#include <stdlib.h>

/* As PDF where `-o` says; its number on standard output. */
static bool document_give(struct command *command, struct till *till,
                          const struct document *document, struct err *err)
{
    const char *path = command_value(command, "-o");
    struct page_target target = { .format = PAGE_PDF,
                                  .path = path,
                                  .force = command_has(command, "--force"),
                                  .title = document->number,
                                  .made_at = till_now(till) };
    char gross[MONEY_TEXT_MAX];
    struct page *page;

    money_format_file(document->gross, gross);
    printf("%s %s %s\n", document_kind_word(document->kind), document->number, gross);
    if (!path)
        return true;
    if (!group_page_open(till->db, &target, &page, err))
        return false;
    document_page(&till->session, document, page);
    return page_close(page, err);
}

static bool number_option(const struct command *command, const char *option, int64_t most,
                          int64_t *out, struct err *err)
{
    const char *text = command_value(command, option);
    char *end = NULL;
    long long number = text ? strtoll(text, &end, 10) : *out;

    if (text && (end == text || *end != '\0' || number < 0 || number > most))
        return err_fail(err, ERR_USAGE, _("%s %.20s : un nombre."), option, text);
    *out = number;
    return true;
}

static bool choice_take(const struct command *command, struct billing_choice *out, struct err *err)
{
    int64_t days = -1;

    *out = (struct billing_choice){ .client = command->arguments[1],
                                    .order = command_value(command, "--order") };
    if (!number_option(command, "--job", INT64_MAX, &out->job, err) ||
        !number_option(command, "--days", 365, &days, err))
        return false;
    out->due_days = (int)days;
    return true;
}

typedef bool act_fn(struct command *command, struct till *till, struct document *document,
                    struct err *err);

static bool document_run(struct command *command, act_fn *act, struct err *err)
{
    struct document *document = calloc(1, sizeof *document);
    struct book book;
    bool good;

    if (!document)
        abort();
    command->host_corrects = true;
    good = command_place_check(command, err) && command_open_book(command, AS_ANIMATOR, &book, err);
    if (good) {
        command_correct(command, &book.till);
        good = act(command, &book.till, document, err) &&
               document_give(command, &book.till, document, err);
        book_close(&book);
    }
    free(document);
    return good;
}

static bool quote_act(struct command *command, struct till *till, struct document *document,
                      struct err *err)
{
    struct billing_choice choice;

    return choice_take(command, &choice, err) && billing_quote(till, &choice, document, err);
}

static bool invoice_act(struct command *command, struct till *till, struct document *document,
                        struct err *err)
{
    struct billing_choice choice;

    return choice_take(command, &choice, err) && billing_invoice(till, &choice, document, err);
}

static bool credit_act(struct command *command, struct till *till, struct document *document,
                       struct err *err)
{
    const char *reason = command_value(command, "--reason");
    struct crediting crediting = { .invoice = command->arguments[1],
                                   .reason = reason ? reason : "" };
    int64_t line = 0;

    if (!number_option(command, "--line", DOCUMENT_LINES_MAX, &line, err))
        return false;
    crediting.line = (int)line;
    if (command_has(command, "--line") && (line == 0 || command->argument_count > 2))
        return err_fail(err, ERR_USAGE, _("Ou une ligne, de 1 à 60, ou une somme : pas les deux."));
    if (command->argument_count > 2 &&
        !command_amount(command->arguments[2], &crediting.amount, err))
        return false;
    if (command->argument_count > 2 && crediting.amount == 0)
        crediting.amount = -1; /* nothing is no note */
    return billing_credit(till, &crediting, document, err);
}

static bool quote_run(struct command *command, struct err *err)
{
    return document_run(command, quote_act, err);
}

static bool invoice_run(struct command *command, struct err *err)
{
    return document_run(command, invoice_act, err);
}

static bool credit_run(struct command *command, struct err *err)
{
    return document_run(command, credit_act, err);
}

static bool settle_book(struct command *command, struct till *till, struct err *err)
{
    const char *date = command_value(command, "--date");
    struct settlement settlement = { .invoice = command->arguments[1],
                                     .means = command->arguments[2],
                                     .day = DAY_NONE };
    struct document_balance balance;
    char left[MONEY_TEXT_MAX];

    if (!command_amount(command->arguments[3], &settlement.amount, err) ||
        (date && !day_parse(date, &settlement.day, err)) ||
        !date_limits_check(till, DAY_OF_FACT, settlement.day, command_value(command, "--reason"),
                           err) ||
        !billing_settle(till, &settlement, &balance, err))
        return false;
    money_format_file(balance.left, left);
    printf("settled %s left %s\n", settlement.invoice, left);
    return true;
}

static bool settle_run(struct command *command, struct err *err)
{
    struct book book;

    command->host_corrects = true;
    if (!command_open_book(command, AS_ANIMATOR, &book, err))
        return false;
    command_correct(command, &book.till);

    bool good = settle_book(command, &book.till, err);

    book_close(&book);
    return good;
}

const struct command_kind COMMAND_QUOTE = {
    .name = "quote",
    .usage = "BOOK CLIENT [--job N] [--days N] [-o FILE] [--force] [--as WHO] [--reason R]",
    .summary = N_("Un devis pour les travaux d'un client, numéroté et scellé ; en PDF avec -o."),
    .options = " --job= --days= -o= --force --as= --reason= ",
    .argument_min = 2,
    .argument_max = 2,
    .run = quote_run,
};

const struct command_kind COMMAND_INVOICE = {
    .name = "invoice",
    .usage =
        "BOOK CLIENT [--job N] [--days N] [--order N] [-o FILE] [--force] [--as WHO] [--reason R]",
    .summary = N_("Une facture pour les travaux faits chez un client, numérotée et scellée ; en "
                  "PDF avec -o."),
    .options = " --job= --days= --order= -o= --force --as= --reason= ",
    .argument_min = 2,
    .argument_max = 2,
    .run = invoice_run,
};

const struct command_kind COMMAND_CREDIT = {
    .name = "credit",
    .usage = "BOOK NUMBER [E | --line N] --reason R [-o FILE] [--force] [--as WHO]",
    .summary = N_("Un avoir, avec un motif : de toute une facture, dont les travaux peuvent être "
                  "facturés de nouveau, d'une somme E ou d'une ligne."),
    .options = " --line= -o= --force --as= --reason= ",
    .argument_min = 2,
    .argument_max = 3,
    .run = credit_run,
};

const struct command_kind COMMAND_SETTLE = {
    .name = "settle",
    .usage = "BOOK NUMBER cash|card|cheque|voucher|transfer|MEANS E [--date D] [--as WHO] "
             "[--reason R]",
    .summary = N_("Ce qu'un client paie sur une facture, ou ce qu'on lui rend après un avoir."),
    .options = " --date= --as= --reason= ",
    .argument_min = 4,
    .argument_max = 4,
    .run = settle_run,
};
